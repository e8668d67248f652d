namespace PromptShield.Detection;

/// <summary>Dates and IPv4 addresses: written with digits and separators like a telephone number, and none.</summary>
internal static class NumberLookalike
{
    /// <summary>The end of the date or address that starts at <paramref name="start"/>; <paramref name="start"/> when there is none.</summary>
    internal static int End(ReadOnlySpan<char> text, int start)
    {
        Span<int> values = stackalloc int[4];
        Span<int> lengths = stackalloc int[4];
        var separator = '\0';
        var count = 0;
        var position = start;
        while (count < 4)
        {
            var run = CharClass.DigitRun(text, position, 4);
            if (run is 0 or > 4)
            {
                return start;
            }

            values[count] = CharClass.Number(text.Slice(position, run));
            lengths[count++] = run;
            position += run;
            var next = CharClass.At(text, position);
            if (next is not ('-' or '.' or '/') || !CharClass.IsDigit(CharClass.At(text, position + 1)) || (separator != '\0' && next != separator))
            {
                break;
            }

            if (count == 4)
            {
                return start;
            }

            separator = next;
            position++;
        }

        var isAddress = count == 4 && separator == '.' && values[0] <= 255 && values[1] <= 255 && values[2] <= 255 && values[3] <= 255
            && lengths[0] <= 3 && lengths[1] <= 3 && lengths[2] <= 3 && lengths[3] <= 3 && !IsPairs(lengths);
        var isDate = count == 3 && (IsDate(values[0], lengths[0], values[1], values[2], lengths[2]) || IsDate(values[2], lengths[2], values[1], values[0], lengths[0]));
        return isAddress || isDate ? position : start;
    }

    // Year first or last; day and month in either order.
    private static bool IsDate(int year, int yearDigits, int second, int third, int thirdDigits) =>
        yearDigits is 4 or 2 && thirdDigits <= 2 && (yearDigits == 2 || year is >= 1900 and <= 2100)
        && second is >= 1 and <= 31 && third is >= 1 and <= 31 && (second <= 12 || third <= 12);

    // 06.12.34.56 goes on in a French number; every part of an address that has two digits four times is rarer than that.
    private static bool IsPairs(ReadOnlySpan<int> lengths) => lengths[0] == 2 && lengths[1] == 2 && lengths[2] == 2 && lengths[3] == 2;
}
