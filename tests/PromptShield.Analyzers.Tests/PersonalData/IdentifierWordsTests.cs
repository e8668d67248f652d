using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.PersonalData;

public class IdentifierWordsTests
{
    [Theory]
    [InlineData("customerEmail", "customer email")]
    [InlineData("CustomerEmail", "customer email")]
    [InlineData("CUSTOMER_EMAIL", "customer email")]
    [InlineData("_customerEmail", "customer email")]
    [InlineData("m_customer_email", "m customer email")]
    [InlineData("IPAddress", "ip address")]
    [InlineData("RemoteIP", "remote ip")]
    [InlineData("remoteIPs", "remote ips")]
    [InlineData("HTMLEmailTemplate", "html email template")]
    [InlineData("SSN", "ssn")]
    [InlineData("EMail", "e mail")]
    [InlineData("Address1", "address 1")]
    [InlineData("email2Value", "email 2 value")]
    [InlineData("phoneE164", "phone e164")]
    [InlineData("userID", "user id")]
    [InlineData("x", "x")]
    [InlineData("Überweisung", "überweisung")]
    public void Splits_at_every_border_a_reader_sees(string identifier, string words) =>
        Assert.Equal(words, string.Join(" ", IdentifierWords.Split(identifier)));

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("<>__")]
    public void A_name_without_letters_has_no_words(string identifier) => Assert.Empty(IdentifierWords.Split(identifier));
}
