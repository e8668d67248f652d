using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PromptShield;

/// <summary>
/// The task for MSBuild on .NET Framework. It cannot run on this machine and was not run: what is checked is that everything it refers to is
/// in .NET Framework 4.7.2, in MSBuild, or in its folder.
/// </summary>
public class FrameworkTaskTests
{
    private const string Package = "PromptShield.Analyzers";
    private const string Folder = "tasks/net472/";

    private static readonly HashSet<string> Framework = new(StringComparer.Ordinal)
    {
        "mscorlib", "netstandard", "System", "System.Core", "System.Numerics", "System.Runtime", "System.IO.Compression", "System.Xml", "System.Xml.Linq", "System.Runtime.Serialization",
    };

    private static readonly HashSet<string> MSBuild = new(StringComparer.Ordinal) { "Microsoft.Build.Framework", "Microsoft.Build.Utilities.Core" };

    [Fact]
    public void EveryReferenceOfTheFrameworkTaskResolves()
    {
        string[] assemblies = [.. PackedPackages.Entries(Package).Where(entry => entry.StartsWith(Folder, StringComparison.Ordinal))];
        var shipped = assemblies.ToDictionary(entry => Path.GetFileNameWithoutExtension(entry), entry => Read(entry).Version, StringComparer.Ordinal);

        var missing = assemblies
            .SelectMany(entry => Read(entry).References.Select(reference => (Assembly: Path.GetFileName(entry), reference.Name, reference.Version)))
            .Where(reference => !Framework.Contains(reference.Name) && !MSBuild.Contains(reference.Name))
            .Where(reference => !shipped.TryGetValue(reference.Name, out var version) || version < reference.Version)
            .Select(reference => $"{reference.Assembly} -> {reference.Name} {reference.Version}");

        Assert.Empty(missing);
    }

    [Fact]
    public void TheFrameworkTaskIsCompiledForTheFramework()
        => Assert.Contains(Read(Folder + "PromptShield.Build.dll").References, reference => reference.Name == "mscorlib");

    private static (Version Version, IReadOnlyList<(string Name, Version Version)> References) Read(string entry)
    {
        using var image = new PEReader(new MemoryStream(PackedPackages.Bytes(Package, entry)));
        var metadata = image.GetMetadataReader();
        return (
            metadata.GetAssemblyDefinition().Version,
            [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))]);
    }
}
