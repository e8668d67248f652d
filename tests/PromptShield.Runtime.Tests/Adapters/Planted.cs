namespace PromptShield.Tests;

/// <summary>Personal values that tests plant in every part of a request, and the check that none of them arrives.</summary>
internal static class Planted
{
    internal const string Email = "jane.doe@example.com";
    internal const string Phone = "+49 151 23456789";
    internal const string Ssn = "123-45-6789";
    internal const string Card = "4111 1111 1111 1111";
    internal const string Iban = "DE89 3704 0044 0532 0130 00";

    internal const string Text = $"I am {Email}, call {Phone}, SSN {Ssn}, card {Card}, account {Iban}.";

    /// <summary>What <see cref="FakeProvider"/> says about a request that held <see cref="Text"/>, with originals.</summary>
    internal const string Answer = $"You wrote {Email} and {Phone} and {Ssn} and {Card} and {Iban}.";

    private static readonly string[] Values = [Email, Phone, Ssn, Card, Iban, "jane.doe", "23456789"];

    internal static void NeverArrives(FakeProvider provider)
    {
        Assert.NotEmpty(provider.Bodies);
        foreach (var body in provider.Bodies)
        {
            foreach (var value in Values)
            {
                Assert.DoesNotContain(value, body, StringComparison.Ordinal);
                Assert.DoesNotContain(System.Text.Json.JsonEncodedText.Encode(value).ToString(), body, StringComparison.Ordinal);
            }
        }
    }
}
