namespace PromptShield.CodeFixes.Tests;

/// <summary>Spans that a test marks in its source with <c>[|</c> and <c>|]</c>.</summary>
internal static class Markup
{
    private const string Open = "[|";
    private const string Close = "|]";

    public static string Strip(string marked) => marked.Replace(Open, string.Empty, StringComparison.Ordinal).Replace(Close, string.Empty, StringComparison.Ordinal);

    public static List<TextSpan> Spans(string marked)
    {
        var spans = new List<TextSpan>();
        var open = new Stack<int>();
        var removed = 0;
        for (var i = 0; i + 1 < marked.Length; i++)
        {
            var two = marked.AsSpan(i, 2);
            if (two.SequenceEqual(Open))
            {
                open.Push(i - removed);
                removed += 2;
                i++;
            }
            else if (two.SequenceEqual(Close))
            {
                spans.Add(TextSpan.FromBounds(open.Pop(), i - removed));
                removed += 2;
                i++;
            }
        }

        return spans;
    }
}
