namespace PromptShield.Detection;

/// <summary>Questions about the neighbours of a candidate.</summary>
internal static class CharClass
{
    internal static char At(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length ? text[index] : '\0';

    internal static bool IsDigit(char c) => char.IsAsciiDigit(c);

    /// <summary>ASCII letters and digits only: scripts without spaces write a number directly after a word.</summary>
    internal static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c);

    /// <summary>The number of ASCII digits from <paramref name="index"/> on, at most <paramref name="limit"/> + 1.</summary>
    internal static int DigitRun(ReadOnlySpan<char> text, int index, int limit)
    {
        var end = index;
        while (end < text.Length && end - index <= limit && IsDigit(text[end]))
        {
            end++;
        }

        return end - index;
    }

    internal static int Number(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var c in digits)
        {
            value = value * 10 + (c - '0');
        }

        return value;
    }
}
