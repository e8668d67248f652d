namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Builders and options that other methods get to change.</summary>
public sealed class PassedObjectTests
{
    private const string Raw = """new ChatClient("m", "k").AsIChatClient()""";

    [Theory]
    [InlineData("Unguarded/middleware-inside-shield", "static void Change(ChatClientBuilder other) => other.Use(inner => inner);")]
    [InlineData("Unguarded/shield-before-function-invocation", "static void Change(ChatClientBuilder other) { other.UseLogging(); other.UseFunctionInvocation(); }")]
    [InlineData("Guarded", "static void Change(ChatClientBuilder other) => other.UseLogging();")]
    [InlineData("Guarded", "static void Change(ChatClientBuilder other) { other.UseFunctionInvocation(); other.UsePromptShield(); }")]
    [InlineData("Guarded", "static void Change(ChatClientBuilder other) => Console.WriteLine();")]
    [InlineData("NotAnalyzed", "static void Change(ChatClientBuilder other) { if (other is null) return; other.UseLogging(); }")]
    [InlineData("NotAnalyzed", "static void Change(ChatClientBuilder other) { if (Environment.HasShutdownStarted) other.UseFunctionInvocation(); }")]
    [InlineData("NotAnalyzed", "Action<ChatClientBuilder> Change = other => other.UseFunctionInvocation();")]
    public Task A_builder_that_a_method_gets_is_judged_by_what_the_method_does(string mark, string change) => Guards.Body($$"""
        {{change}}
        var builder = {{Raw}}.AsBuilder().UsePromptShield();
        Change(builder);
        await builder.Build().{|{{mark}}:GetResponseAsync|}("hello");
        """);

    [Theory]
    [InlineData("Unguarded/middleware-inside-shield", "builder.Use(inner => inner)")]
    [InlineData("Guarded", "builder.UseLogging()")]
    public Task A_void_extension_is_part_of_the_chain(string mark, string body) => Guards.Library($$"""
        {{Guards.Usings}}
        internal static class Helper { internal static void Change(this ChatClientBuilder builder) => {{body}}; }
        internal class C
        {
            async Task M()
            {
                var builder = {{Raw}}.AsBuilder().UsePromptShield();
                builder.Change();
                await builder.Build().{|{{mark}}:GetResponseAsync|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_nested_function_that_changes_the_builder_counts() => Guards.Body($$"""
        var builder = {{Raw}}.AsBuilder().UsePromptShield();
        Change();
        await builder.Build().{|Unguarded:GetResponseAsync|}("hello");
        void Change() => builder.UseFunctionInvocation();
        """);

    [Theory]
    [InlineData("Unguarded", "static void Add(IKernelBuilder other) => other.AddOpenAIChatCompletion(\"n\", \"k\");")]
    [InlineData("Guarded", "static void Add(IKernelBuilder other) { other.AddOpenAIChatCompletion(\"n\", \"k\"); other.AddPromptShield(); }")]
    public Task A_kernel_builder_that_a_helper_gets_has_what_the_helper_adds(string mark, string add) => Guards.Library($$"""
        using Microsoft.SemanticKernel;
        using PromptShield;
        internal class C
        {
            async Task M()
            {
                {{add}}
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion("m", "k");
                builder.AddPromptShield();
                Add(builder);
                await builder.Build().{|{{mark}}:InvokePromptAsync|}("hello");
            }
        }
        """);

    [Fact]
    public Task Options_that_are_changed_nearer_to_the_wire_do_not_guard() => Guards.Library($$"""
        {{Guards.Usings}}
        internal sealed class Marking : PipelinePolicy
        {
            public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int index) { }
            public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int index) => default;
        }
        internal sealed class Adding : DelegatingHandler;
        internal class C
        {
            void M(ApiKeyCredential key)
            {
                var before = new OpenAIClientOptions();
                before.AddPolicy(new Marking(), PipelinePosition.PerCall);
                new ChatClient("m", key, before.WithPromptShield()).{|Guarded:CompleteChat|}("hello");
                var after = new OpenAIClientOptions().WithPromptShield();
                after.AddPolicy(new Marking(), PipelinePosition.PerCall);
                new ChatClient("m", key, after).{|Unguarded/middleware-inside-shield:CompleteChat|}("hello");
                var nearer = new OpenAIClientOptions();
                nearer.AddPolicy(new Marking(), PipelinePosition.BeforeTransport);
                new ChatClient("m", key, nearer.WithPromptShield()).{|Unguarded/middleware-inside-shield:CompleteChat|}("hello");
                var retry = new OpenAIClientOptions().WithPromptShield();
                retry.RetryPolicy = new ClientRetryPolicy(1);
                retry.Endpoint = new Uri("https://api.openai.com/v1");
                new ChatClient("m", key, retry).{|Guarded:CompleteChat|}("hello");
                retry.RetryPolicy = new Marking();
                new ChatClient("m", key, retry).{|Unguarded:CompleteChat|}("hello");
                var transport = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(new Adding())) }.WithPromptShield();
                new ChatClient("m", key, transport).{|Unguarded:CompleteChat|}("hello");
                var framework = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient(new SocketsHttpHandler())) }.WithPromptShield();
                new ChatClient("m", key, framework).{|Guarded:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_change_through_another_name_of_the_builder_counts() => Guards.Body($$"""
        var builder = {{Raw}}.AsBuilder();
        var other = builder.UsePromptShield();
        other.Use(inner => inner);
        await builder.Build().{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
        var second = {{Raw}}.AsBuilder();
        var alias = second.UsePromptShield();
        second.Use(inner => inner);
        await alias.Build().{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
        var third = {{Raw}}.AsBuilder();
        var safe = third.UseFunctionInvocation();
        safe.UsePromptShield();
        await third.Build().{|Guarded:GetResponseAsync|}("hello");
        """);

    [Fact]
    public Task Services_in_a_local_belong_to_their_kernel_builder() => Guards.Library("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using PromptShield;
        internal class C
        {
            async Task M()
            {
                var early = Kernel.CreateBuilder();
                var services = early.Services;
                services.AddOpenAIChatCompletion("m", "k");
                early.AddPromptShield();
                await early.Build().{|Guarded:InvokePromptAsync|}("hello");
                var late = Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k");
                late.AddPromptShield();
                var more = late.Services;
                more.AddOpenAIChatCompletion("n", "k");
                await late.Build().{|Unguarded:InvokePromptAsync|}("hello");
            }
        }
        """);
}
