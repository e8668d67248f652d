using Microsoft.CodeAnalysis;
using PromptShield.Reporting;

namespace PromptShield.Tool.DesignTime;

/// <summary>A project as it can be analysed: its compilation without generators, and what is missing from it.</summary>
internal sealed record LoadedProject(
    Compilation Compilation, Project Project, IReadOnlyList<EvidenceProblem> Problems, IReadOnlyList<NotAnalyzedCount> NotAnalyzed)
{
    /// <summary>Makes the compilation.</summary>
    public static async Task<LoadedProject> CreateAsync(Project project, CancellationToken cancellation)
    {
        var bare = project.WithAnalyzerReferences([]);
        var compilation = await bare.GetCompilationAsync(cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The project has no compilation.");
        var problems = new List<EvidenceProblem>();
        if (compilation.GetSpecialType(SpecialType.System_Object).TypeKind == TypeKind.Error)
        {
            compilation = compilation.AddReferences(OwnFramework());
            problems.Add(new EvidenceProblem(
                EvidenceProblems.NotRestored, "The project's framework is not on this machine: its code was read against the framework of this tool."));
        }

        var markup = project.AdditionalDocuments.Count(IsMarkup);
        return new LoadedProject(
            compilation,
            bare,
            problems,
            markup == 0 ? [] : [new NotAnalyzedCount("files", "generator-not-run", markup)]);
    }

    /// <summary>Razor becomes C# only in a generator, and the scanned code's generators do not run.</summary>
    private static bool IsMarkup(TextDocument document) =>
        document.FilePath is { } path &&
        (path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<MetadataReference> OwnFramework() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsManaged(string path)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
