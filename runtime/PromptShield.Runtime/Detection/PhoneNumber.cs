namespace PromptShield.Detection;

/// <summary>
/// Telephone numbers. International: <c>+</c> or <c>00</c>, an assigned calling code (ITU-T E.164), at most 15 digits. National without a cue word:
/// the North American plan's three-three-four with its digit rules (NANPA: area and exchange begin with 2–9), numbers with a trunk 0, a Chinese mobile or an area code
/// in parentheses, always with separators. Anything else only after a cue word such as "phone". Dates, IPv4 addresses, decimals and what follows "order",
/// "#" and the like are none.
/// </summary>
internal static class PhoneNumber
{
    /// <summary>The number that starts at <paramref name="start"/>: a digit, a plus or an opening parenthesis.</summary>
    internal static bool TryFind(ReadOnlySpan<char> text, int start, out PersonalDataFinding finding)
    {
        finding = default;
        var before = CharClass.At(text, start - 1);
        if (CharClass.IsWord(before) || before is '+' or '_' or '#' or '$' or '€' or '£' or '=' && text[start] != '+'
            || (before is '-' or '.' or ',' or '/' or ':' && CharClass.IsWord(CharClass.At(text, start - 2)) && (before != ':' || CharClass.IsDigit(CharClass.At(text, start - 2)))))
        {
            return false;
        }

        Span<DigitGroup> buffer = stackalloc DigitGroup[DialString.MaxGroups];
        var dial = DialString.Read(text, start, buffer);
        if (dial.Digits < 7)
        {
            return false;
        }

        var confidence = dial.IsInternational(out var end) ? 0.95
            : !dial.HasPlus && dial.IsNational(out end) && !Cue.Precedes(text, start, Cue.Reference) ? 0.8
            : dial.IsWholeNumber(out end) && Cue.Precedes(text, start, Cue.Phone) ? 0.75
            : 0;
        if (confidence == 0)
        {
            return false;
        }

        finding = new(PersonalDataClass.Phone, start, end - start, confidence);
        return true;
    }
}
