namespace PromptShield.CodeFixes;

/// <summary>
/// What one finding needs: text changes in one or more trees, applied together or not at all. Changes of text, not of
/// nodes: every comment, line break and indent outside the change stays byte for byte, and two findings that share a
/// creation yield equal changes.
/// </summary>
internal sealed class Edit
{
    private readonly List<(SyntaxTree Tree, TextChange Change)> changes = [];
    private readonly List<(SyntaxTree Tree, int Position, string Namespace)> imports = [];

    public IReadOnlyList<(SyntaxTree Tree, TextChange Change)> Changes => changes;

    public IReadOnlyList<(SyntaxTree Tree, int Position, string Namespace)> Imports => imports;

    /// <summary>Nothing to change: what was looked at is shielded already.</summary>
    public bool IsEmpty => changes.Count == 0;

    public Edit Insert(SyntaxNode where, int position, string text) => Replace(where, new TextSpan(position, 0), text);

    public Edit Replace(SyntaxNode where, TextSpan span, string text)
    {
        changes.Add((where.SyntaxTree, new TextChange(span, text)));
        return this;
    }

    /// <summary>Puts <paramref name="before"/> and <paramref name="after"/> around the node.</summary>
    public Edit Wrap(SyntaxNode node, string before, string after) =>
        Insert(node, node.SpanStart, before).Insert(node, node.Span.End, after);

    /// <summary>The changed code uses simple names of the namespace.</summary>
    public Edit Import(SyntaxNode where, string @namespace)
    {
        imports.Add((where.SyntaxTree, where.SpanStart, @namespace));
        return this;
    }

    public Edit ImportShield(SyntaxNode where) => Import(where, ShieldApi.Namespace);

    public Edit And(Edit other)
    {
        changes.AddRange(other.changes);
        imports.AddRange(other.imports);
        return this;
    }
}
