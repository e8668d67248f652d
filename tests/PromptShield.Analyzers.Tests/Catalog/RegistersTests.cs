using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

public sealed class RegistersTests
{
    private static readonly string Unknown = ProviderHosts.Unknown.ToString();

    [Fact]
    public void A_register_that_is_not_there_forbids_nothing() => Assert.False(new Registers().Forbids(Registers.Provider, "OpenAI"));

    [Theory]
    [InlineData(Registers.Provider, "azure-openai", "Azure OpenAI")]
    [InlineData(Registers.Provider, "AWS Bedrock", "aws bedrock")]
    [InlineData(Registers.Region, "eu-west-1", "EU-West-1")]
    [InlineData(Registers.Endpoint, "api.openai.com", "API.openai.com")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "contoso.openai.azure.com")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "a.b.openai.azure.com")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "?.openai.azure.com")]
    [InlineData(Registers.Endpoint, "contoso.openai.azure.com", "?.openai.azure.com")]
    [InlineData(Registers.Endpoint, "*.azure.com", "?.openai.azure.com")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "?azure.com")]
    public void What_an_entry_names_or_can_name_is_approved(string kind, string entry, string name) => Assert.False(With(kind, entry).Forbids(kind, name.Replace("?", Unknown, StringComparison.Ordinal)));

    [Theory]
    [InlineData(Registers.Provider, "azure-openai", "OpenAI")]
    [InlineData(Registers.Region, "eu-west-1", "eu-west-2")]
    [InlineData(Registers.Endpoint, "openai.azure.com", "contoso.openai.azure.com")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "openai.azure.com")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "evil-openai.azure.com")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "contoso.openai.azure.com.evil.example")]
    [InlineData(Registers.Endpoint, "*.openai.azure.com", "?.example.net")]
    public void What_no_entry_names_is_forbidden(string kind, string entry, string name) => Assert.True(With(kind, entry).Forbids(kind, name.Replace("?", Unknown, StringComparison.Ordinal)));

    private static Registers With(string kind, string entry)
    {
        var registers = new Registers();
        registers.Add(kind, entry);
        return registers;
    }
}
