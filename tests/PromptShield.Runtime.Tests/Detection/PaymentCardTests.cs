using PromptShield.Detection;

namespace PromptShield.Tests;

public class PaymentCardTests
{
    [Theory]
    [InlineData("4111111111111111")] // Visa
    [InlineData("4111 1111 1111 1111")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("4222222222222")] // Visa, 13 digits
    [InlineData("5555555555554444")] // Mastercard
    [InlineData("2223003122003222")] // Mastercard, 2-series
    [InlineData("378282246310005")] // American Express
    [InlineData("3782 822463 10005")]
    [InlineData("6011111111111117")] // Discover
    [InlineData("30569309025904")] // Diners Club
    [InlineData("3530111333300000")] // JCB
    [InlineData("6200000000000005")] // UnionPay
    [InlineData("４１１１１１１１１１１１１１１１")]
    [InlineData("4111\u00A01111\u00A01111\u00A01111")]
    [InlineData("4111\u200B1111\u200B1111\u200B1111")]
    public void A_card_is_found(string number) => Assert.Equal([$"payment-card:{number}"], Found.In($"card {number}, thanks"));

    [Theory]
    [InlineData("4111111111111112")] // check digit
    [InlineData("4111 1111 1111 1112")]
    [InlineData("9111111111111116")] // no issuer; the check digit is right
    [InlineData("0000000000000000")]
    [InlineData("41111111111111111")] // 17 digits: Luhn fails
    [InlineData("a4111111111111111")]
    [InlineData("4111111111111111b")]
    [InlineData("0.4111111111111111")]
    [InlineData("4111111111111111.5")]
    [InlineData("4111-1111-1111-1111-22")]
    [InlineData("4111 1111-1111 1111")] // separators of two kinds
    [InlineData("1700000000000")] // milliseconds since 1970
    [InlineData("20240115123045123")] // a timestamp
    public void A_lookalike_is_not(string number) => Assert.DoesNotContain(Found.In($"no. {number} y"), found => found.StartsWith("payment-card", StringComparison.Ordinal));

    [Fact]
    public void A_card_after_another_number_is_found() =>
        Assert.Equal(["payment-card:4111 1111 1111 1111"], Found.In("order 12 4111 1111 1111 1111 12/27"));

    [Theory]
    [InlineData("card number 630427373398", true)]
    [InlineData("my credit card is 3519833257665853", true)]
    [InlineData("parcel number 630427373398", false)] // no issuer known and no cue
    [InlineData("card number 630427373399", false)] // check digit
    [InlineData("cardigan 630427373398", false)]
    public void After_a_cue_the_check_digit_decides(string text, bool found) => Assert.Equal(found, Found.In(text).Length == 1);

    [Fact]
    public void A_card_between_ideographs_is_found() => Assert.Equal(["payment-card:4111111111111111"], Found.In("卡号4111111111111111。"));

    [Theory]
    [InlineData("79927398713", true)] // the example of ISO/IEC 7812-1 texts
    [InlineData("79927398710", false)]
    [InlineData("0", true)]
    [InlineData("18", true)]
    [InlineData("81", false)]
    public void The_check_digit_is_Luhns(string digits, bool valid) => Assert.Equal(valid, PaymentCard.IsLuhn(digits));
}
