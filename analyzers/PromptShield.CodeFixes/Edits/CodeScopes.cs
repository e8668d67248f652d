namespace PromptShield.CodeFixes;

/// <summary>The scopes of the projects that one run touches, each made once.</summary>
internal sealed class CodeScopes(Solution solution, CancellationToken cancellation)
{
    private readonly Dictionary<ProjectId, CodeScope?> scopes = [];

    public async Task<CodeScope?> OfAsync(Project project)
    {
        if (!scopes.TryGetValue(project.Id, out var scope))
        {
            scopes[project.Id] = scope = await CodeScope.CreateAsync(project, cancellation).ConfigureAwait(false);
        }

        return scope;
    }

    /// <summary>The innermost node at the location with its project; null when it lies in no file of the solution.</summary>
    public async Task<(CodeScope Scope, SyntaxNode Node)?> FindAsync(Location location)
    {
        if (DocumentAt(location) is not { } document
            || await OfAsync(document.Project).ConfigureAwait(false) is not { } scope
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || !root.FullSpan.Contains(location.SourceSpan)
            || scope.EditableModel(root.SyntaxTree) is null)
        {
            return null;
        }

        return (scope, root.FindNode(location.SourceSpan, getInnermostNodeForTie: true));
    }

    private Document? DocumentAt(Location location)
    {
        if (location.SourceTree is not { } tree)
        {
            return null;
        }

        // A diagnostic that crossed a process boundary brings a tree of its own: then the path decides.
        return solution.GetDocument(tree)
            ?? solution.GetDocument(solution.GetDocumentIdsWithFilePath(tree.FilePath).FirstOrDefault());
    }
}
