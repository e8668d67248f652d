using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class GuardBypassTests
{
    private const string Rule = "PSH1002";

    [Fact]
    public Task The_raw_client_is_taken_out_from_behind_a_shielded_one() => RuleSnippet.VerifyStatements(Rule, """
        IChatClient client = new ChatClient("m", "k").AsIChatClient().Shielded();
        var raw = client.{|GetService|}<ChatClient>();
        var same = client.{|GetService|}(typeof(OpenAIClient), null);
        var sure = client.{|GetRequiredService|}<ChatClient>().AsIChatClient();
        if (client.{|GetService|}<OllamaSharp.IOllamaApiClient>() is { } ollama) { _ = ollama; }
        var other = client.{|GetService|}<IEmbeddingGenerator<string, Embedding<float>>>();
        """);

    [Fact]
    public Task It_is_found_wherever_the_shield_came_from() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal class Built(IChatClient raw)
        {
            private readonly IChatClient client = raw.AsBuilder().UseFunctionInvocation().UsePromptShield().Build();
            object? M() => client.{|GetService|}<ChatClient>();
        }
        internal class Wrapped
        {
            private readonly PromptShieldChatClient client = new(new ChatClient("m", "k").AsIChatClient());
            object? M() => client.{|GetService|}(typeof(ChatClient));
        }
        internal class Generators
        {
            object? M(IEmbeddingGenerator<string, Embedding<float>> raw) => raw.AsBuilder().UsePromptShield().Build().{|GetService|}<EmbeddingClient>();
        }
        internal class Agents
        {
            object? M(IChatClient raw) => new ChatClientAgent(raw.Shielded()).{|GetService|}<ChatClient>();
        }
        internal class Services
        {
            private readonly IChatClient client;
            public Services(IChatClient client) => this.client = client;
            static void Register(IServiceCollection services) => services.AddChatClient(new ChatClient("m", "k").AsIChatClient()).UsePromptShield();
            object? M() => client.{|GetService|}<ChatClient>();
        }
        """);

    [Fact]
    public Task What_is_no_client_and_the_shield_itself_may_be_asked_for() => RuleSnippet.VerifyStatements(Rule, """
        IChatClient client = new ChatClient("m", "k").AsIChatClient().AsBuilder().UseFunctionInvocation().UsePromptShield().Build();
        _ = client.GetService<ChatClientMetadata>();
        _ = client.GetService(typeof(ChatClientMetadata));
        _ = client.GetService<PromptShieldChatClient>();
        _ = client.GetService<IChatClient>();
        client.GetService<FunctionInvokingChatClient>()!.MaximumIterationsPerRequest = 3;
        _ = new ChatClientAgent(client).GetService<IChatClient>();
        _ = new ChatClientAgent(client).GetService<ChatClientAgent>();
        IEmbeddingGenerator<string, Embedding<float>> generator = new EmbeddingClient("m", "k").AsIEmbeddingGenerator().ShieldedEmbeddings();
        _ = generator.GetService<EmbeddingGeneratorMetadata>();
        _ = generator.GetService<IEmbeddingGenerator<string, Embedding<float>>>();
        """);

    [Fact]
    public Task A_look_at_what_stands_there_sends_nothing() => RuleSnippet.VerifyStatements(Rule, """
        IChatClient client = new ChatClient("m", "k").AsIChatClient().Shielded();
        if (client.GetService<ChatClient>() is null || client.GetService<ChatClient>() == null) { return; }
        _ = client.GetService<ChatClient>()!.Endpoint;
        _ = client.GetService<ChatClient>()?.Endpoint;
        """);

    [Fact]
    public Task A_client_that_is_not_shielded_has_nothing_to_go_around() => RuleSnippet.VerifyStatements(Rule, """
        _ = new ChatClient("m", "k").AsIChatClient().GetService<ChatClient>();
        """);

    [Fact]
    public Task A_shield_in_the_options_stands_behind_every_client() => RuleSnippet.VerifyStatements(Rule, """
        var options = new ChatClient("m", new ApiKeyCredential("k"), new OpenAIClientOptions().WithPromptShield()).AsIChatClient();
        _ = options.GetService<ChatClient>();
        _ = new ChatClient("m", "k").Shielded().AsIChatClient().GetService<ChatClient>();
        """);

    [Fact]
    public Task Middleware_that_asks_its_inner_client_is_judged_by_that_client() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal class Ours(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override object? GetService(Type type, object? key = null) => base.GetService(type, key);
        }
        internal interface IOwn { T GetService<T>(); }
        internal class Own(IOwn own, IServiceProvider services)
        {
            object M() => (own.GetService<ChatClient>(), services.GetService<ChatClient>());
        }
        """);

    [Fact]
    public Task Middleware_around_the_shield_that_reaches_through_it() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal sealed class Outer(IChatClient inner) : DelegatingChatClient(inner)
        {
            internal object? Raw() => InnerClient.{|GetService|}<ChatClient>();
            internal object? Same() => this.{|GetService|}<ChatClient>();
            internal object? Base() => base.{|GetService|}(typeof(ChatClient), null);
            internal object? Name() => InnerClient.GetService<ChatClientMetadata>();
        }
        internal sealed class Inner(IChatClient inner) : DelegatingChatClient(inner)
        {
            internal object? Raw() => InnerClient.GetService<ChatClient>();
        }
        internal sealed class Both(IChatClient inner) : DelegatingChatClient(inner)
        {
            internal object? Raw() => InnerClient.GetService<ChatClient>();
        }
        internal sealed class C
        {
            object[] M(IChatClient raw) => [new Outer(raw.Shielded()), new Inner(new ChatClient("m", "k").AsIChatClient()), new Both(raw.Shielded()), new Both(raw)];
        }
        """);

    [Fact]
    public Task Middleware_that_holds_a_shield_and_sends_to_its_inner_client() => RuleSnippet.Verify(Rule, Guards.Usings + """
        using Message = Microsoft.Extensions.AI.ChatMessage;
        internal sealed class Sometimes : DelegatingChatClient
        {
            private readonly IChatClient shielded;
            public Sometimes(IChatClient raw) : base(raw) => shielded = raw.Shielded();
            public override Task<ChatResponse> GetResponseAsync(IEnumerable<Message> messages, ChatOptions? options = null, CancellationToken token = default) =>
                options is null ? InnerClient.{|GetResponseAsync|}(messages, options, token) : shielded.GetResponseAsync(messages, options, token);
            public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<Message> messages, ChatOptions? options = null, CancellationToken token = default) =>
                base.{|GetStreamingResponseAsync|}(messages, options, token);
        }
        internal sealed class Always : DelegatingChatClient
        {
            private readonly IChatClient shielded;
            public Always(IChatClient raw) : base(raw) => shielded = raw.Shielded();
            public override Task<ChatResponse> GetResponseAsync(IEnumerable<Message> messages, ChatOptions? options = null, CancellationToken token = default) =>
                shielded.GetResponseAsync(messages, options, token);
        }
        internal sealed class Ordinary(IChatClient inner) : DelegatingChatClient(inner)
        {
            private readonly IChatClient other = inner;
            public override Task<ChatResponse> GetResponseAsync(IEnumerable<Message> messages, ChatOptions? options = null, CancellationToken token = default) =>
                options is null ? InnerClient.GetResponseAsync(messages, options, token) : other.GetResponseAsync(messages, options, token);
        }
        internal sealed class ShieldedTwice(IChatClient raw) : DelegatingChatClient(raw.Shielded())
        {
            private readonly IChatClient other = raw.Shielded();
            public override Task<ChatResponse> GetResponseAsync(IEnumerable<Message> messages, ChatOptions? options = null, CancellationToken token = default) =>
                options is null ? base.GetResponseAsync(messages, options, token) : other.GetResponseAsync(messages, options, token);
        }
        """);

    [Fact]
    public Task The_inner_client_is_reached_by_reflection() => RuleSnippet.VerifyStatements(Rule, """
        const System.Reflection.BindingFlags flags = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic;
        IChatClient client = new ChatClient("m", "k").AsIChatClient().Shielded();
        _ = typeof(DelegatingChatClient).{|GetProperty|}("InnerClient", flags)!.GetValue(client);
        _ = client.GetType().{|GetProperty|}("InnerClient", flags);
        _ = typeof(PromptShieldEmbeddingGenerator).{|GetProperty|}("InnerGenerator", flags);
        _ = typeof(string).GetProperty("InnerClient");
        _ = typeof(DelegatingChatClient).GetProperty("Other");
        _ = "x".GetType().GetProperty("InnerClient");
        """);

    [Fact]
    public Task Middleware_that_is_added_after_the_shield_is_inside_of_it() => RuleSnippet.VerifyStatements(Rule, """
        IChatClient raw = new ChatClient("m", "k").AsIChatClient();
        var one = raw.AsBuilder().UsePromptShield().{|UseFunctionInvocation|}().Build();
        var two = raw.AsBuilder().UsePromptShield().UseLogging().{|ConfigureOptions|}(o => o.ModelId = "x").UseFunctionInvocation().Build();
        var builder = new ChatClientBuilder(raw);
        builder.UsePromptShield();
        builder.{|UseFunctionInvocation|}();
        var generators = new EmbeddingClient("m", "k").AsIEmbeddingGenerator().AsBuilder().UsePromptShield().{|ConfigureOptions|}(o => o.ModelId = "x");
        new ServiceCollection().AddChatClient(raw).UsePromptShield().{|UseFunctionInvocation|}();
        """);

    [Fact]
    public Task The_shield_after_all_middleware_is_in_its_place() => RuleSnippet.VerifyStatements(Rule, """
        IChatClient raw = new ChatClient("m", "k").AsIChatClient();
        var one = raw.AsBuilder().UseFunctionInvocation().UsePromptShield().UseLogging().UseOpenTelemetry().Build();
        var builder = new ChatClientBuilder(raw);
        builder.UseFunctionInvocation();
        builder.UsePromptShield();
        var again = raw.AsBuilder().UsePromptShield().UseFunctionInvocation().UsePromptShield().Build();
        var other = new ChatClientBuilder(raw);
        other.UseFunctionInvocation();
        if (c) { other = new ChatClientBuilder(raw).UsePromptShield(); } else { other.UseFunctionInvocation(); }
        """);

    [Fact]
    public Task A_parameter_that_is_a_builder_is_followed_and_another_chain_on_the_same_client_is_not() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal class C
        {
            void M(IChatClient raw, ChatClientBuilder builder)
            {
                raw.AsBuilder().UsePromptShield().{|UseFunctionInvocation|}();
                raw.AsBuilder().UseFunctionInvocation().UsePromptShield();
                builder.UsePromptShield();
                builder.UseLogging().{|UseFunctionInvocation|}();
            }
        }
        """);

    [Fact]
    public Task A_method_of_the_same_name_is_no_shield() => RuleSnippet.Verify(Rule, """
        using Microsoft.Extensions.AI;
        internal static class Own
        {
            public static ChatClientBuilder UsePromptShield(this ChatClientBuilder builder) => builder;
            public static IChatClient Shielded(this IChatClient client) => client;
        }
        internal class C
        {
            object? M(IChatClient raw) => (raw.AsBuilder().UsePromptShield().UseFunctionInvocation().Build(), raw.Shielded().GetService<OpenAI.Chat.ChatClient>());
        }
        """);

    [Fact]
    public Task Middleware_of_an_agent_misses_the_results_of_tools() => RuleSnippet.VerifyStatements(Rule, """
        AIAgent agent = new ChatClientAgent(new ChatClient("m", "k").AsIChatClient());
        var redacting = agent.AsBuilder().{|Use|}((messages, session, options, next, token) =>
            next(messages.Select(m => new Microsoft.Extensions.AI.ChatMessage(m.Role, Shield.Default.Redact(m.Text))), session, options, token)).Build();
        var counting = agent.AsBuilder().Use((messages, session, options, next, token) => next(messages, session, options, token)).Build();
        var guarded = new ChatClientAgent(new ChatClient("m", "k").AsIChatClient().Shielded()).AsBuilder().Use((messages, session, options, next, token) =>
            next(messages.Select(m => new Microsoft.Extensions.AI.ChatMessage(m.Role, Shield.Default.Redact(m.Text))), session, options, token)).Build();
        """);

    [Fact]
    public async Task The_messages_name_what_is_done_and_why_it_matters()
    {
        var messages = await RuleSnippet.Messages(Rule, Guards.Wrap("""
            IChatClient client = new ChatClient("m", "k").AsIChatClient().Shielded();
            _ = client.GetService<ChatClient>();
            client.AsBuilder().UsePromptShield().UseFunctionInvocation();
            """));
        Assert.Equal(
            [
                "'ChatClientExtensions.GetService' goes around the shield: it hands out the 'ChatClient' that stands behind the shield",
                "'FunctionInvokingChatClientBuilderExtensions.UseFunctionInvocation' goes around the shield: it is added after the shield, so the results of tools do not pass the shield",
            ],
            messages);
    }

    [Fact]
    public async Task The_call_that_is_made_past_the_shield_stays_a_site_of_its_own()
    {
        var found = await RuleSnippet.Diagnostics(Guards.Wrap("""
            var client = new ChatClient("m", "k").AsIChatClient().AsBuilder().UsePromptShield().UseFunctionInvocation().Build();
            await client.GetResponseAsync("hello");
            """), "", Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary);
        Assert.Equal("shield-before-function-invocation", Assert.Single(found, diagnostic => diagnostic.Id == "PSH1001").Properties["reason"]);
        Assert.Single(found, diagnostic => diagnostic.Id == Rule);
    }
}
