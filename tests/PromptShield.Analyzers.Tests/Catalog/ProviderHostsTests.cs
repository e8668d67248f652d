using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

public sealed class ProviderHostsTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1/chat/completions", "OpenAI")]
    [InlineData("https://eu.api.openai.com/v1/responses", "OpenAI")]
    [InlineData("https://api.openai.com", "OpenAI")]
    [InlineData("https://api.openai.com/￼", "OpenAI")]
    [InlineData("https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=1", "Azure OpenAI")]
    [InlineData("https://￼.openai.azure.com/openai/deployments/￼/chat/completions", "Azure OpenAI")]
    [InlineData("https://API.anthropic.com/v1/messages", "Anthropic")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models/x:generateContent?key=1", "Google Gemini")]
    [InlineData("https://europe-west1-aiplatform.googleapis.com/v1/projects/p", "Google Vertex AI")]
    [InlineData("https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse", "AWS Bedrock")]
    [InlineData("http://localhost:11434/api/chat", "Ollama")]
    [InlineData("https://llm.example.com/v1/chat/completions", "unknown")]
    [InlineData("￼/v1/chat/completions", "unknown")]
    [InlineData("￼v1/chat/completions", "unknown")]
    [InlineData("￼/v1/messages", "Anthropic")]
    [InlineData("v1/chat/completions", "unknown")]
    [InlineData("￼/openai/v1/video/generations/jobs?api-version=1", "Azure OpenAI")]
    [InlineData("￼/v1/audio/speech", "unknown")]
    public void An_address_of_a_model_is_recognised(string address, string provider) => Assert.Equal(provider, ProviderHosts.Default.Match(address));

    [Theory]
    [InlineData("https://example.com/orders")]
    [InlineData("https://mail.example.com/v1/messages")]
    [InlineData("https://example.com/v1/responses")]
    [InlineData("https://example.com/v1/videos")]
    [InlineData("https://example.com/openai/v2")]
    [InlineData("https://openai.com/blog")]
    [InlineData("https://api.openai.com.evil.example/v1/orders")]
    [InlineData("http://localhost:8080/api/chat")]
    [InlineData("http://localhost:11434")]
    [InlineData("￼")]
    [InlineData("￼/orders")]
    [InlineData("")]
    public void Any_other_address_is_not(string address) => Assert.Null(ProviderHosts.Default.Match(address));

    [Fact]
    public void A_malformed_line_is_refused() => Assert.Throws<FormatException>(() => new ProviderHosts(["host|path"]));
}
