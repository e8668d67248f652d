using PromptShield.Detection;

namespace PromptShield.Tests;

public sealed class OverlapTests
{
    [Theory]
    [InlineData("SI1397H98nohvX5cPve@g.museum")]
    [InlineData("GB82WEST12345698765432@example.org")]
    [InlineData("4111111111111111@example.org")]
    [InlineData("078-05-1120@example.org")]
    public void An_address_with_a_number_for_a_name_is_one_address(string address)
    {
        var finding = Assert.Single(PersonalDataDetector.Instance.Detect($"Write to {address}, please.") ?? []);
        Assert.Equal(new(PersonalDataClass.Email, 9, address.Length, finding.Confidence), finding);
    }

    [Theory]
    [InlineData("abc", "cde", "a-e")]
    [InlineData("abcd", "bc", "a-d")]
    [InlineData("ab", "cd", "a-b c-d")]
    [InlineData("abc", "abcde", "a-e")]
    public void What_overlaps_is_covered_to_its_last_character(string first, string second, string expected)
    {
        List<PersonalDataFinding> findings = [Spelled(PersonalDataClass.Phone, second), Spelled(PersonalDataClass.Email, first)];
        Assert.Equal(expected, string.Join(' ', Overlaps.Join(findings).Select(finding => $"{(char)('a' + finding.Start)}-{(char)('a' + finding.End - 1)}")));
    }

    [Fact]
    public void The_surer_class_names_what_is_as_long() => Assert.Equal(
        PersonalDataClass.Iban,
        Assert.Single(Overlaps.Join([new(PersonalDataClass.Phone, 0, 4, 0.5), new(PersonalDataClass.Iban, 2, 4, 0.9)])).Class);

    private static PersonalDataFinding Spelled(PersonalDataClass kind, string letters) => new(kind, letters[0] - 'a', letters.Length, 0.9);
}
