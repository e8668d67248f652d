using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Tool;

/// <summary>
/// Tells the generators that come with the installed SDK (Razor, JSON, logging, regular expressions) from those that packages and projects
/// bring: the former are no part of the scanned code, the latter do not run in this process.
/// </summary>
internal static class SdkGenerators
{
    private static readonly string[] Trusted = [.. new[] { "sdk", "packs" }.Select(folder => Path.Combine(InstallFolder(), folder) + Path.DirectorySeparatorChar)];

    /// <summary>The solution without the generators that are left off. Of a project alone it would not do: what it references is generated too.</summary>
    /// <returns>The solution, and how many generator assemblies each of its projects lacks.</returns>
    public static (Solution Solution, IReadOnlyDictionary<ProjectId, int> LeftOff) Only(Solution solution)
    {
        var leftOff = new Dictionary<ProjectId, int>();
        foreach (var project in solution.Projects.ToArray())
        {
            leftOff.Add(project.Id, project.AnalyzerReferences.Count(reference => !IsTrusted(reference) && IsGenerator(reference.FullPath)));
            solution = solution.WithProjectAnalyzerReferences(project.Id, project.AnalyzerReferences.Where(IsTrusted));
        }

        return (solution, leftOff);
    }

    private static bool IsTrusted(Microsoft.CodeAnalysis.Diagnostics.AnalyzerReference reference)
        => reference.FullPath is { } path && Array.Exists(Trusted, folder => Path.GetFullPath(path).StartsWith(folder, StringComparison.Ordinal));

    // Read, not loaded: loading an assembly can run its code.
    private static bool IsGenerator(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return false;
        }

        try
        {
            using var image = new PEReader(File.OpenRead(path));
            var metadata = image.GetMetadataReader();
            return metadata.TypeReferences.Select(metadata.GetTypeReference).Any(type =>
                metadata.StringComparer.Equals(type.Name, "GeneratorAttribute") && metadata.StringComparer.Equals(type.Namespace, "Microsoft.CodeAnalysis"));
        }
        catch (Exception problem) when (problem is BadImageFormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The runtime that runs this command lies in <install folder>/shared/<framework>/<version>.
    private static string InstallFolder() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
}
