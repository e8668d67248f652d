using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace PromptShield;

/// <summary>The packages under test.</summary>
internal static class PackedPackages
{
    public static string Version { get; } = Metadata("PackageVersion");

    public static string Folder { get; } = Path.GetFullPath(
        Environment.GetEnvironmentVariable("PROMPTSHIELD_PACKAGES") is { Length: > 0 } folder ? folder : Metadata("PackageFolder"));

    /// <summary>The entries of a package, without what the package format itself adds.</summary>
    public static IReadOnlyList<string> Entries(string id)
    {
        using var package = Open(id);
        return
        [
            .. package.Entries.Select(entry => entry.FullName)
                .Where(name => name is not "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    public static XElement Nuspec(string id)
    {
        using var package = Open(id);
        using var stream = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(stream).Root!;
    }

    public static byte[] Bytes(string id, string entry)
    {
        using var package = Open(id);
        using var stream = package.GetEntry(entry)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    private static string Metadata(string key)
        => typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
