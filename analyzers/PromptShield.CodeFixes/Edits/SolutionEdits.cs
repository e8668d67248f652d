namespace PromptShield.CodeFixes;

/// <summary>Applies many edits to a solution: equal changes once, an edit that collides with an earlier one not at all.</summary>
internal sealed class SolutionEdits(Solution solution)
{
    private readonly Dictionary<string, DocumentChanges> documents = new(StringComparer.Ordinal);

    /// <summary>Takes the edit whole, or leaves it whole when it collides with one that was taken before.</summary>
    public bool TryAdd(Edit edit)
    {
        foreach (var (tree, change) in edit.Changes)
        {
            if (DocumentOf(tree) is not { } document || document.Collides(change))
            {
                return false;
            }
        }

        foreach (var (tree, change) in edit.Changes)
        {
            DocumentOf(tree)!.Add(change);
        }

        foreach (var (tree, position, @namespace) in edit.Imports)
        {
            DocumentOf(tree)?.Import(tree, position, @namespace);
        }

        return true;
    }

    public async Task<Solution> ApplyAsync(CancellationToken cancellation)
    {
        var changed = solution;
        foreach (var document in documents.Values)
        {
            var compilation = await document.Document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false);
            var text = await document.Document.GetTextAsync(cancellation).ConfigureAwait(false);
            var newText = text.WithChanges(document.Changes(text, compilation, cancellation));

            // A file that several target frameworks compile is several documents; all of them must agree.
            changed = changed.WithDocumentText(document.Document.Id, newText);
            foreach (var linked in document.Document.GetLinkedDocumentIds())
            {
                changed = changed.WithDocumentText(linked, newText);
            }
        }

        return changed;
    }

    private DocumentChanges? DocumentOf(SyntaxTree tree)
    {
        if (solution.GetDocument(tree) is not { } document)
        {
            return null;
        }

        var key = document.FilePath ?? document.Id.ToString();
        if (!documents.TryGetValue(key, out var changes))
        {
            documents.Add(key, changes = new DocumentChanges(document));
        }

        return changes;
    }
}
