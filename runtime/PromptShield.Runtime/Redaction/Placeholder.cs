namespace PromptShield.Redaction;

/// <summary>The form of a placeholder: an opening bracket, the label of a class, an underscore, a number, a closing bracket.</summary>
internal static class Placeholder
{
    private const int MaxNumberDigits = 9;

    /// <summary>The next placeholder-like token from <paramref name="from"/> on, whoever wrote it.</summary>
    internal static bool TryFindNext(ReadOnlySpan<char> text, int from, out int start, out int length)
    {
        start = from;
        while (start < text.Length)
        {
            var offset = text[start..].IndexOf('[');
            if (offset < 0)
            {
                break;
            }

            start += offset;
            length = LengthAt(text[start..]);
            if (length > 0)
            {
                return true;
            }

            start++;
        }

        length = 0;
        return false;
    }

    /// <summary>
    /// Where the end of <paramref name="text"/> could be the beginning of a placeholder that goes on later; the length of the text when it could not.
    /// </summary>
    internal static int UnfinishedStart(ReadOnlySpan<char> text, int longest)
    {
        var from = Math.Max(0, text.Length - (longest - 1));
        var start = text[from..].LastIndexOf('[');
        return start >= 0 && IsPrefix(text[(from + start)..]) ? from + start : text.Length;
    }

    private static int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var kind in PersonalDataClassNames.All)
        {
            var label = kind.Label();
            var number = label.Length + 2;
            if (text.Length > number && text[1..].StartsWith(label, StringComparison.Ordinal) && text[number - 1] == '_')
            {
                var end = number;
                while (end < text.Length && end - number < MaxNumberDigits && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                return end > number && end < text.Length && text[end] == ']' ? end + 1 : 0;
            }
        }

        return 0;
    }

    private static bool IsPrefix(ReadOnlySpan<char> text)
    {
        var rest = text[1..];
        foreach (var kind in PersonalDataClassNames.All)
        {
            var label = kind.Label();
            if (rest.Length <= label.Length)
            {
                if (label.AsSpan().StartsWith(rest, StringComparison.Ordinal))
                {
                    return true;
                }
            }
            else if (rest.StartsWith(label, StringComparison.Ordinal) && rest[label.Length] == '_' && rest[(label.Length + 1)..].IndexOfAnyExceptInRange('0', '9') < 0)
            {
                return true;
            }
        }

        return false;
    }
}
