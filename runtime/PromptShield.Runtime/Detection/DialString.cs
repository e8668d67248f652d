namespace PromptShield.Detection;

/// <summary>A run of digits within a dial string.</summary>
/// <param name="Start">Offset of the first digit.</param>
/// <param name="Length">Number of digits.</param>
/// <param name="InParentheses">Whether the group stands in parentheses.</param>
internal readonly record struct DigitGroup(int Start, int Length, bool InParentheses)
{
    internal int End => InParentheses ? Start + Length + 1 : Start + Length;
}

/// <summary>Groups of digits with the separators that people put into telephone numbers: the shapes that a number can have.</summary>
internal readonly ref struct DialString
{
    internal const int MaxGroups = 16;

    /// <summary>E.164 §6: at most 15 digits; with an exit code and a trunk 0 in parentheses 18 are written.</summary>
    private const int MaxDigits = 18;

    private readonly ReadOnlySpan<char> _text;
    private readonly ReadOnlySpan<DigitGroup> _groups;

    private DialString(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups, bool hasPlus, int digits)
    {
        _text = text;
        _groups = groups;
        HasPlus = hasPlus;
        Digits = digits;
    }

    internal bool HasPlus { get; }

    internal int Digits { get; }

    internal static DialString Read(ReadOnlySpan<char> text, int start, Span<DigitGroup> buffer)
    {
        var hasPlus = text[start] == '+';
        var position = hasPlus ? start + 1 : start;
        if (hasPlus && CharClass.At(text, position) == ' ')
        {
            position++;
        }

        var count = 0;
        var digits = 0;
        while (count < MaxGroups && digits < MaxDigits)
        {
            var open = CharClass.At(text, position) == '(';
            var first = open ? position + 1 : position;
            var length = CharClass.DigitRun(text, first, MaxDigits);
            if (length == 0 || length > MaxDigits || (open && CharClass.At(text, first + length) != ')'))
            {
                break;
            }

            buffer[count++] = new(first, length, open);
            digits += length;
            position = SkipSeparator(text, buffer[count - 1].End);
        }

        return new(text, buffer[..count], hasPlus, digits);
    }

    /// <summary>Plus or 00, an assigned calling code, a plausible national number.</summary>
    internal bool IsInternational(out int end)
    {
        Span<char> digits = stackalloc char[MaxDigits];
        var limit = HasPlus ? 15 : 17;
        for (var last = _groups.Length; last > 0; last--)
        {
            var count = Collect(last, digits);
            end = WithExtension(_groups[last - 1].End);
            if (count <= limit && EndsAt(end) && IsInternational(digits[..count]))
            {
                return true;
            }
        }

        end = 0;
        return false;
    }

    /// <summary>A national form that needs no cue word.</summary>
    internal bool IsNational(out int end)
    {
        for (var last = _groups.Length; last > 1; last--)
        {
            end = WithExtension(_groups[last - 1].End);
            if (EndsAt(end) && IsNational(_groups[..last]))
            {
                return true;
            }
        }

        end = 0;
        return false;
    }

    /// <summary>Seven to fifteen digits in any grouping.</summary>
    internal bool IsWholeNumber(out int end)
    {
        end = WithExtension(_groups[^1].End);
        return Digits is >= 7 and <= 15 && EndsAt(end);
    }

    private bool IsInternational(ReadOnlySpan<char> digits)
    {
        if (!HasPlus)
        {
            // The exit code 00 is only told from an integer with leading zeros by separators.
            if (_groups.Length < 2 || digits.Length < 11 || digits[0] != '0' || digits[1] != '0')
            {
                return false;
            }

            digits = digits[2..];
        }

        var code = CallingCodes.LengthAt(digits);
        if (code == 0)
        {
            return false;
        }

        var national = digits[code..];
        if (digits[0] == '1')
        {
            return national.Length == 10 && national[0] >= '2';
        }

        // A trunk 0 is often written although it is not dialled; two of them are no number.
        return national.Length >= 6 && digits.Length >= 9 && national.Length <= 13 && !(national[0] == '0' && national[1] == '0');
    }

    private bool IsNational(ReadOnlySpan<DigitGroup> groups)
    {
        var first = groups[0];
        var digits = 0;
        foreach (var group in groups)
        {
            digits += group.Length;
        }

        if (IsNorthAmerican(groups, digits))
        {
            return true;
        }

        var lead = _text[first.Start];
        if (first.InParentheses)
        {
            return first.Length is >= 2 and <= 5 && digits is >= 8 and <= 12 && !IsYear(first);
        }

        // Russia and its neighbours dial 8 before the area code.
        if (first.Length == 1 && lead == '8' && groups[1].Length is >= 3 and <= 5 && digits == 11)
        {
            return groups[1].InParentheses || groups.Length >= 4;
        }

        if (first.Length == 3 && lead == '1' && _text[first.Start + 1] >= '3' && groups.Length == 3 && groups[1].Length == 4 && groups[2].Length == 4)
        {
            return true;
        }

        return lead == '0' && first.Length is >= 2 and <= 6 && _text[first.Start + 1] != '0' | first.Length > 3 && digits is >= 9 and <= 12 && HasTrunkShape(groups);
    }

    private bool IsNorthAmerican(ReadOnlySpan<DigitGroup> groups, int digits)
    {
        var skip = groups[0].Length == 1 && _text[groups[0].Start] == '1' ? 1 : 0;
        groups = groups[skip..];
        if (groups.Length != 3 || digits - skip != 10 || groups[0].Length != 3 || groups[1].Length != 3)
        {
            return false;
        }

        Span<char> number = stackalloc char[10];
        var count = 0;
        foreach (var group in groups)
        {
            _text.Slice(group.Start, group.Length).CopyTo(number[count..]);
            count += group.Length;
        }

        return IsAreaAndExchange(number);
    }

    private bool HasTrunkShape(ReadOnlySpan<DigitGroup> groups)
    {
        var isDecimal = groups.Length == 2 && _text[groups[0].End] == '.';
        var isVoidSsn = groups.Length == 3 && groups[0].Length == 3 && groups[1].Length == 2 && groups[2].Length == 4;
        for (var i = 1; i < groups.Length; i++)
        {
            if (groups[i].Length is < 2 or > 8)
            {
                return false;
            }
        }

        return !isDecimal && !isVoidSsn;
    }

    private bool IsYear(DigitGroup group) => group.Length == 4 && CharClass.Number(_text.Slice(group.Start, 4)) is >= 1900 and <= 2100;

    private static bool IsAreaAndExchange(ReadOnlySpan<char> number) => number[0] >= '2' && number[3] >= '2';

    private int Collect(int groups, Span<char> digits)
    {
        var count = 0;
        for (var i = 0; i < groups; i++)
        {
            var group = _groups[i];
            // "+44 (0)20": the trunk 0 in parentheses is a hint for readers, not part of the number.
            if (group.InParentheses && group.Length == 1 && i == 1)
            {
                continue;
            }

            if (count + group.Length > digits.Length)
            {
                return int.MaxValue;
            }

            _text.Slice(group.Start, group.Length).CopyTo(digits[count..]);
            count += group.Length;
        }

        return count;
    }

    // "x123", "ext. 123": the extension belongs to the number.
    private int WithExtension(int end)
    {
        var rest = _text[end..];
        var start = rest.StartsWith("x", StringComparison.OrdinalIgnoreCase) ? 1
            : rest.StartsWith(" x", StringComparison.OrdinalIgnoreCase) ? 2
            : rest.StartsWith(" ext. ", StringComparison.OrdinalIgnoreCase) ? 6
            : rest.StartsWith(" ext ", StringComparison.OrdinalIgnoreCase) ? 5
            : 0;
        var digits = start == 0 ? 0 : CharClass.DigitRun(rest, start, 6);
        return digits is >= 1 and <= 6 ? end + start + digits : end;
    }

    private bool EndsAt(int end)
    {
        var after = CharClass.At(_text, end);
        return !CharClass.IsWord(after) && after != '%' && !(after is '-' or '.' or ',' or '/' or ':' && CharClass.IsWord(CharClass.At(_text, end + 1)));
    }

    private static int SkipSeparator(ReadOnlySpan<char> text, int position)
    {
        var start = position;
        while (position < text.Length && position - start < 3 && text[position] is ' ' or '-' or '.' or '/')
        {
            position++;
        }

        var gap = text[start..position];
        // One separator, or one with a space around it: a list of numbers has more, or commas.
        return gap.Length is 0 or 1 || (gap.Length == 2 && gap.Contains(' ')) || gap.SequenceEqual(" - ") || gap.SequenceEqual(" / ") ? position : text.Length;
    }
}
