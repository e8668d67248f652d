namespace PromptShield.Detection;

/// <summary>
/// US social security numbers, three-two-four. By the Social Security Administration's rules an area is never 000, 666 or 900–999, a group never 00, a
/// serial never 0000 (SSA, "Social Security Number Randomization"); 078-05-1120 and 219-09-9999 were printed in advertisements and are void.
/// Nine digits without separators count only after a cue such as "SSN".
/// </summary>
internal static class SocialSecurityNumber
{
    internal static bool TryFind(ReadOnlySpan<char> text, int start, out PersonalDataFinding finding)
    {
        finding = default;
        var before = CharClass.At(text, start - 1);
        if (CharClass.IsWord(before) || before == '+' || (before is '-' or '.' && CharClass.IsWord(CharClass.At(text, start - 2))))
        {
            return false;
        }

        var run = CharClass.DigitRun(text, start, 9);
        var grouped = run == 3;
        if (grouped ? !IsGrouped(text, start) : run != 9 || !Cue.Precedes(text, start, Cue.SocialSecurity))
        {
            return false;
        }

        var length = grouped ? 11 : 9;
        var step = grouped ? 1 : 0;
        var area = CharClass.Number(text.Slice(start, 3));
        var group = CharClass.Number(text.Slice(start + 3 + step, 2));
        var serial = CharClass.Number(text.Slice(start + 5 + 2 * step, 4));
        if (area is 0 or 666 or >= 900 || group == 0 || serial == 0
            || (area, group, serial) is (78, 5, 1120) or (219, 9, 9999) || !IsEnd(text, start + length))
        {
            return false;
        }

        finding = new(PersonalDataClass.UsSocialSecurityNumber, start, length, 0.9);
        return true;
    }

    private static bool IsGrouped(ReadOnlySpan<char> text, int start)
    {
        var separator = CharClass.At(text, start + 3);
        return separator is '-' or ' ' or '.'
            && CharClass.DigitRun(text, start + 4, 2) == 2
            && CharClass.At(text, start + 6) == separator
            && CharClass.DigitRun(text, start + 7, 4) == 4;
    }

    private static bool IsEnd(ReadOnlySpan<char> text, int end)
    {
        var after = CharClass.At(text, end);
        return !CharClass.IsWord(after) && !(after is '-' or '.' && CharClass.IsDigit(CharClass.At(text, end + 1)));
    }
}
