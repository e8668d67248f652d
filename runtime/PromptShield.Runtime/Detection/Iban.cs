namespace PromptShield.Detection;

/// <summary>
/// International bank account numbers: country and length from the ISO 13616 registry, remainder 1 modulo 97 (ISO/IEC 7064 MOD 97-10). Upper
/// or lower case, with single separators between groups.
/// </summary>
internal static class Iban
{
    private const string Registry =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 " +
        "DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 " +
        "GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 " +
        "LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 " +
        "PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 " +
        "SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ";

    private static readonly byte[] Lengths = ReadRegistry();

    private const int MaxLength = 33;

    /// <summary>The number whose first check digit stands at <paramref name="checkDigit"/>.</summary>
    internal static bool TryFind(ReadOnlySpan<char> text, int checkDigit, out PersonalDataFinding finding)
    {
        finding = default;
        var start = checkDigit - 2;
        if (start < 0 || !char.IsAsciiLetter(text[start]) || !char.IsAsciiLetter(text[start + 1]) || !CharClass.IsDigit(CharClass.At(text, checkDigit + 1))
            || CharClass.IsWord(CharClass.At(text, start - 1)))
        {
            return false;
        }

        var length = Lengths[Index(text[start], text[start + 1])];
        if (length == 0)
        {
            return false;
        }

        Span<char> number = stackalloc char[MaxLength];
        var count = 0;
        var end = start;
        while (count < length && end < text.Length)
        {
            var c = text[end];
            if (CharClass.IsWord(c))
            {
                number[count++] = char.ToUpperInvariant(c);
            }
            else if (count < 4 || c is not (' ' or '-' or '.') || !CharClass.IsWord(text[end - 1]))
            {
                return false;
            }

            end++;
        }

        if (count < length || CharClass.IsWord(CharClass.At(text, end)) || Mod97(number[..length]) != 1)
        {
            return false;
        }

        finding = new(PersonalDataClass.Iban, start, end - start, 0.99);
        return true;
    }

    /// <summary>The remainder of the rearranged number (first four characters to the end, A = 10 … Z = 35).</summary>
    internal static int Mod97(ReadOnlySpan<char> number)
    {
        var remainder = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[(i + 4) % number.Length];
            remainder = CharClass.IsDigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }

    private static int Index(char first, char second) => ((first | 0x20) - 'a') * 26 + ((second | 0x20) - 'a');

    private static byte[] ReadRegistry()
    {
        var lengths = new byte[26 * 26];
        for (var i = 0; i < Registry.Length; i += 5)
        {
            lengths[Index(Registry[i], Registry[i + 1])] = (byte)CharClass.Number(Registry.AsSpan(i + 2, 2));
        }

        return lengths;
    }
}
