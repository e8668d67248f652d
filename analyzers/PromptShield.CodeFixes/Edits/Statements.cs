namespace PromptShield.CodeFixes;

/// <summary>Whole statements: adding one before another, taking one out.</summary>
internal static class Statements
{
    /// <summary>Adds the line before the statement and before the comment that belongs to it.</summary>
    public static Edit InsertBefore(Edit edit, StatementSyntax statement, string line)
    {
        var text = Layout.Text(statement);
        if (!Layout.IsFirstInLine(text, statement.SpanStart))
        {
            return edit.Insert(statement, statement.SpanStart, line + " ");
        }

        var position = text.Lines.GetLineFromPosition(statement.SpanStart).Start;
        foreach (var trivia in statement.GetLeadingTrivia().Reverse())
        {
            if (trivia.IsDirective || (trivia.IsKind(SyntaxKind.EndOfLineTrivia) && Layout.IsBlankLine(text, trivia.SpanStart)))
            {
                break;
            }

            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && Layout.IsFirstInLine(text, trivia.SpanStart))
            {
                position = text.Lines.GetLineFromPosition(trivia.SpanStart).Start;
            }
        }

        return edit.Insert(statement, position, Layout.Indent(text, statement.SpanStart) + line + Layout.LineBreak(text));
    }

    public static Edit Remove(Edit edit, StatementSyntax statement)
    {
        var text = Layout.Text(statement);
        var alone = Layout.IsFirstInLine(text, statement.SpanStart) && Layout.IsLastInLine(text, statement.Span.End);
        return edit.Replace(statement, alone
            ? TextSpan.FromBounds(text.Lines.GetLineFromPosition(statement.SpanStart).Start, Layout.NextLine(text, statement.Span.End))
            : statement.Span, string.Empty);
    }

    /// <summary>The body of code in which a local of the node lives.</summary>
    public static SyntaxNode Body(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax) ?? node;
}
