namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class RegistrationTests
{
    private const string Raw = """new ChatClient("m", "k").AsIChatClient()""";

    private static Task Consumer(string mark, string registrations, string parameter = "IChatClient chat") => Guards.Library(
        $$"""
        {{Guards.Usings}}
        public class Consumer({{parameter}})
        {
            public Task M() => chat.{|{{mark}}:GetResponseAsync|}("hello");
        }
        """,
        $$"""
        {{Guards.Usings}}
        public static class Startup
        {
            public static void Configure(IServiceCollection services, bool c)
            {
                {{registrations}}
            }
        }
        """);

    [Theory]
    [InlineData("Guarded", "services.AddChatClient(RAW).UseFunctionInvocation().UsePromptShield();")]
    [InlineData("Unguarded/registered-without-shield", "services.AddChatClient(RAW).UseFunctionInvocation();")]
    [InlineData("Unguarded/registered-without-shield", "services.AddChatClient(RAW);")]
    [InlineData("Unguarded/shield-before-function-invocation", "services.AddChatClient(RAW).UsePromptShield().UseFunctionInvocation();")]
    [InlineData("Guarded", "var chat = services.AddChatClient(RAW); chat.UseFunctionInvocation(); chat.UsePromptShield();")]
    [InlineData("Unguarded", "var chat = services.AddChatClient(RAW); if (c) chat.UsePromptShield();")]
    [InlineData("Unguarded/shield-before-function-invocation", "var chat = services.AddChatClient(RAW); chat.UsePromptShield(); chat.UseFunctionInvocation();")]
    [InlineData("Guarded", "services.AddChatClient(sp => RAW).UsePromptShield();")]
    [InlineData("Guarded", "services.AddChatClient(RAW.Shielded());")]
    [InlineData("Guarded", "services.AddSingleton<IChatClient>(RAW.Shielded());")]
    [InlineData("Guarded", "services.AddSingleton(sp => RAW.Shielded());")]
    [InlineData("Unguarded/registered-without-shield", "services.AddSingleton<IChatClient>(sp => RAW);")]
    [InlineData("Guarded", "services.AddSingleton<ChatClient>(new ChatClient(\"m\", \"k\").Shielded()); services.AddSingleton<IChatClient>(sp => sp.GetRequiredService<ChatClient>().AsIChatClient());")]
    [InlineData("Unguarded", "services.AddSingleton<ChatClient>(new ChatClient(\"m\", \"k\")); services.AddSingleton<IChatClient>(sp => sp.GetRequiredService<ChatClient>().AsIChatClient());")]
    public Task A_parameter_is_judged_by_its_registration(string mark, string registrations) =>
        Consumer(mark, registrations.Replace("RAW", Raw, StringComparison.Ordinal));

    [Theory]
    [InlineData("Guarded", "services.AddChatClient(RAW); services.AddPromptShield();")]
    [InlineData("Guarded", "if (c) { services.AddChatClient(RAW); } services.AddPromptShield();")]
    [InlineData("Unguarded", "services.AddPromptShield(); services.AddChatClient(RAW);")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); if (c) services.AddPromptShield();")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); if (c) { services.AddPromptShield(); }")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); if (c) return; services.AddPromptShield();")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); void Later() { services.AddPromptShield(); }")]
    public Task AddPromptShield_guards_what_was_registered_before_it(string mark, string registrations) =>
        Consumer(mark, registrations.Replace("RAW", Raw, StringComparison.Ordinal));

    [Theory]
    [InlineData("Guarded", "services.AddChatClient(RAW); builder.Services.AddPromptShield();")]
    [InlineData("Guarded", "builder.Services.AddChatClient(RAW); builder.Services.AddLogging(); services.AddPromptShield();")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); new ServiceCollection().AddPromptShield();")]
    [InlineData("Unguarded", "services.AddChatClient(RAW); other.AddPromptShield();")]
    public Task AddPromptShield_guards_only_its_own_container(string mark, string registrations) => Consumer(
        mark,
        "var builder = new Microsoft.Extensions.Hosting.HostApplicationBuilder(); services = null!; Add(builder); }"
        + " static void Add(Microsoft.Extensions.Hosting.HostApplicationBuilder builder) { var services = builder.Services; var other = new ServiceCollection();"
        + registrations.Replace("RAW", Raw, StringComparison.Ordinal));

    [Theory]
    [InlineData("Guarded", "services.AddSingleton<IChatClient>(RAW); services.AddSingleton<IChatClient>(RAW.Shielded());")]
    [InlineData("Unguarded", "services.AddSingleton<IChatClient>(RAW.Shielded()); services.AddSingleton<IChatClient>(RAW);")]
    [InlineData("Guarded", "services.AddSingleton<IChatClient>(RAW.Shielded()); services.TryAddSingleton<IChatClient>(RAW);")]
    [InlineData("Unguarded", "if (c) services.AddSingleton<IChatClient>(RAW.Shielded()); else services.AddSingleton<IChatClient>(RAW);")]
    [InlineData("Unguarded", "services.AddSingleton<IChatClient>(RAW); if (c) services.AddSingleton<IChatClient>(RAW.Shielded());")]
    public Task The_last_registration_wins_when_it_certainly_runs(string mark, string registrations) =>
        Consumer(mark, registrations.Replace("RAW", Raw, StringComparison.Ordinal));

    [Theory]
    [InlineData("Guarded", "a")]
    [InlineData("Unguarded", "b")]
    [InlineData("Deferred", "nowhere")]
    public Task A_key_selects_its_registration(string mark, string key) => Consumer(
        mark,
        $"services.AddKeyedChatClient(\"a\", {Raw}).UsePromptShield(); services.AddKeyedSingleton<IChatClient>(\"b\", {Raw});",
        $"[FromKeyedServices(\"{key}\")] IChatClient chat");

    [Theory]
    [InlineData("Unguarded", "services.AddKeyedChatClient(\"a\", RAW); services.AddKeyedChatClient(\"b\", RAW).UsePromptShield();", "key")]
    [InlineData("Guarded", "services.AddKeyedChatClient(\"a\", RAW).UsePromptShield(); services.AddKeyedChatClient(\"b\", RAW).UsePromptShield();", "key")]
    [InlineData("Unguarded", "services.AddKeyedChatClient(\"a\", RAW); services.AddKeyedChatClient(other, RAW).UsePromptShield();", "\"a\"")]
    public Task A_registration_replaces_none_that_may_have_another_key(string mark, string registrations, string key) => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            Task M(IServiceProvider services, string key) => services.GetRequiredKeyedService<IChatClient>({{key}}).{|{{mark}}:GetResponseAsync|}("hello");
            void Configure(IServiceCollection services, string other) { {{registrations.Replace("RAW", Raw, StringComparison.Ordinal)}} }
        }
        """);

    [Fact]
    public Task A_lazy_client_that_is_registered_is_what_its_factory_makes() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Consumer(Lazy<IChatClient> chat) { internal Task M() => chat.Value.{|Guarded:GetResponseAsync|}("hello"); }
        internal static class Startup
        {
            static void Configure(IServiceCollection services) => services.AddSingleton(new Lazy<IChatClient>(() => {{Raw}}.Shielded()));
        }
        """);

    [Fact]
    public Task A_service_that_is_asked_for_is_judged_by_its_registration() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            async Task M(IServiceProvider services, string key)
            {
                await services.GetRequiredService<IChatClient>().{|Guarded:GetResponseAsync|}("hello");
                await services.GetRequiredKeyedService<IChatClient>("raw").{|Unguarded:GetResponseAsync|}("hello");
                await services.GetRequiredKeyedService<IChatClient>(key).{|Unguarded:GetResponseAsync|}("hello");
                services.GetRequiredService<ChatClient>().{|Deferred/handed-in:CompleteChat|}("hello");
            }
            void Configure(IServiceCollection services)
            {
                services.AddChatClient({{Raw}}).UsePromptShield();
                services.AddKeyedChatClient("raw", {{Raw}});
            }
        }
        """);

    [Fact]
    public Task Registrations_in_different_members_are_joined() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C(IChatClient chat)
        {
            Task M() => chat.{|Unguarded:GetResponseAsync|}("hello");
            static void One(IServiceCollection services) => services.AddChatClient({{Raw}}).UsePromptShield();
            static void Two(IServiceCollection services) => services.AddChatClient({{Raw}});
        }
        """);

    [Fact]
    public Task In_a_program_registration_and_handler_meet() => Guards.Program($$"""
        {{Guards.Usings}}
        var services = new ServiceCollection();
        services.AddChatClient({{Raw}}).UsePromptShield();
        services.AddSingleton<Consumer>();
        await services.BuildServiceProvider().GetRequiredService<Consumer>().M();
        var map = (Delegate handler) => { };
        class Consumer(IChatClient chat) { public Task M() => chat.{|Guarded:GetResponseAsync|}("hello"); }
        """);

    [Fact]
    public Task A_type_that_the_container_makes_from_ours_takes_its_dependencies_state() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Ours(ChatClient inner) : DelegatingChatClient(inner.AsIChatClient());
        internal class C(IChatClient chat)
        {
            Task M() => chat.{|Guarded:GetResponseAsync|}("hello");
            static void Configure(IServiceCollection services)
            {
                services.AddSingleton(new ChatClient("m", "k").Shielded());
                services.AddSingleton<IChatClient, Ours>();
            }
        }
        """);
}
