namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class BuilderProvenanceTests
{
    private const string Raw = """new ChatClient("m", "k").AsIChatClient()""";

    [Fact]
    public Task The_shield_at_the_end_of_the_chain_guards() => Guards.Body($$"""
        var guarded = {{Raw}}.AsBuilder().UseFunctionInvocation().UsePromptShield().Build();
        await guarded.{|Guarded:GetResponseAsync|}("hello");
        var raw = {{Raw}}.AsBuilder().UseFunctionInvocation().Build();
        await raw.{|Unguarded/client-not-shielded:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task Function_invocation_after_the_shield_does_not_pass_tool_results() => Guards.Body($$"""
        var chat = {{Raw}}.AsBuilder().UsePromptShield().UseFunctionInvocation().Build();
        await chat.{|Unguarded/shield-before-function-invocation:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task Other_middleware_after_the_shield_sits_inside_of_it() => Guards.Body($$"""
        var lambda = {{Raw}}.AsBuilder().UsePromptShield().Use(inner => inner).Build();
        await lambda.{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
        var options = {{Raw}}.AsBuilder().UsePromptShield().ConfigureOptions(o => o.Instructions = "x").Build();
        await options.{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task A_function_that_adds_the_shield_is_the_shield() => Guards.Body($$"""
        await {{Raw}}.AsBuilder().UseFunctionInvocation().Use(inner => inner.Shielded()).Build().{|Guarded:GetResponseAsync|}("hello");
        await {{Raw}}.AsBuilder().Use(inner => inner.Shielded()).UseFunctionInvocation().Build().{|Unguarded/shield-before-function-invocation:GetResponseAsync|}("hello");
        await {{Raw}}.AsBuilder().Use(inner => c ? inner.Shielded() : inner).Build().{|Unguarded:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task Logging_telemetry_and_cache_may_follow_the_shield() => Guards.Body($$"""
        var chat = {{Raw}}.AsBuilder().UsePromptShield().UseLogging().UseOpenTelemetry().UseDistributedCache().Build();
        await chat.{|Guarded:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task Middleware_around_a_guarded_client_is_outside_of_the_shield() => Guards.Body($$"""
        var chat = {{Raw}}.Shielded().AsBuilder().UseFunctionInvocation().Build();
        await chat.{|Guarded:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task A_builder_in_a_local_is_judged_by_the_calls_on_it() => Guards.Body($$"""
        var good = new ChatClientBuilder({{Raw}});
        good.UseFunctionInvocation();
        good.UsePromptShield();
        await good.Build().{|Guarded:GetResponseAsync|}("hello");
        var bad = new ChatClientBuilder({{Raw}});
        bad.UsePromptShield();
        bad.UseFunctionInvocation();
        await bad.Build().{|Unguarded/shield-before-function-invocation:GetResponseAsync|}("hello");
        var sometimes = new ChatClientBuilder({{Raw}});
        if (c) sometimes.UsePromptShield();
        await sometimes.Build().{|Unguarded:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task A_helper_that_adds_middleware_is_part_of_the_chain() => Guards.Library($$"""
        {{Guards.Usings}}
        internal static class Middleware
        {
            internal static ChatClientBuilder UseOurDefaults(this ChatClientBuilder builder) => builder.UseFunctionInvocation().UsePromptShield();
            internal static ChatClientBuilder UseShieldedDefaults(this ChatClientBuilder builder) => builder.UseFunctionInvocation();
        }
        internal class C
        {
            async Task M()
            {
                await {{Raw}}.AsBuilder().UseOurDefaults().Build().{|Guarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().UseShieldedDefaults().Build().{|Unguarded:GetResponseAsync|}("hello");
            }
        }
        """);

    [Fact]
    public Task GetService_hands_out_the_raw_client() => Guards.Body($$"""
        var chat = {{Raw}}.Shielded();
        chat.GetService<ChatClient>()!.{|Unguarded/guard-bypass:CompleteChat|}("hello");
        await chat.GetService<IChatClient>()!.{|Guarded:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task Embedding_generators_follow_the_same_rules() => Guards.Body("""
        var raw = new EmbeddingClient("m", "k").AsIEmbeddingGenerator();
        await raw.{|Unguarded:GenerateAsync|}(["hello"]);
        await raw.ShieldedEmbeddings().{|Guarded:GenerateAsync|}(["hello"]);
        await raw.AsBuilder().UsePromptShield().Build().{|Guarded:GenerateVectorAsync|}("hello");
        """);

    [Fact]
    public Task Middleware_that_forwards_makes_no_call_of_its_own() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Ours(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override Task<ChatResponse> GetResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => c ? base.GetResponseAsync(messages, options, cancellationToken) : InnerClient.GetResponseAsync(messages, options, cancellationToken);
            private bool c = true;
            internal Task Extra(IChatClient other) => other.{|Deferred:GetResponseAsync|}("an own call");
        }
        internal class Decorator(IChatClient inner) : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => inner.GetResponseAsync(messages, options, cancellationToken);
            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => inner.GetStreamingResponseAsync(messages, options, cancellationToken);
            public object? GetService(Type serviceType, object? serviceKey = null) => null;
            public void Dispose() { }
        }
        internal class C
        {
            async Task M()
            {
                var lambda = {{Raw}}.AsBuilder().Use((messages, options, inner, token) => inner.GetResponseAsync(messages, options, token), null).UsePromptShield().Build();
                await lambda.{|Guarded:GetResponseAsync|}("hello");
                await new Ours({{Raw}}.Shielded()).{|Guarded:GetResponseAsync|}("hello");
                await new Decorator({{Raw}}).{|Unguarded:GetResponseAsync|}("hello");
            }
        }
        """);
}
