namespace PromptShield.Detection;

/// <summary>
/// Payment card numbers: ISO/IEC 7812-1 Luhn check digit, issuer prefixes and lengths as the networks publish them (table below). Digits may
/// be grouped by one kind of separator. After a cue word such as "card" the check digit alone decides, from 12 digits on.
/// </summary>
internal static class PaymentCard
{
    private const int MinDigits = 12;
    private const int MaxDigits = 19;

    // Prefix range (inclusive), number of digits in the prefix, shortest and longest number.
    private static readonly (int From, int To, int Digits, int Min, int Max)[] Issuers =
    [
        (4, 4, 1, 13, 19), // Visa
        (51, 55, 2, 16, 16), (2221, 2720, 4, 16, 16), // Mastercard
        (34, 34, 2, 15, 15), (37, 37, 2, 15, 15), // American Express
        (6011, 6011, 4, 16, 19), (644, 649, 3, 16, 19), (65, 65, 2, 16, 19), // Discover
        (300, 305, 3, 14, 19), (3095, 3095, 4, 14, 19), (36, 36, 2, 14, 19), (38, 39, 2, 14, 19), // Diners Club
        (3528, 3589, 4, 16, 19), (2131, 2131, 4, 15, 15), (1800, 1800, 4, 15, 15), // JCB
        (62, 62, 2, 16, 19), (81, 81, 2, 16, 19), // UnionPay
        (2200, 2204, 4, 16, 19), // Mir
        (5018, 5018, 4, 13, 19), (5020, 5020, 4, 13, 19), (5038, 5038, 4, 13, 19), (5893, 5893, 4, 13, 19), // Maestro
        (6304, 6304, 4, 13, 19), (6759, 6759, 4, 13, 19), (6761, 6763, 4, 13, 19),
        (60, 60, 2, 16, 16), (82, 82, 2, 16, 16), (508, 508, 3, 16, 16), // RuPay
    ];

    /// <summary>The card number that starts at the digit at <paramref name="start"/>.</summary>
    internal static bool TryFind(ReadOnlySpan<char> text, int start, out PersonalDataFinding finding)
    {
        finding = default;
        var before = CharClass.At(text, start - 1);
        if (CharClass.IsWord(before) || before is '+' or '$' or '€' or '£' || IsJoined(text, start - 1, -1))
        {
            return false;
        }

        Span<char> digits = stackalloc char[MaxDigits];
        var count = 0;
        var end = start;
        var separator = '\0';
        var found = 0;
        bool? cue = null;
        while (count < MaxDigits)
        {
            var run = CharClass.DigitRun(text, end, MaxDigits);
            if (count + run > MaxDigits || (separator != '\0' && run < 2))
            {
                break;
            }

            text.Slice(end, run).CopyTo(digits[count..]);
            count += run;
            end += run;
            if (count >= MinDigits && IsEnd(text, end, separator) && IsLuhn(digits[..count])
                && (HasIssuer(digits[..count]) || (cue ??= Cue.Precedes(text, start, Cue.Card))))
            {
                found = end;
            }

            var next = CharClass.At(text, end);
            if (next is not (' ' or '-' or '.') || (separator != '\0' && next != separator) || !CharClass.IsDigit(CharClass.At(text, end + 1)))
            {
                break;
            }

            separator = next;
            end++;
        }

        if (found == 0)
        {
            return false;
        }

        finding = new(PersonalDataClass.PaymentCard, start, found - start, 0.97);
        return true;
    }

    /// <summary>True for a number that an issuer could have given out: prefix, length and check digit.</summary>
    internal static bool IsCard(ReadOnlySpan<char> digits) => HasIssuer(digits) && IsLuhn(digits);

    /// <summary>The Luhn check (ISO/IEC 7812-1 annex B): doubled from the right, the sum ends in 0.</summary>
    internal static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if ((i & 1) == 1)
            {
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static bool HasIssuer(ReadOnlySpan<char> digits)
    {
        foreach (var (from, to, length, min, max) in Issuers)
        {
            if (digits.Length >= min && digits.Length <= max && CharClass.Number(digits[..length]) is var prefix && prefix >= from && prefix <= to)
            {
                return true;
            }
        }

        return false;
    }

    // A longer number, a decimal or an identifier goes on here. A space does not join: sentences go on after a card.
    private static bool IsEnd(ReadOnlySpan<char> text, int end, char separator) =>
        !CharClass.IsWord(CharClass.At(text, end)) && !(separator != ' ' && IsJoined(text, end, 1));

    private static bool IsJoined(ReadOnlySpan<char> text, int index, int step) =>
        CharClass.At(text, index) is '.' or ',' or '-' && CharClass.IsDigit(CharClass.At(text, index + step));
}
