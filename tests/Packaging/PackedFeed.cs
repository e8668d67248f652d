using System.IO.Compression;
using System.Reflection;

namespace PromptShield.Packaging;

/// <summary>The packages as they were packed, and a package cache of their own, so that no earlier build of the same version is used.</summary>
public sealed class PackedFeed : IDisposable
{
    private static readonly string Root = typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private readonly string workplace = Directory.CreateTempSubdirectory("promptshield packaging ").FullName;
    private int count;

    public static string Folder { get; } = Path.Combine(Root, "artifacts", "packages");

    public static string Version { get; } = VersionOf("PromptShield.Analyzers");

    public void Dispose() => Directory.Delete(workplace, recursive: true);

    /// <summary>The entries of a package without those that every package has.</summary>
    public static IReadOnlyList<string> Entries(string id)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.nupkg"));
        return
        [
            .. package.Entries
                .Select(entry => Uri.UnescapeDataString(entry.FullName))
                .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The text of one entry.</summary>
    public static string Text(string id, string entry)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.nupkg"));
        using var reader = new StreamReader(package.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>A new folder outside the repository that restores from the packed packages.</summary>
    public Workplace NewWorkplace()
    {
        var folder = Path.Combine(workplace, $"w{Interlocked.Increment(ref count)}");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Folder}" />
                <add key="made-here" value="{Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName}" />
              </packageSources>
            </configuration>
            """);
        return new Workplace(folder, Path.Combine(workplace, "cache"));
    }

    private static string VersionOf(string id)
    {
        var prefix = id + ".";
        var packages = Directory.Exists(Folder) ? Directory.GetFiles(Folder, prefix + "*.nupkg") : [];
        return packages.Length == 1
            ? Path.GetFileNameWithoutExtension(packages[0])[prefix.Length..]
            : throw new InvalidOperationException(
                $"{packages.Length} packages {id} in artifacts/packages; pack first: dotnet pack PromptShield.Analyzers.sln -c Release -o artifacts/packages");
    }
}
