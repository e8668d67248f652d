using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Rules;
using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class FloatingModelVersionTests
{
    private const string Rule = "PSH5003";
    private const string Registered = "approved-model gpt-4o\napproved-model contoso-chat\napproved-model llama3.3:70b";

    [Theory]
    [InlineData("""_ = new ChatClient({|"gpt-4o"|}, "k");""")]
    [InlineData("""_ = new ChatClient(model: {|"gpt-4o"|}, credential: new ApiKeyCredential("k"), options: new OpenAIClientOptions { Endpoint = new Uri("https://eu.api.openai.com/v1") });""")]
    [InlineData("""const string Model = "gpt-4o-mini"; _ = new ChatClient({|Model|}, "k");""")]
    [InlineData("""var model = c ? "gpt-4o-2024-11-20" : "gpt-4o"; _ = new ChatClient({|model|}, "k");""")]
    [InlineData("""_ = new OpenAIClient("k").GetChatClient({|"gpt-4"|});""")]
    [InlineData("""var client = new OpenAIClient("k"); _ = client.GetChatClient({|"o1"|}).AsIChatClient();""")]
    [InlineData("""_ = new OpenAI.Moderations.ModerationClient({|"omni-moderation-latest"|}, "k");""")]
    [InlineData("""await new OpenAI.Responses.ResponsesClient("k").CreateResponseAsync({|"gpt-4.1"|}, "hello");""")]
    [InlineData("""_ = new OpenAI.Responses.ResponsesClient("k").AsIChatClient({|"gpt-4.1"|});""")]
    [InlineData("""await new OpenAI.Assistants.AssistantClient("k").CreateAssistantAsync({|"gpt-4o"|});""")]
    [InlineData("""Kernel.CreateBuilder().AddOpenAIChatCompletion({|"gpt-4o"|}, "k");""")]
    [InlineData("""Kernel.CreateBuilder().AddOpenAIChatCompletion({|"gpt-4o"|}, new OpenAIClient("k"));""")]
    [InlineData("""_ = new ChatOptions { ModelId = {|"claude-3-5-sonnet-latest"|} };""")]
    [InlineData("""_ = new PromptExecutionSettings { ModelId = {|"gemini-pro"|} };""")]
    [InlineData("""_ = new Anthropic.Models.Messages.MessageCreateParams { MaxTokens = 9, Messages = [], Model = {|"claude-3-5-haiku-latest"|} };""")]
    [InlineData("""_ = new Anthropic.AnthropicClient().AsIChatClient({|"claude-sonnet-4-5"|});""")]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434", {|"llama3"|});""")]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434", {|"llama3:latest"|});""")]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434") { SelectedModel = {|"hf.co/acme/model"|} };""")]
    [InlineData("""IOllamaApiClient client = new OllamaApiClient("http://localhost:11434"); client.SelectedModel = {|"nomic-embed-text"|};""")]
    [InlineData("""_ = new OllamaSharp.Models.Chat.ChatRequest { Model = {|"llama3"|} };""")]
    [InlineData("""_ = new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest { Model = {|"mistral-large-latest"|} };""")]
    public Task An_alias_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""_ = new Anthropic.Models.Messages.MessageCreateParams { MaxTokens = 9, Messages = [], Model = Anthropic.Models.Messages.Model.{|ClaudeSonnet4_5|} };""")]
    [InlineData("""_ = new Anthropic.Models.Messages.MessageCreateParams { MaxTokens = 9, Messages = [], Model = Anthropic.Models.Messages.Model.ClaudeSonnet4_5_20250929 };""")]
    [InlineData("""_ = new Anthropic.Models.Messages.MessageCreateParams { MaxTokens = 9, Messages = [], Model = Anthropic.Models.Messages.Model.ClaudeSonnet4_6 };""")]
    public Task A_member_of_an_enumeration_is_read_as_its_name(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""_ = new ChatClient("gpt-4o-2024-11-20", "k");""")]
    [InlineData("""_ = new EmbeddingClient("text-embedding-3-small", "k");""")]
    [InlineData("""_ = new ChatClient(Name(), "k");""")]
    [InlineData("""_ = new ChatClient($"gpt-4o-{Name()}", "k");""")]
    [InlineData("""_ = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com"), new ApiKeyCredential("k")).GetChatClient("gpt-4o");""")]
    [InlineData("""OpenAIClient client = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com"), new ApiKeyCredential("k")); _ = client.GetChatClient("gpt-4o");""")]
    [InlineData("""_ = new ChatClient("gpt-4o", new ApiKeyCredential("k"), new OpenAIClientOptions { Endpoint = new Uri("https://contoso.openai.azure.com/openai/v1/") });""")]
    [InlineData("""_ = new ChatClient("gpt-4o", new ApiKeyCredential("k"), new OpenAIClientOptions { Endpoint = new Uri(Name()) });""")]
    [InlineData("""_ = handedIn.GetChatClient("gpt-4o");""")]
    [InlineData("""_ = new ChatOptions { ModelId = "gpt-4o" };""")]
    [InlineData("""Kernel.CreateBuilder().AddAzureOpenAIChatCompletion("gpt-4o", "https://contoso.openai.azure.com", "k");""")]
    [InlineData("""Kernel.CreateBuilder().AddOpenAIChatCompletion("gpt-4o");""")]
    [InlineData("""_ = new Azure.AI.Inference.ChatCompletionsOptions { Model = "gpt-4o" };""")]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434", "llama3.3:70b");""")]
    [InlineData("""await OllamaApiClientExtensions.DeleteModelAsync(new OllamaApiClient("http://localhost:11434"), "llama3");""")]
    [InlineData("""_ = new Own.ChatClient("gpt-4o", "k"); _ = new Own.ChatOptions { ModelId = "claude-3-5-sonnet-latest" };""")]
    [InlineData("""_ = new ChatResponse { ModelId = "claude-3-5-sonnet-latest" };""")]
    public Task Pinned_chosen_and_unknown_names_are_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""_ = new ChatClient({|"gpt-4o-2024-11-20"|}, "k");""")]
    [InlineData("""_ = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com"), new ApiKeyCredential("k")).GetChatClient({|"contoso-test"|});""")]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434", {|"phi4:14b"|});""")]
    [InlineData("""_ = new ChatOptions { ModelId = {|"gpt-4o-mini"|} };""")]
    [InlineData("""Kernel.CreateBuilder().AddAzureOpenAIChatCompletion({|"contoso-test"|}, "https://contoso.openai.azure.com", "k");""")]
    [InlineData("""_ = new Azure.AI.Inference.ChatCompletionsOptions { Model = {|"Phi-4"|} };""")]
    public Task A_name_that_is_not_in_the_register_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements), Registered);

    [Theory]
    [InlineData("""_ = new ChatClient("gpt-4o", "k");""")]
    [InlineData("""_ = new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com"), new ApiKeyCredential("k")).GetChatClient("Contoso-Chat");""")]
    [InlineData("""_ = new OllamaApiClient("http://localhost:11434", "llama3.3:70b");""")]
    [InlineData("""_ = new ChatClient(Name(), "k");""")]
    public Task A_name_that_is_in_the_register_is_silent_though_it_is_an_alias(string statements) => RuleSnippet.Verify(Rule, Wrap(statements), Registered);

    [Theory]
    [InlineData("""_ = client.GetChatClient({|"gpt-4o"|});""")]
    [InlineData("""_ = new ChatOptions { ModelId = {|"gpt-4o"|} };""")]
    [InlineData("""_ = client.GetChatClient("gpt-4o"); _ = new OpenAIClientOptions { Endpoint = new Uri("https://gateway.corp.example") };""")]
    public async Task Without_Azure_and_another_endpoint_a_client_that_is_handed_in_is_one_of_OpenAI(string marked)
    {
        var source = "using OpenAI; using OpenAI.Chat; using Microsoft.Extensions.AI; internal class C { internal void M(OpenAIClient client) { " + marked.Replace("{|", "").Replace("|}", "") + " } }";
        var references = Snippet.Packages.Where(static reference => !reference.Display!.Contains("Azure.AI", StringComparison.Ordinal));
        var found = await Snippet.Compile([.. references], source).WithAnalyzers([new RuleFindings()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(marked.Contains("{|", StringComparison.Ordinal) ? 1 : 0, found.Count(static diagnostic => diagnostic.Id == Rule));
    }

    [Fact]
    public async Task Messages_say_who_moves_the_name()
    {
        const string Source = """
            _ = new ChatClient("gpt-4o", "k");
            _ = new ChatOptions { ModelId = "claude-3-5-sonnet-latest" };
            _ = new OllamaApiClient("http://localhost:11434", "llama3");
            """;
        Assert.Equal(
            [
                "'ChatClient' names a model that can change: 'gpt-4o' is an alias that OpenAI moves from version to version",
                "'ChatOptions.ModelId' names a model that can change: 'claude-3-5-sonnet-latest' is an alias that its provider moves from version to version",
                "'OllamaApiClient' names a model that can change: 'llama3' has no tag, so it is whatever 'latest' is when it is pulled",
            ],
            await RuleSnippet.Messages(Rule, Wrap(Source)));
        Assert.Equal("'ChatOptions.ModelId' names a model that the policy does not name: 'claude-3-5-sonnet-latest'", Assert.Single((await RuleSnippet.Messages(Rule, Wrap(Source), "approved-model gpt-4o\napproved-model llama3"))));
    }

    private static string Wrap(string statements) => $$"""
        {{Guards.Usings}}
        using Microsoft.SemanticKernel;
        using OllamaSharp;
        internal class C
        {
            internal async Task M(bool c, OpenAIClient handedIn)
            {
                {{statements}}
                await Task.Yield();
            }
            private static string Name() => Environment.GetEnvironmentVariable("NAME")!;
        }
        namespace Own
        {
            internal class ChatClient(string model, string key);
            internal class ChatOptions { public string? ModelId { get; set; } }
        }
        """;
}
