namespace PromptShield.CodeFixes;

/// <summary>How the text around an insertion is laid out.</summary>
internal static class Layout
{
    public static string LineBreak(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>The white space at the beginning of the line.</summary>
    public static string Indent(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && text[end] is ' ' or '\t')
        {
            end++;
        }

        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    public static int NextLine(SourceText text, int position) => text.Lines.GetLineFromPosition(position).EndIncludingLineBreak;

    public static bool IsBlankLine(SourceText text, int position) => string.IsNullOrWhiteSpace(text.Lines.GetLineFromPosition(position).ToString());

    /// <summary>Whether only white space stands before the position in its line.</summary>
    public static bool IsFirstInLine(SourceText text, int position)
    {
        var start = text.Lines.GetLineFromPosition(position).Start;
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, position)));
    }

    /// <summary>Whether only white space stands behind the position in its line.</summary>
    public static bool IsLastInLine(SourceText text, int position) =>
        string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(position, text.Lines.GetLineFromPosition(position).End)));

    public static SourceText Text(SyntaxNode node) => node.SyntaxTree.GetText();
}
