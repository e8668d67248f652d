using Microsoft.CodeAnalysis;

namespace PromptShield.Tool;

/// <summary>
/// Stands in for a framework that is not installed: without any core library nothing resolves, and with that of this process nearly all does.
/// </summary>
internal static class HostFramework
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Concat(AspNetCore())
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The compilation itself when it has a core library, else with the framework of this process.</summary>
    public static Compilation Complete(Compilation compilation)
        => compilation.GetSpecialType(SpecialType.System_Object).TypeKind == TypeKind.Error ? compilation.AddReferences(References.Value) : compilation;

    private static string[] AspNetCore()
    {
        string core = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string folder = Path.Combine(core, "..", "..", "Microsoft.AspNetCore.App", Path.GetFileName(core));
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "Microsoft.*.dll") : [];
    }
}
