using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>
/// Fix All for document, project and solution. All findings of the scope are planned against one unchanged solution and
/// their edits merged. The stock batch fixer computes a whole solution a finding and then drops edits that touch: here
/// many calls share one creation, and the creation may be in a file that has no finding.
/// </summary>
internal sealed class FixAllFindings : FixAllProvider
{
    public static readonly FixAllFindings Instance = new();

    private static readonly FixAllScope[] Scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => Scopes;

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (fixAllContext.CodeFixProvider is not FindingFix fix)
        {
            return Task.FromResult<CodeAction?>(null);
        }

        // The key that the caller asks for is not compared: one fix has one key, and a caller that found no fix for
        // its first finding passes none.
        return Task.FromResult<CodeAction?>(CodeAction.Create(
            fix.TitleOfAll,
            async cancellation => await fix.FixAsync(fixAllContext.Solution, await DiagnosticsAsync(fixAllContext).ConfigureAwait(false), cancellation).ConfigureAwait(false),
            equivalenceKey: fix.Key));
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        var found = new List<Diagnostic>();
        if (context.Scope == FixAllScope.Document && context.Document is { } document)
        {
            found.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
        }
        else
        {
            foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
            {
                found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
            }
        }

        // Which of two colliding edits wins must not depend on the order in which analyzers happen to report.
        return [.. found
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
