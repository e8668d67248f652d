namespace PromptShield.Detection;

/// <summary>Country calling codes in use (ITU-T E.164, list of assigned country codes).</summary>
internal static class CallingCodes
{
    // One string per number of digits, codes side by side.
    private const string OneDigit = "17";

    private const string TwoDigits =
        "2027303132333436394041434445464748495152535455565758606162636465668182848690919293949598";

    // The zones in which every third digit, or the listed ones, are assigned.
    private static readonly (string Zone, string Third)[] ThreeDigits =
    [
        ("21", "12368"), ("22", "0123456789"), ("23", "0123456789"), ("24", "0123456789"), ("25", "012345678"), ("26", "0123456789"), ("29", "01789"),
        ("35", "0123456789"), ("37", "012345678"), ("38", "012356789"), ("42", "013"), ("50", "0123456789"), ("59", "0123456789"),
        ("67", "023456789"), ("68", "012356789"), ("69", "012"), ("80", "08"), ("85", "023569"), ("87", "08"), ("88", "0136"),
        ("96", "012345678"), ("97", "012345679"), ("99", "234568"),
    ];

    /// <summary>The number of digits of the calling code at the start of <paramref name="digits"/>; 0 when there is none.</summary>
    internal static int LengthAt(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 4)
        {
            return 0;
        }

        if (OneDigit.Contains(digits[0]))
        {
            return 1;
        }

        for (var i = 0; i + 1 < TwoDigits.Length; i += 2)
        {
            if (TwoDigits[i] == digits[0] && TwoDigits[i + 1] == digits[1])
            {
                return 2;
            }
        }

        foreach (var (zone, third) in ThreeDigits)
        {
            if (zone[0] == digits[0] && zone[1] == digits[1])
            {
                return third.Contains(digits[2]) ? 3 : 0;
            }
        }

        return 0;
    }
}
