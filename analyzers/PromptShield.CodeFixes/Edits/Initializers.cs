namespace PromptShield.CodeFixes;

/// <summary>Object and collection initializers: adding one more element in the layout that they have.</summary>
internal static class Initializers
{
    public static Edit Append(Edit edit, InitializerExpressionSyntax initializer, string value)
    {
        if (initializer.Expressions.Count == 0)
        {
            return edit.Insert(initializer, initializer.OpenBraceToken.Span.End, " " + value);
        }

        var text = Layout.Text(initializer);
        var last = initializer.Expressions.Last();
        var hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        if (!Layout.IsFirstInLine(text, last.SpanStart))
        {
            return hasComma
                ? edit.Insert(initializer, initializer.Expressions.GetSeparators().Last().Span.End, $" {value},")
                : edit.Insert(initializer, last.Span.End, $", {value}");
        }

        var next = Layout.NextLine(text, (hasComma ? initializer.Expressions.GetSeparators().Last().Span : last.Span).End);
        if (next > initializer.CloseBraceToken.SpanStart)
        {
            return edit.Insert(initializer, last.Span.End, $", {value}");
        }

        // A comment behind the last element stays in its line.
        if (!hasComma)
        {
            edit.Insert(initializer, last.Span.End, ",");
        }

        return edit.Insert(initializer, next, Layout.Indent(text, last.SpanStart) + value + (hasComma ? "," : string.Empty) + Layout.LineBreak(text));
    }
}
