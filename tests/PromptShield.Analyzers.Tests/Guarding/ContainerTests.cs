namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Which registration of which collection counts, and what one HTTP client or one run brings along.</summary>
public sealed class ContainerTests
{
    private const string Raw = """new ChatClient("m", "k").AsIChatClient()""";

    private static Task Configured(string mark, string registrations) => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Consumer(IChatClient chat)
        {
            internal Task M() => chat.{|{{mark}}:GetResponseAsync|}("hello");
        }
        internal static class Startup
        {
            internal static void Configure(IServiceCollection services, ServiceCollection others)
            {
                {{registrations.Replace("RAW", Raw, StringComparison.Ordinal).Replace("SAFE", Raw + ".Shielded()", StringComparison.Ordinal)}}
            }
            private static IServiceProvider Provide(IServiceCollection services) => services.BuildServiceProvider();
            private static void Log(IServiceCollection services) => Console.WriteLine(services.Count);
        }
        """);

    [Theory]
    [InlineData("Unguarded", "services.AddChatClient(SAFE); services.Replace(ServiceDescriptor.Singleton<IChatClient>(RAW));")]
    [InlineData("Guarded", "services.AddChatClient(RAW); services.Replace(ServiceDescriptor.Singleton<IChatClient>(SAFE));")]
    [InlineData("Unguarded", "services.AddChatClient(SAFE); services.Add(new ServiceDescriptor(typeof(IChatClient), RAW));")]
    [InlineData("Guarded", "services.Add(ServiceDescriptor.Describe(typeof(IChatClient), sp => SAFE, ServiceLifetime.Scoped));")]
    [InlineData("Unguarded", "services.AddChatClient(SAFE); services.Insert(0, ServiceDescriptor.Scoped<IChatClient>(sp => RAW));")]
    [InlineData("Unguarded", "services.AddChatClient(SAFE); services[0] = ServiceDescriptor.Transient<IChatClient>(sp => RAW);")]
    [InlineData("Unguarded", "services.AddChatClient(SAFE); var late = ServiceDescriptor.Singleton<IChatClient>(RAW); services.Add(late);")]
    [InlineData("Guarded", "services.AddChatClient(SAFE); services.TryAdd(ServiceDescriptor.Singleton<IChatClient>(RAW));")]
    [InlineData("Unguarded", "services.AddChatClient(SAFE); services.RemoveAll<IChatClient>(); services.TryAddSingleton<IChatClient>(RAW);")]
    [InlineData("Guarded", "services.AddChatClient(RAW); services.RemoveAll<IChatClient>(); services.AddSingleton<IChatClient>(SAFE);")]
    [InlineData("Unguarded", "services.AddSingleton<IChatClient>(RAW); services.AddSingleton<IChatClient>(SAFE); services.RemoveAt(1);")]
    public Task A_descriptor_is_a_registration(string mark, string registrations) => Configured(mark, registrations);

    [Theory]
    [InlineData("Unguarded", "services.AddChatClient(RAW); others.AddChatClient(SAFE);")]
    [InlineData("Guarded", "services.AddChatClient(RAW); var same = services; same.AddChatClient(SAFE);")]
    [InlineData("Unguarded", "var one = new ServiceCollection(); one.AddChatClient(RAW); one = new ServiceCollection(); one.AddChatClient(SAFE);")]
    public Task A_registration_replaces_only_those_of_its_own_collection(string mark, string registrations) => Configured(mark, registrations);

    [Theory]
    [InlineData("Guarded", "services.AddChatClient(RAW); services.AddPromptShield(); services.BuildServiceProvider();")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); services.BuildServiceProvider(); services.AddPromptShield();")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); Provide(services); services.AddPromptShield();")]
    [InlineData("Guarded", "services.AddChatClient(RAW); Log(services); services.AddPromptShield();")]
    [InlineData("Guarded", "services.AddChatClient(RAW); others.BuildServiceProvider(); services.AddPromptShield();")]
    public Task AddPromptShield_comes_too_late_for_a_provider_that_is_built(string mark, string registrations) => Configured(mark, registrations);

    [Theory]
    [InlineData("Guarded", "Register(services); services.AddPromptShield();")]
    [InlineData("Guarded", "services.AddModels(); services.AddPromptShield();")]
    [InlineData("Guarded", "Outer(services); services.AddPromptShield();")]
    [InlineData("Unguarded", "services.AddPromptShield(); Register(services);")]
    [InlineData("Unguarded", "Register(services); others.AddPromptShield();")]
    [InlineData("Unguarded", "Register(services); services.AddPromptShield(); Register(others);")]
    [InlineData("Unguarded", "Register(services); services.BuildServiceProvider(); services.AddPromptShield();")]
    [InlineData("Unguarded", "if (others.Count > 0) { Register(services); return; } services.AddPromptShield();")]
    public Task AddPromptShield_guards_what_a_method_registered_before_it(string mark, string registrations) => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Consumer(IChatClient chat) { internal Task M() => chat.{|{{mark}}:GetResponseAsync|}("hello"); }
        internal static class Startup
        {
            internal static void Configure(IServiceCollection services, ServiceCollection others) { {{registrations}} }
            {{(registrations.Contains("AddModels", StringComparison.Ordinal) ? "internal static void AddModels(this IServiceCollection services) => services.AddChatClient(" + Raw + ");" : "private static void Register(IServiceCollection services) => services.AddChatClient(" + Raw + ");")}}
            {{(registrations.Contains("Outer", StringComparison.Ordinal) ? "private static void Outer(IServiceCollection services) { Register(services); }" : "")}}
        }
        """);

    [Theory]
    [InlineData("Guarded", "services.AddHttpClient(\"m\").AddHttpMessageHandler(() => new Adding()).AddPromptShield();")]
    [InlineData("Unguarded/middleware-inside-shield", "services.AddHttpClient(\"m\").AddPromptShield().AddHttpMessageHandler(() => new Adding());")]
    [InlineData("Unguarded/middleware-inside-shield", "services.AddHttpClient(\"m\").AddPromptShield().AddHttpMessageHandler<Adding>();")]
    [InlineData("Unguarded/middleware-inside-shield", "services.AddHttpClient(\"m\").ConfigurePrimaryHttpMessageHandler(() => new Adding()).AddPromptShield();")]
    [InlineData("Guarded", "services.AddHttpClient(\"m\").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()).AddPromptShield().SetHandlerLifetime(TimeSpan.Zero);")]
    [InlineData("Guarded", "var client = services.AddHttpClient(\"m\"); client.AddPromptShield();")]
    [InlineData("Unguarded/http-client-not-shielded", "var client = services.AddHttpClient(\"m\"); if (c) client.AddPromptShield();")]
    [InlineData("Unguarded/middleware-inside-shield", "var client = services.AddHttpClient(\"m\").AddPromptShield(); if (c) client.AddHttpMessageHandler(() => new Adding());")]
    [InlineData("Unguarded/middleware-inside-shield", "services.ConfigureHttpClientDefaults(b => b.AddPromptShield()); services.AddHttpClient(\"m\").AddHttpMessageHandler(() => new Adding());")]
    public Task The_shield_is_the_last_handler_of_an_http_client(string mark, string registrations) => Guards.Library($$"""
        {{Guards.Usings}}
        internal sealed class Adding : DelegatingHandler;
        internal class C(IHttpClientFactory factory)
        {
            Task M() => factory.CreateClient("m").{|{{mark}}:PostAsJsonAsync|}("https://api.openai.com/v1/chat/completions", "hello");
            static void Configure(IServiceCollection services, bool c) { {{registrations}} }
        }
        """);

    [Theory]
    [InlineData("Unguarded", "new ChatClientAgentRunOptions { ChatClientFactory = inner => RAW }")]
    [InlineData("Guarded", "new ChatClientAgentRunOptions { ChatClientFactory = inner => inner.AsBuilder().UseLogging().Build() }")]
    [InlineData("Guarded", "new ChatClientAgentRunOptions { ChatClientFactory = inner => SAFE }")]
    [InlineData("Guarded", "new ChatClientAgentRunOptions(new ChatOptions())")]
    [InlineData("Guarded", "null")]
    [InlineData("Guarded", "local")]
    [InlineData("NotAnalyzed", "handedIn")]
    public Task A_run_that_brings_a_client_is_judged_by_it(string mark, string options) => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            async Task M(ChatClientAgentRunOptions handedIn)
            {
                var local = new ChatClientAgentRunOptions(new ChatOptions());
                var agent = new ChatClientAgent({{Raw}}.Shielded());
                await agent.{|{{mark}}:RunAsync|}("hello", options: {{options.Replace("RAW", Raw, StringComparison.Ordinal).Replace("SAFE", Raw + ".Shielded()", StringComparison.Ordinal)}});
            }
        }
        """);

    [Fact]
    public Task A_run_option_that_is_set_later_counts() => Guards.Body($$"""
        var options = new ChatClientAgentRunOptions();
        options.ChatClientFactory = inner => {{Raw}};
        await new ChatClientAgent({{Raw}}.Shielded()).{|Unguarded:RunAsync|}("hello", options: options);
        """);
}
