using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class UnboundedModelCallTests
{
    private const string Rule = "PSH4004";

    [Theory]
    [InlineData("""await client.{|GetResponseAsync|}("hello");""")]
    [InlineData("""await client.{|GetResponseAsync|}("hello", handedIn);""")]
    [InlineData("""await client.{|GetResponseAsync|}("hello", cancellationToken: default);""")]
    [InlineData("""await client.{|GetResponseAsync|}("hello", cancellationToken: CancellationToken.None);""")]
    [InlineData("""await foreach (var update in client.{|GetStreamingResponseAsync|}("hello")) { }""")]
    [InlineData("""await chat.{|CompleteChatAsync|}([new UserChatMessage("hello")], new ChatCompletionOptions { MaxOutputTokenCount = 9 });""")]
    [InlineData("""await chat.{|CompleteChatAsync|}(BinaryContent.Create(BinaryData.FromString("{}")));""")]
    [InlineData("""await chat.{|CompleteChatAsync|}(BinaryContent.Create(BinaryData.FromString("{}")), new RequestOptions { BufferResponse = true });""")]
    [InlineData("""await embeddings.{|GenerateAsync|}("hello");""")]
    [InlineData("""await agent.{|RunAsync|}("hello");""")]
    [InlineData("""await kernel.{|InvokePromptAsync|}("hello");""")]
    [InlineData("""await anthropic.Messages.{|Create|}(new Anthropic.Models.Messages.MessageCreateParams { MaxTokens = 1, Messages = [], Model = "m" });""")]
    public Task A_call_without_a_token_in_a_project_without_a_timeout_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""await client.GetResponseAsync("hello", cancellationToken: token);""")]
    [InlineData("""await client.GetResponseAsync("hello", cancellationToken: new CancellationTokenSource(9).Token);""")]
    [InlineData("""await client.GetResponseAsync("hello").WaitAsync(TimeSpan.FromSeconds(9));""")]
    [InlineData("""await foreach (var update in client.GetStreamingResponseAsync("hello").WithCancellation(token)) { }""")]
    [InlineData("""await chat.CompleteChatAsync(BinaryContent.Create(BinaryData.FromString("{}")), new RequestOptions { CancellationToken = token });""")]
    [InlineData("""await client.GetResponseAsync("hello"); _ = new OpenAIClientOptions { NetworkTimeout = TimeSpan.FromSeconds(9) };""")]
    [InlineData("""await client.GetResponseAsync("hello"); _ = new HttpClient { Timeout = TimeSpan.FromSeconds(9) };""")]
    [InlineData("""await client.GetResponseAsync("hello"); _ = new Anthropic.AnthropicClient { Timeout = TimeSpan.FromSeconds(9) };""")]
    [InlineData("""new Own.Client().GetResponseAsync("hello");""")]
    [InlineData("""await kernel.InvokeAsync(kernel.Plugins["orders"]["list"]);""")]
    [InlineData("""await new HttpClient().PostAsync("https://api.openai.com/v1/chat/completions", null);""")]
    public Task A_call_with_a_token_or_in_a_project_with_a_timeout_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""await client.{|GetResponseAsync|}("hello"); _ = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };""")]
    [InlineData("""await client.{|GetResponseAsync|}("hello"); _ = new System.Net.Mail.SmtpClient { Timeout = 9 };""")]
    public Task An_infinite_timeout_and_one_of_something_else_bound_nothing(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""await client.{|GetResponseAsync|}("hello", new ChatOptions { Temperature = 0 }, token);""")]
    [InlineData("""var o = new ChatOptions(); o.Temperature = 0; await client.{|GetResponseAsync|}("hello", o, token);""")]
    [InlineData("""await client.{|GetResponseAsync|}("hello", Shared, token);""")]
    [InlineData("""await client.{|GetResponseAsync|}("hello", new ChatOptions { MaxOutputTokens = null }, token);""")]
    [InlineData("""await chat.{|CompleteChatAsync|}([new UserChatMessage("hello")], new ChatCompletionOptions(), token);""")]
    [InlineData("""await chat.{|CompleteChatAsync|}([new UserChatMessage("hello")], cancellationToken: token);""")]
    [InlineData("""await responses.{|CreateResponseAsync|}(new OpenAI.Responses.CreateResponseOptions("m", []), token);""")]
    [InlineData("""await service.{|GetChatMessageContentsAsync|}(new Microsoft.SemanticKernel.ChatCompletion.ChatHistory(), new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings(), cancellationToken: token);""")]
    public Task Options_without_an_output_limit_are_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""await client.GetResponseAsync("hello", new ChatOptions { MaxOutputTokens = 9 }, token);""")]
    [InlineData("""var o = new ChatOptions(); o.MaxOutputTokens = 9; await client.GetResponseAsync("hello", o, token);""")]
    [InlineData("""await client.GetResponseAsync("hello", handedIn, token);""")]
    [InlineData("""await client.GetResponseAsync("hello", cancellationToken: token);""")]
    [InlineData("""var o = new ChatOptions(); Limit(o); await client.GetResponseAsync("hello", o, token);""")]
    [InlineData("""await client.GetResponseAsync("hello", new ChatOptions { RawRepresentationFactory = _ => new ChatCompletionOptions { MaxOutputTokenCount = 9 } }, token);""")]
    [InlineData("""await chat.CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions { MaxOutputTokenCount = 9 }, token);""")]
    [InlineData("""await embeddings.GenerateAsync("hello", new EmbeddingGenerationOptions(), token);""")]
    [InlineData("""await responses.CreateResponseAsync(new OpenAI.Responses.CreateResponseOptions("m", []) { MaxOutputTokenCount = 9 }, token);""")]
    public Task A_limit_and_options_that_are_not_seen_are_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""while (true) { var r = await client.{|GetResponseAsync|}("go on"); if (r.FinishReason == ChatFinishReason.Stop) { break; } }""")]
    [InlineData("""for (;;) { var r = await client.{|GetResponseAsync|}("go on"); if (r.Messages.Count == 0) { return; } }""")]
    [InlineData("""do { foreach (var text in new[] { "a" }) { await client.{|GetResponseAsync|}(text); } } while (true);""")]
    public Task A_loop_that_only_the_model_ends_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(Timeout + statements));

    [Theory]
    [InlineData("""while (true) { var text = Console.ReadLine(); await client.GetResponseAsync(text!); }""")]
    [InlineData("""for (var i = 0; ; i++) { await client.GetResponseAsync("go on"); if (i > 9) { break; } }""")]
    [InlineData("""var rounds = 0; while (true) { await client.GetResponseAsync("go on"); if (++rounds == 10) return; }""")]
    [InlineData("""while (true) { await client.GetResponseAsync("go on", cancellationToken: token); }""")]
    [InlineData("""while (true) { token.ThrowIfCancellationRequested(); await client.GetResponseAsync("go on"); }""")]
    [InlineData("""while (true) { await Task.Delay(1000); await client.GetResponseAsync("go on"); }""")]
    [InlineData("""while (!token.IsCancellationRequested) { await client.GetResponseAsync("go on"); }""")]
    [InlineData("""for (var i = 0; i < 5; i++) { await client.GetResponseAsync("go on"); }""")]
    [InlineData("""while (true) { Func<Task> f = async () => await client.GetResponseAsync("go on"); if (c) break; }""")]
    public Task A_loop_that_counts_or_waits_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(Timeout + statements));

    [Theory]
    [InlineData("""_ = client.AsBuilder().UseFunctionInvocation(configure: f => f.MaximumIterationsPerRequest = {|int.MaxValue|}).Build();""", "MaxValue")]
    [InlineData("""_ = client.AsBuilder().UseFunctionInvocation(configure: f => f.MaximumIterationsPerRequest = 10).Build();""", "")]
    [InlineData("""_ = new Own.Client { MaximumIterationsPerRequest = int.MaxValue };""", "")]
    public Task The_largest_number_of_rounds_is_no_limit(string statements, string name) =>
        RuleSnippet.Verify(Rule, Wrap(name.Length == 0 ? statements : statements.Replace("{|int.MaxValue|}", "int.{|MaxValue|}", StringComparison.Ordinal)));

    [Fact]
    public Task A_call_that_middleware_hands_on_is_bounded_where_it_is_made() => RuleSnippet.Verify(Rule, $$"""
        {{Guards.Usings}}
        internal class Middle(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override Task<ChatResponse> GetResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                base.GetResponseAsync(messages, options);
        }
        """);

    [Fact]
    public async Task Messages_say_all_that_is_missing() => Assert.Equal(
        [
            "'ChatClient.CompleteChatAsync' is not bounded: no output limit, no cancellation token and no time-out",
            "'ChatClientExtensions.GetResponseAsync' is not bounded: no cancellation token and no time-out, no limit of rounds in the loop around it",
        ],
        await RuleSnippet.Messages(Rule, Wrap("""
            await chat.CompleteChatAsync("hello");
            while (true) { await client.GetResponseAsync("go on"); if (c) break; }
            """)));

    private const string Timeout = "_ = new OpenAIClientOptions { NetworkTimeout = TimeSpan.FromSeconds(9) }; ";

    private static string Wrap(string statements) => $$"""
        {{Guards.Usings}}
        using Microsoft.SemanticKernel;
        using BinaryContent = System.ClientModel.BinaryContent;
        using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
        using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;
        internal class C
        {
            private static readonly ChatOptions Shared = new() { Temperature = 0 };
            internal async Task M(
                bool c, IChatClient client, ChatClient chat, OpenAI.Responses.ResponsesClient responses, IEmbeddingGenerator<string, Embedding<float>> embeddings, AIAgent agent, Kernel kernel,
                Anthropic.AnthropicClient anthropic, Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService service, ChatOptions handedIn, CancellationToken token)
            {
                {{statements}}
                await Task.Yield();
            }
            private static void Limit(ChatOptions options) => options.MaxOutputTokens = 9;
        }
        namespace Own
        {
            internal class Client { public int MaximumIterationsPerRequest { get; set; } public void GetResponseAsync(string text) { } }
        }
        """;
}
