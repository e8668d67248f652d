namespace PromptShield.Tests;

public class SocialSecurityNumberTests
{
    [Theory]
    [InlineData("123-45-6789")]
    [InlineData("123 45 6789")]
    [InlineData("123.45.6789")]
    [InlineData("899-99-9999")]
    [InlineData("001-01-0001")]
    [InlineData("123‑45‑6789")] // no-break hyphens
    [InlineData("１２３-４５-６７８９")]
    public void A_number_is_found(string number) => Assert.Equal([$"us-ssn:{number}"], Found.In($"It is {number}."));

    [Theory]
    [InlineData("000-12-3456")]
    [InlineData("666-12-3456")]
    [InlineData("900-12-3456")]
    [InlineData("999-12-3456")]
    [InlineData("123-00-6789")]
    [InlineData("123-45-0000")]
    [InlineData("078-05-1120")]
    [InlineData("219-09-9999")]
    [InlineData("123-45-67890")]
    [InlineData("123-456-789")]
    [InlineData("123-45.6789")]
    [InlineData("1-123-45-6789")]
    [InlineData("123-45-6789-0")]
    [InlineData("A123-45-6789")]
    [InlineData("123456789")]
    [InlineData("2024-01-15")]
    public void A_lookalike_is_not(string number) => Assert.Empty(Found.In($"x {number} y"));

    [Theory]
    [InlineData("SSN 123456789")]
    [InlineData("ssn: 123456789")]
    [InlineData("Social Security Number is 123456789")]
    public void Nine_plain_digits_need_a_cue(string text) => Assert.Equal(["us-ssn:123456789"], Found.In(text));

    [Fact]
    public void A_cue_of_something_else_is_none() => Assert.Empty(Found.In("classn 123456789"));
}
