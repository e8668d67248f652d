using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes.Tests;

/// <summary>Runs a fix the ways that an editor and <c>dotnet format</c> run it.</summary>
internal static class Fixing
{
    /// <summary>The fixes that are offered for one finding.</summary>
    public static async Task<List<CodeAction>> OfferedAsync(CodeFixProvider fix, Solution solution, Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        var document = solution.GetDocument(finding.Location.SourceTree)!;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    public static async Task<Solution> AllAsync(CodeFixProvider fix, Solution solution, FindingSource findings, FixAllScope scope = FixAllScope.Solution, string? file = null)
    {
        var documents = solution.Projects.SelectMany(project => project.Documents);
        var document = file is null ? documents.First() : documents.Single(candidate => candidate.Name == file);
        var context = new FixAllContext(document, fix, scope, fix.FixableDiagnosticIds[0], fix.FixableDiagnosticIds, findings, TestContext.Current.CancellationToken);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return await AppliedAsync(action!);
    }

    public static async Task<Solution> AppliedAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution
            ?? throw new InvalidOperationException("The fix changed nothing.");
    }
}
