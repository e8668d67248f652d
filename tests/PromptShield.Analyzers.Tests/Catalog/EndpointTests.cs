using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1/", "api.openai.com")]
    [InlineData("https://user:secret@gateway.example:8443/v1", "gateway.example")]
    [InlineData("http://[::1]:11434/api", "[::1]")]
    [InlineData("us-central1-aiplatform.googleapis.com", "us-central1-aiplatform.googleapis.com")]
    [InlineData("https://gateway.example?key=1", "gateway.example")]
    [InlineData("chat/completions", "")]
    [InlineData("/v1/chat/completions", "")]
    public void The_host_is_what_stands_before_port_and_path(string address, string host) => Assert.Equal(host, new Endpoint(address).Host);

    [Theory]
    [InlineData("http://gateway.example/v1", true)]
    [InlineData("HTTP://10.0.0.7:11434", true)]
    [InlineData("ws://gateway.example", true)]
    [InlineData("http://localhost.evil.example", true)]
    [InlineData("https://gateway.example", false)]
    [InlineData("http://localhost:11434", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("http://127.8.0.1", false)]
    [InlineData("http://ollama.localhost", false)]
    [InlineData("gateway.example", false)]
    public void Plain_means_unencrypted_over_a_network(string address, bool isPlain) => Assert.Equal(isPlain, new Endpoint(address).IsPlain);

    [Theory]
    [InlineData("eu.api.openai.com", "eu")]
    [InlineData("bedrock-runtime.eu-west-1.amazonaws.com", "eu-west-1")]
    [InlineData("us-central1-aiplatform.googleapis.com", "us-central1")]
    [InlineData("aiplatform.eu.rep.googleapis.com", "eu")]
    [InlineData("name.eastus2.models.ai.azure.com", "eastus2")]
    [InlineData("api.openai.com", null)]
    [InlineData("aiplatform.googleapis.com", null)]
    [InlineData("contoso.openai.azure.com", null)]
    [InlineData("name.models.ai.azure.com", null)]
    public void A_host_may_name_its_region(string host, string? region) => Assert.Equal(region, EndpointTable.Default.RegionOf(host));

    [Theory]
    [InlineData("address|T|M")]
    [InlineData("place|T|M|p")]
    public void A_line_of_another_form_is_a_mistake(string line) => Assert.Throws<FormatException>(() => new EndpointTable([line]));
}
