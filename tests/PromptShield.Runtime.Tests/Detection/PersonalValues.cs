using CsCheck;
using PromptShield.Detection;

namespace PromptShield.Tests;

/// <summary>Generated values that are valid by the published rule of their class, built without the product's code except to choose check digits.</summary>
internal static class PersonalValues
{
    internal static readonly Gen<(PersonalDataClass Class, string Text)> Email =
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.String[Gen.Char['a', 'z'], 1, 15], Gen.OneOf("com", "org", "de", "co.uk", "museum"))
            .Select((local, domain, top) => (PersonalDataClass.Email, $"{local}@{domain}.{top}"));

    internal static readonly Gen<(PersonalDataClass Class, string Text)> Card =
        Gen.Select(Gen.OneOf("4", "51", "55", "2221", "6011"), Digits(16), Gen.OneOf("", " ", "-"))
            .Select((prefix, rest, separator) => (PersonalDataClass.PaymentCard, Groups(WithCheckDigit((prefix + rest)[..15]), separator)));

    internal static readonly Gen<(PersonalDataClass Class, string Text)> Ssn =
        Gen.Select(Gen.Int[1, 899].Where(area => area is not 666 and not 78 and not 219), Gen.Int[1, 99], Gen.Int[1, 9999], Gen.OneOf("-", " "))
            .Select((area, group, serial, separator) => (PersonalDataClass.UsSocialSecurityNumber, $"{area:000}{separator}{group:00}{separator}{serial:0000}"));

    internal static readonly Gen<(PersonalDataClass Class, string Text)> Iban =
        Gen.Select(Digits(18), Gen.OneOf("", " "))
            .Select((account, separator) => (PersonalDataClass.Iban, Groups(WithCheckDigits("DE", account), separator)));

    internal static readonly Gen<(PersonalDataClass Class, string Text)> Phone =
        Gen.Select(Gen.OneOf("+49 151 ", "+44 7700 ", "+33 6 ", "+34 612 ", "+61 412 "), Gen.Int[1_000_000, 9_999_999])
            .Select((prefix, rest) => (PersonalDataClass.Phone, prefix + rest));

    internal static readonly Gen<(PersonalDataClass Class, string Text)> Any = Gen.OneOf(Email, Card, Ssn, Iban, Phone);

    private static Gen<string> Digits(int count) => Gen.String[Gen.Char['0', '9'], count, count];

    private static string WithCheckDigit(string digits)
    {
        for (var check = '0'; ; check++)
        {
            if (PaymentCard.IsLuhn(digits + check))
            {
                return digits + check;
            }
        }
    }

    private static string WithCheckDigits(string country, string account)
    {
        var remainder = 0;
        foreach (var c in account + string.Concat(country.Select(letter => $"{letter - 'A' + 10}")) + "00")
        {
            remainder = (remainder * 10 + (c - '0')) % 97;
        }

        return $"{country}{98 - remainder:00}{account}";
    }

    private static string Groups(string value, string separator) =>
        string.Join(separator, value.Chunk(4).Select(group => new string(group)));
}
