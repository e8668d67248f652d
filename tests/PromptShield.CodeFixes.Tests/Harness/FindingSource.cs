using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptShield.CodeFixes.Tests;

/// <summary>Where the findings of a test come from: marks in its source, or the real analyzers.</summary>
internal abstract class FindingSource : FixAllContext.DiagnosticProvider
{
    public abstract Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project, CancellationToken cancellation);

    public async Task<List<Diagnostic>> FindingsAsync(Solution solution)
    {
        var all = new List<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            all.AddRange(await FindingsAsync(project, TestContext.Current.CancellationToken));
        }

        return all;
    }

    public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        await FindingsAsync(project, cancellationToken);

    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
    {
        var tree = await document.GetSyntaxTreeAsync(cancellationToken);
        return (await FindingsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
    }

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<Diagnostic>>([]);
}

/// <summary>One finding a marked span: the shape of the code decides the edit, not how it was found.</summary>
internal sealed class MarkedFindings(string id, IReadOnlyDictionary<string, List<TextSpan>> spans) : FindingSource
{

    public override async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var document in project.Documents)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellation);
            foreach (var span in spans.GetValueOrDefault(document.Name) ?? [])
            {
                var location = Location.Create(tree!, span);
                found.Add(Diagnostic.Create(id, "Test", "Message", DiagnosticSeverity.Warning, DiagnosticSeverity.Warning, isEnabledByDefault: true, warningLevel: 1, location: location, additionalLocations: [location]));
            }
        }

        return found.ToImmutable();
    }
}

/// <summary>The findings of some rules of the product's analyzers.</summary>
internal sealed class AnalyzerFindings(DiagnosticAnalyzer analyzer, params string[] ids) : FindingSource
{
    public override async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project, CancellationToken cancellation)
    {
        var compilation = await project.GetCompilationAsync(cancellation);
        var found = await compilation!.WithAnalyzers([analyzer], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return found.RemoveAll(diagnostic => !ids.Contains(diagnostic.Id));
    }
}
