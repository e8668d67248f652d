using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class UnapprovedEndpointTests
{
    private const string Rule = "PSH5002";
    private const string AzureOnly = "approved-provider azure-openai\napproved-endpoint *.openai.azure.com";
    private const string Europe = "approved-region eu\napproved-region eu-west-1\napproved-region europe-west4";

    /// <summary>Stands for the AWS and Google clients, which the test project does not reference: the names and shapes of catalog-extra.json.</summary>
    private const string Stubs = """
        namespace Amazon
        {
            public class RegionEndpoint
            {
                public static readonly RegionEndpoint EUWest1 = new(), USEast1 = new(), APSoutheast2 = new(), USGovCloudWest1 = new();
                public static RegionEndpoint GetBySystemName(string name) => new();
            }
        }
        namespace Amazon.BedrockRuntime
        {
            public class AmazonBedrockRuntimeConfig { public Amazon.RegionEndpoint? RegionEndpoint { get; set; } public string? ServiceURL { get; set; } }
            public class AmazonBedrockRuntimeClient { public AmazonBedrockRuntimeClient() { } public AmazonBedrockRuntimeClient(Amazon.RegionEndpoint region) { } public AmazonBedrockRuntimeClient(AmazonBedrockRuntimeConfig config) { } }
        }
        namespace Google.GenAI
        {
            public class Client { public Client(bool vertexAI = false, string? project = null, string? location = null) { } }
        }
        namespace Google.Cloud.AIPlatform.V1
        {
            public class PredictionServiceClientBuilder { public string? Endpoint { get; set; } }
        }
        """;

    [Theory]
    [InlineData("""_ = new OllamaApiClient({|"http://models.corp.example:11434"|}, "m");""")]
    [InlineData("""_ = new OllamaApiClient({|new Uri("http://10.0.0.7:11434")|});""")]
    [InlineData("""_ = new OpenAIClientOptions { Endpoint = {|new Uri("http://gateway.corp.example/v1")|} };""")]
    [InlineData("""var o = new OpenAIClientOptions(); o.Endpoint = {|new Uri("http://gateway.corp.example/v1")|};""")]
    [InlineData("""_ = new AzureOpenAIClient({|new Uri("http://contoso.openai.azure.com")|}, new ApiKeyCredential("k"));""")]
    [InlineData("""_ = new Anthropic.AnthropicClient { BaseUrl = {|"http://proxy.example"|} };""")]
    [InlineData("""_ = new Anthropic.Core.ClientOptions { BaseUrl = {|"http://proxy.example"|} };""")]
    [InlineData("""const string Host = "gateway.corp.example"; _ = new OpenAIClientOptions { Endpoint = {|new Uri($"http://{Host}/v1")|} };""")]
    [InlineData("""var url = c ? "https://a.example" : "http://b.example"; _ = new Anthropic.AnthropicClient { BaseUrl = {|url|} };""")]
    [InlineData("""await new HttpClient().PostAsync({|"http://gateway.corp.example/v1/chat/completions"|}, null);""")]
    [InlineData("""await new HttpClient().PostAsJsonAsync({|"http://gateway.corp.example/answer"|}, new { model = "m", messages = new[] { new { role = "user", content = "hello" } } });""")]
    [InlineData("""_ = new HttpClient { BaseAddress = {|new Uri("http://api.openai.com")|} };""")]
    [InlineData("""var h = new HttpClient { BaseAddress = {|new Uri("http://api.openai.com")|} }; await h.PostAsync("/v1/chat/completions", null);""")]
    [InlineData("""var h = new HttpClient { BaseAddress = new Uri("http://gateway.corp.example") }; await h.PostAsync({|"/v1/chat/completions"|}, null);""")]
    [InlineData("""_ = PromptShieldHandler.CreateClient({|new Uri("http://models.corp.example:11434")|});""")]
    [InlineData("""await new System.Net.WebSockets.ClientWebSocket().ConnectAsync({|new Uri("ws://api.openai.com/v1/realtime")|}, CancellationToken.None);""")]
    [InlineData("""Kernel.CreateBuilder().AddAzureOpenAIChatCompletion("gpt", {|"http://contoso.openai.azure.com"|}, "k");""")]
    [InlineData("""Kernel.CreateBuilder().AddOpenAIChatCompletion("m", {|new Uri("http://gateway.corp.example")|}, "k");""")]
    [InlineData("""_ = new Azure.AI.Inference.ChatCompletionsClient({|new Uri("http://x.services.ai.azure.com/models")|}, new Azure.AzureKeyCredential("k"));""")]
    [InlineData("""_ = new Betalgo.Ranul.OpenAI.OpenAIOptions { BaseDomain = {|"http://gateway.corp.example"|} };""")]
    public Task Plain_http_to_a_model_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434", "m");""")]
    [InlineData("""_ = new OllamaApiClient("http://127.0.0.1:11434", "m");""")]
    [InlineData("""_ = new OllamaApiClient(new Uri("http://[::1]:11434"));""")]
    [InlineData("""_ = new OllamaApiClient("http://host.docker.internal:11434", "m");""")]
    [InlineData("""_ = new OllamaApiClient(Environment.GetEnvironmentVariable("OLLAMA")!, "m");""")]
    [InlineData("""_ = new OllamaApiClient($"http://{Environment.GetEnvironmentVariable("H")}:11434", "m");""")]
    [InlineData("""_ = new OpenAIClientOptions { Endpoint = new Uri("https://gateway.corp.example/v1") };""")]
    [InlineData("""_ = new HttpClient { BaseAddress = new Uri("http://orders.corp.example") };""")]
    [InlineData("""await new HttpClient().PostAsync("http://orders.corp.example/orders", null);""")]
    [InlineData("""_ = new OpenAIClient("k"); _ = new ChatClient("m", "k");""")]
    [InlineData("""_ = new Own.OllamaApiClient("http://models.corp.example:11434");""")]
    [InlineData("""_ = new Own.OpenAIClientOptions { Endpoint = new Uri("http://gateway.corp.example/v1") };""")]
    [InlineData("""if (env.IsDevelopment()) { _ = new OllamaApiClient("http://devbox.corp.example:11434", "m"); }""")]
    [InlineData("""_ = !env.IsDevelopment() ? new OllamaApiClient("https://models.corp.example", "m") : new OllamaApiClient("http://devbox.corp.example:11434", "m");""")]
    public Task Loopback_unknown_and_other_addresses_are_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Fact]
    public Task An_address_outside_the_development_branch_is_found() => RuleSnippet.Verify(Rule, Wrap("""
        if (env.IsDevelopment()) { _ = new OllamaApiClient("http://devbox.corp.example:11434", "m"); }
        else { _ = new OllamaApiClient({|"http://models.corp.example:11434"|}, "m"); }
        if (!env.IsDevelopment()) { _ = new OllamaApiClient({|"http://models.corp.example:11434"|}, "m"); }
        """));

    [Theory]
    [InlineData("""_ = new {|OpenAIClient|}("k");""")]
    [InlineData("""_ = new {|ChatClient|}("m", "k");""")]
    [InlineData("""_ = new {|ChatClient|}("m", new ApiKeyCredential("k"), new OpenAIClientOptions { NetworkTimeout = TimeSpan.FromSeconds(3) });""")]
    [InlineData("""var o = new OpenAIClientOptions(); o.NetworkTimeout = TimeSpan.FromSeconds(3); _ = new {|OpenAIClient|}(new ApiKeyCredential("k"), o);""")]
    [InlineData("""OpenAIClient client = {|new("k")|};""")]
    [InlineData("""_ = new {|Anthropic.AnthropicClient|} { ApiKey = "k" };""")]
    [InlineData("""Kernel.CreateBuilder().{|AddOpenAIChatCompletion|}("m", "k");""")]
    [InlineData("""Kernel.CreateBuilder().{|AddOpenAIChatCompletion|}("m", "k", httpClient: new HttpClient());""")]
    [InlineData("""_ = new OpenAIClientOptions { Endpoint = {|new Uri("https://api.mistral.ai/v1")|} };""")]
    [InlineData("""_ = new OllamaApiClient({|"http://localhost:11434"|}, "m");""")]
    [InlineData("""await new HttpClient().PostAsync({|"https://api.groq.com/openai/v1/chat/completions"|}, null);""")]
    [InlineData("""_ = new HttpClient { BaseAddress = {|new Uri("https://api.mistral.ai")|} };""")]
    [InlineData("""_ = new OpenAIClientOptions { Endpoint = {|new Uri($"https://{Name()}.example.net/")|} };""")]
    public Task What_the_registers_do_not_name_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements), AzureOnly);

    [Theory]
    [InlineData("""_ = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com/"), new ApiKeyCredential("k"));""")]
    [InlineData("""_ = new AzureOpenAIClient(new Uri($"https://{Name()}.openai.azure.com/"), new ApiKeyCredential("k"));""")]
    [InlineData("""_ = new AzureOpenAIClient(new Uri(Name()), new ApiKeyCredential("k"));""")]
    [InlineData("""_ = new OpenAIClient(new ApiKeyCredential("k"), new OpenAIClientOptions { Endpoint = new Uri("https://contoso.openai.azure.com/openai/v1/") });""")]
    [InlineData("""_ = new OpenAIClient(new ApiKeyCredential("k"), Options());""")]
    [InlineData("""var o = new OpenAIClientOptions(); Fill(o); _ = new OpenAIClient(new ApiKeyCredential("k"), o);""")]
    [InlineData("""var o = new OpenAIClientOptions(); o.Endpoint = new Uri("https://contoso.openai.azure.com/openai/v1/"); _ = new OpenAIClient(new ApiKeyCredential("k"), o);""")]
    [InlineData("""_ = new Anthropic.AnthropicClient { BaseUrl = Name() };""")]
    [InlineData("""Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k", httpClient: new HttpClient { BaseAddress = new Uri(Name()) });""")]
    [InlineData("""Kernel.CreateBuilder().AddOpenAIChatCompletion("m");""")]
    [InlineData("""_ = new Own.ChatClient("m", "k");""")]
    [InlineData("""await new HttpClient().PostAsJsonAsync("answer/chat", new { model = "m", messages = new[] { new { role = "user", content = "hello" } } });""")]
    public Task What_the_registers_name_or_the_source_does_not_show_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements), AzureOnly);

    [Theory]
    [InlineData("""_ = new {|OpenAIClient|}("k");""")]
    [InlineData("""_ = new OpenAIClientOptions { Endpoint = {|new Uri("https://us.api.openai.com/v1")|} };""")]
    [InlineData("""_ = new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient({|Amazon.RegionEndpoint.USEast1|});""", "USEast1")]
    [InlineData("""_ = new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient({|Amazon.RegionEndpoint.GetBySystemName("us-west-2")|});""", "GetBySystemName")]
    [InlineData("""_ = new Amazon.BedrockRuntime.AmazonBedrockRuntimeConfig { RegionEndpoint = {|Amazon.RegionEndpoint.APSoutheast2|} };""", "APSoutheast2")]
    [InlineData("""_ = new Amazon.BedrockRuntime.AmazonBedrockRuntimeConfig { ServiceURL = {|"https://bedrock-runtime.us-east-1.amazonaws.com"|} };""")]
    [InlineData("""_ = new Google.GenAI.Client(vertexAI: true, location: {|"us-central1"|});""")]
    [InlineData("""_ = new Google.GenAI.Client(vertexAI: true, location: {|"global"|});""")]
    [InlineData("""_ = new Google.Cloud.AIPlatform.V1.PredictionServiceClientBuilder { Endpoint = {|"us-central1-aiplatform.googleapis.com"|} };""")]
    [InlineData("""await new HttpClient().PostAsync({|"https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/m:generateContent"|}, null);""")]
    [InlineData("""_ = new Azure.AI.Inference.ChatCompletionsClient({|new Uri("https://name.eastus2.models.ai.azure.com")|}, new Azure.AzureKeyCredential("k"));""")]
    public Task Another_region_or_none_is_found_where_the_policy_names_regions(string statements, string? shown = null) =>
        RuleSnippet.Verify(Rule, shown is null ? Wrap(statements) : Shorten(Wrap(statements), shown), Europe);

    [Theory]
    [InlineData("""_ = new OpenAIClientOptions { Endpoint = new Uri("https://eu.api.openai.com/v1") };""")]
    [InlineData("""_ = new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient(Amazon.RegionEndpoint.EUWest1);""")]
    [InlineData("""_ = new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient();""")]
    [InlineData("""_ = new Amazon.BedrockRuntime.AmazonBedrockRuntimeConfig { ServiceURL = "https://bedrock-runtime.eu-west-1.amazonaws.com" };""")]
    [InlineData("""_ = new Google.GenAI.Client(vertexAI: true, location: "europe-west4");""")]
    [InlineData("""_ = new Google.GenAI.Client(vertexAI: true, location: Name());""")]
    [InlineData("""_ = new Google.Cloud.AIPlatform.V1.PredictionServiceClientBuilder { Endpoint = "europe-west4-aiplatform.googleapis.com" };""")]
    [InlineData("""_ = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com/"), new ApiKeyCredential("k"));""")]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434", "m");""")]
    public Task An_approved_region_and_a_host_that_names_none_are_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements), Europe);

    [Theory]
    [InlineData("""_ = new OpenAIClient(new ApiKeyCredential("k"), new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = {|(_, _, _, _) => true|} })) });""")]
    [InlineData("""var handler = new HttpClientHandler(); handler.ServerCertificateCustomValidationCallback = {|(a, b, d, e) => { return true; }|}; var http = new HttpClient(handler); _ = new OllamaApiClient(http, "m");""")]
    [InlineData("""var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.{|DangerousAcceptAnyServerCertificateValidator|} }; await new HttpClient(handler).PostAsync("https://api.openai.com/v1/chat/completions", null);""")]
    [InlineData("""var http = new HttpClient(new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = {|delegate { return true; }|} } }); Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k", httpClient: http);""")]
    [InlineData("""var handler = new SocketsHttpHandler(); handler.SslOptions.RemoteCertificateValidationCallback = {|(_, _, _, _) => true|}; _ = new Anthropic.AnthropicClient { HttpClient = new HttpClient(handler) };""")]
    [InlineData("""_ = new OllamaApiClient(Insecure(), "m"); HttpClient Insecure() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = {|Any|} }); bool Any(HttpRequestMessage a, object? b, object? d, System.Net.Security.SslPolicyErrors e) => true;""")]
    [InlineData("""services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { ServerCertificateCustomValidationCallback = {|(_, _, _, _) => true|} }); await factory.CreateClient("llm").PostAsync("https://api.openai.com/v1/chat/completions", null);""")]
    public Task A_handler_that_accepts_any_certificate_on_the_way_to_a_model_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; await new HttpClient(handler).PostAsync("https://orders.corp.example/orders", null); _ = new OpenAIClient("k");""")]
    [InlineData("""_ = new OllamaApiClient(new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, errors) => errors == System.Net.Security.SslPolicyErrors.None }), "m");""")]
    [InlineData("""_ = new OllamaApiClient(new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = null }), "m");""")]
    [InlineData("""var handler = new HttpClientHandler(); if (env.IsDevelopment()) { handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; } _ = new OllamaApiClient(new HttpClient(handler), "m");""")]
    [InlineData("""services.AddHttpClient("erp").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }); await factory.CreateClient("llm").PostAsync("https://api.openai.com/v1/chat/completions", null);""")]
    public Task A_handler_that_checks_or_serves_something_else_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Fact]
    public async Task Messages_say_what_is_not_approved()
    {
        var messages = await RuleSnippet.Messages(Rule, Wrap("""
            _ = new OllamaApiClient("http://models.corp.example:11434", "m");
            _ = new OpenAIClient("k");
            _ = new OpenAIClientOptions { Endpoint = new Uri("https://gateway.corp.example/v1") };
            _ = new Google.GenAI.Client(vertexAI: true, location: "us-central1");
            """), AzureOnly + "\n" + Europe);
        Assert.Equal(
            [
                "'OllamaApiClient' uses an endpoint that is not approved: 'http://models.corp.example:11434' is not encrypted",
                "'OpenAIClient' uses an endpoint that is not approved: no endpoint is given, so it is 'https://api.openai.com/v1/', and the policy does not name the provider OpenAI",
                "'OpenAIClientOptions.Endpoint' uses an endpoint that is not approved: the policy does not name the host 'gateway.corp.example'",
                "'Client' uses an endpoint that is not approved: the policy does not name the region 'us-central1'",
            ],
            messages);
    }

    /// <summary>A finding on a member or a call sits on its name.</summary>
    private static string Shorten(string marked, string name)
    {
        var start = marked.IndexOf("{|", StringComparison.Ordinal);
        var end = marked.IndexOf("|}", StringComparison.Ordinal);
        var text = marked[(start + 2)..end];
        return marked[..start] + text.Replace(name, "{|" + name + "|}", StringComparison.Ordinal) + marked[(end + 2)..];
    }

    private static string Wrap(string statements) => $$"""
        {{Guards.Usings}}
        using Microsoft.Extensions.Hosting;
        using Microsoft.SemanticKernel;
        using OllamaSharp;
        internal class C
        {
            internal async Task M(bool c, IHostEnvironment env, IServiceCollection services, IHttpClientFactory factory)
            {
                {{statements}}
                await Task.Yield();
            }
            private static string Name() => Environment.GetEnvironmentVariable("NAME")!;
            private static OpenAIClientOptions Options() => new() { Endpoint = new Uri(Name()) };
            private static void Fill(OpenAIClientOptions options) => options.Endpoint = new Uri(Name());
        }
        namespace Own
        {
            internal class OllamaApiClient(string uri);
            internal class ChatClient(string model, string key);
            internal class OpenAIClientOptions { public Uri? Endpoint { get; set; } }
        }
        {{Stubs}}
        """;
}
