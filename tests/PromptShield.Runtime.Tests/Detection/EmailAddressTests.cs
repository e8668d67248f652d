namespace PromptShield.Tests;

public class EmailAddressTests
{
    [Theory]
    [InlineData("write to jane.doe@example.com please", "jane.doe@example.com")]
    [InlineData("jane.doe@example.com", "jane.doe@example.com")]
    [InlineData("<jane@example.com>", "jane@example.com")]
    [InlineData("mailto:jane@example.com?subject=x", "jane@example.com")]
    [InlineData("email=jane@example.com&x=1", "jane@example.com")]
    [InlineData("Jane's: jane+tag@sub.example.co.uk.", "jane+tag@sub.example.co.uk")]
    [InlineData("**jane@example.com**", "jane@example.com")]
    [InlineData("'jane@example.com'", "jane@example.com")]
    [InlineData("o'brien@example.com", "o'brien@example.com")]
    [InlineData("jane_doe-1%x@example-site.org", "jane_doe-1%x@example-site.org")]
    [InlineData("用户@例子.公司 写信", "用户@例子.公司")]
    [InlineData("jürgen@müller.de", "jürgen@müller.de")]
    [InlineData("a@xn--bcher-kva.xn--p1ai", "a@xn--bcher-kva.xn--p1ai")]
    [InlineData("jane@example.com.2024", "jane@example.com")]
    [InlineData("jane@example.com-", "jane@example.com")]
    [InlineData("jane＠example．com", "jane＠example．com")]
    [InlineData("ja\u200Bne@exam\u00ADple.com", "ja\u200Bne@exam\u00ADple.com")]
    [InlineData("{\"to\":\"jane\\u0040example.com\"}", "jane\\u0040example.com")]
    [InlineData("https://jane@example.com/", "jane@example.com")]
    [InlineData("https://x.test/?m=jane%40example.com&y", "jane%40example.com")]
    [InlineData("see logo@2x.png or jane@example.com", "jane@example.com")]
    public void An_address_is_found(string text, string address) => Assert.Equal([$"email:{address}"], Found.In(text));

    [Theory]
    [InlineData("@jane on the forum")]
    [InlineData("root@localhost")]
    [InlineData("logo@2x.png")]
    [InlineData("npm i left-pad@1.3.0")]
    [InlineData("actions/checkout@v4")]
    [InlineData("meet @ example.com")]
    [InlineData("jane@.example.com")]
    [InlineData("jane@-example.com")]
    [InlineData("jane.@example.com")]
    [InlineData("postgres://app:s3cret@db.example.com/x")]
    [InlineData("a@b.c")]
    [InlineData("@@")]
    [InlineData("only 30%40 of it")]
    [InlineData("@")]
    public void A_lookalike_is_not(string text) => Assert.Empty(Found.In(text));

    [Fact]
    public void Two_addresses_in_a_row_are_two() =>
        Assert.Equal(["email:a@example.com", "email:b@example.com"], Found.In("a@example.com,b@example.com"));

    [Fact]
    public void A_local_part_that_is_too_long_is_found_as_far_as_a_server_would_take_it()
    {
        var found = Assert.Single(Found.In(new string('x', 80) + "@example.com"));
        Assert.Equal("email:" + new string('x', 64) + "@example.com", found);
    }
}
