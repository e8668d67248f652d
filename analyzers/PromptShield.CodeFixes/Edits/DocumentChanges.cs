namespace PromptShield.CodeFixes;

/// <summary>The changes of one file, in the order of the text, each once.</summary>
internal sealed class DocumentChanges(Document document)
{
    private readonly HashSet<TextChange> changes = [];
    private readonly HashSet<(int Block, string Namespace)> blocks = [];
    private readonly List<(SyntaxTree Tree, int Position, string Namespace)> imports = [];

    public Document Document => document;

    public bool Collides(TextChange change)
    {
        if (changes.Contains(change))
        {
            return false;
        }

        foreach (var other in changes)
        {
            if (other.Span == change.Span || other.Span.OverlapsWith(change.Span) || Inside(other.Span, change.Span) || Inside(change.Span, other.Span))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(TextChange change) => changes.Add(change);

    public void Import(SyntaxTree tree, int position, string @namespace)
    {
        // The usings of one namespace block do not reach another: each block is asked once.
        var block = tree.GetRoot().FindToken(position).Parent?.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.SpanStart ?? -1;
        if (blocks.Add((block, @namespace)))
        {
            imports.Add((tree, position, @namespace));
        }
    }

    public IEnumerable<TextChange> Changes(SourceText text, Compilation? compilation, CancellationToken cancellation)
    {
        var all = new HashSet<TextChange>(changes);
        foreach (var (tree, position, @namespace) in imports)
        {
            if (UsingDirective.Missing(tree, position, @namespace, text, compilation, cancellation) is { } change)
            {
                all.Add(change);
            }
        }

        return all.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.Length);
    }

    private static bool Inside(TextSpan insertion, TextSpan span) =>
        insertion.IsEmpty && insertion.Start > span.Start && insertion.Start < span.End;
}
