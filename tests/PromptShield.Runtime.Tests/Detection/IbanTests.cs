using PromptShield.Detection;

namespace PromptShield.Tests;

public class IbanTests
{
    // The examples of the ISO 13616 registry.
    [Theory]
    [InlineData("DE89370400440532013000")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("de89 3704 0044 0532 0130 00")]
    [InlineData("DE89-3704-0044-0532-0130-00")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("GB29 NWBK 6016 1331 9268 19")]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("NO9386011117947")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("CH9300762011623852957")]
    [InlineData("NL91ABNA0417164300")]
    [InlineData("SA0380000000608010167519")]
    [InlineData("BR1800360305000010009795493C1")]
    [InlineData("ＤＥ８９３７０４００４４０５３２０１３０００")]
    [InlineData("DE89\u00A03704\u00A00044\u00A00532\u00A00130\u00A000")]
    public void An_account_is_found(string number) => Assert.Equal([$"iban:{number}"], Found.In($"to {number} today"));

    [Theory]
    [InlineData("DE88370400440532013000")] // check digits
    [InlineData("DE8937040044053201300")] // one digit short
    [InlineData("DE893704004405320130000")] // one too many
    [InlineData("XX89370400440532013000")] // no such country
    [InlineData("XDE89370400440532013000")]
    [InlineData("DE89  3704 0044 0532 0130 00")]
    [InlineData("DE 89370400440532013000")]
    public void A_lookalike_is_not(string number) => Assert.DoesNotContain(Found.In($"x {number} y"), found => found.StartsWith("iban", StringComparison.Ordinal));

    [Fact]
    public void The_remainder_of_a_valid_number_is_one() => Assert.Equal(1, Iban.Mod97("GB82WEST12345698765432"));
}
