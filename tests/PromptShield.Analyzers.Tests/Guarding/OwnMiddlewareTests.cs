namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Code of the program between the shield and the model.</summary>
public sealed class OwnMiddlewareTests
{
    private const string Raw = """new ChatClient("m", "k").AsIChatClient()""";

    private const string Signing = "internal sealed class Signing(IChatClient inner) : DelegatingChatClient(inner);";

    [Fact]
    public Task Own_middleware_below_the_shield_is_inside_of_it() => Guards.Library($$"""
        {{Guards.Usings}}
        {{Signing}}
        internal class C
        {
            async Task M(IChatClient handedIn)
            {
                await new Signing({{Raw}}).Shielded().{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
                await Make().Shielded().{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
                PromptShieldChatClient typed = new(new Signing({{Raw}}));
                await typed.{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
                await new Signing({{Raw}}).AsBuilder().UsePromptShield().Build().{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().Use(inner => new Signing(inner)).Build().Shielded().{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().ConfigureOptions(o => o.Instructions = "x").Build().Shielded().{|Unguarded:GetResponseAsync|}("hello");
                await new ConfigureOptionsChatClient({{Raw}}, o => o.Instructions = "x").Shielded().{|Unguarded:GetResponseAsync|}("hello");

                await new Signing({{Raw}}.Shielded()).{|Guarded:GetResponseAsync|}("hello");
                await new Signing({{Raw}}.Shielded()).Shielded().{|Guarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().Use(inner => new Signing(inner)).UsePromptShield().Build().{|Guarded:GetResponseAsync|}("hello");
                await new FunctionInvokingChatClient({{Raw}}).Shielded().{|Guarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().UseFunctionInvocation().UseLogging().Build().Shielded().{|Guarded:GetResponseAsync|}("hello");
                await handedIn.Shielded().{|Guarded:GetResponseAsync|}("hello");
            }
            static IChatClient Make() => new Signing({{Raw}});
        }
        """);

    [Fact]
    public Task Middleware_outside_of_the_shield_must_wrap_what_is_inside() => Guards.Library($$"""
        {{Guards.Usings}}
        {{Signing}}
        internal class C
        {
            async Task M(bool c)
            {
                await {{Raw}}.AsBuilder().Use(inner => {{Raw}}).UsePromptShield().Build().{|Unguarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().Use(inner => c ? inner : {{Raw}}).UsePromptShield().Build().{|Unguarded:GetResponseAsync|}("hello");
                await {{Raw}}.Shielded().AsBuilder().Use(inner => {{Raw}}).Build().{|Unguarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().Use(Around).UsePromptShield().Build().{|Unguarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().Use(Wrap).UsePromptShield().Build().{|Guarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().Use((inner, services) => { return new Signing(inner); }).UsePromptShield().Build().{|Guarded:GetResponseAsync|}("hello");
                await {{Raw}}.AsBuilder().Use(inner => inner.AsBuilder().UseLogging().Build()).UsePromptShield().Build().{|Guarded:GetResponseAsync|}("hello");
            }
            static IChatClient Wrap(IChatClient inner) => new Signing(inner);
            static IChatClient Around(IChatClient inner) => new Signing({{Raw}});
        }
        """);

    [Fact]
    public Task What_a_class_hands_to_its_base_decides() => Guards.Library($$"""
        {{Guards.Usings}}
        internal sealed class Plain() : DelegatingChatClient({{Raw}});
        internal sealed class Careful() : DelegatingChatClient({{Raw}}.Shielded());
        internal sealed class Ignoring(IChatClient inner) : DelegatingChatClient({{Raw}});
        internal class Passing : DelegatingChatClient
        {
            public Passing(IChatClient inner) : base(inner) { }
            public Passing() : this({{Raw}}.Shielded()) { }
            public Passing(string key) : this(new ChatClient("m", key).AsIChatClient()) { }
        }
        internal sealed class Implicit : Passing { }
        internal sealed class Named() : Passing("k");
        internal sealed class Twice(IChatClient inner) : Passing(inner);
        internal class C
        {
            async Task M()
            {
                await new Plain().{|Unguarded/client-not-shielded:GetResponseAsync|}("hello");
                await new Careful().{|Guarded:GetResponseAsync|}("hello");
                await new Ignoring({{Raw}}.Shielded()).{|Unguarded:GetResponseAsync|}("hello");
                await new Passing().{|Guarded:GetResponseAsync|}("hello");
                await new Passing("k").{|Unguarded:GetResponseAsync|}("hello");
                await new Implicit().{|Guarded:GetResponseAsync|}("hello");
                await new Named().{|Unguarded:GetResponseAsync|}("hello");
                await new Twice({{Raw}}).{|Unguarded:GetResponseAsync|}("hello");
                await new Twice({{Raw}}.Shielded()).{|Guarded:GetResponseAsync|}("hello");
            }
        }
        """);

    [Theory]
    [InlineData("Unguarded/client-not-shielded", "Plain", "")]
    [InlineData("Guarded", "Careful", "")]
    [InlineData("Unguarded/middleware-inside-shield", "Plain", ".AddPromptShield()")]
    public Task What_a_registered_class_hands_to_its_base_decides(string state, string type, string chained) => Guards.Program($$"""
        {{Guards.Usings}}
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient, {{type}}>(){{chained}};
        await services.BuildServiceProvider().GetRequiredService<IChatClient>().{|{{state}}:GetResponseAsync|}("hello");
        internal sealed class Plain() : DelegatingChatClient({{Raw}});
        internal sealed class Careful() : DelegatingChatClient({{Raw}}.Shielded());
        """);

    [Fact]
    public Task A_registered_client_with_own_middleware_is_not_guarded_by_the_container() => Guards.Library($$"""
        {{Guards.Usings}}
        {{Signing}}
        internal class C(IChatClient chat)
        {
            Task M() => chat.{|Unguarded/middleware-inside-shield:GetResponseAsync|}("hello");
            static void Configure(IServiceCollection services)
            {
                services.AddSingleton<IChatClient>(new Signing({{Raw}}));
                services.AddPromptShield();
            }
        }
        """);

    [Fact]
    public Task The_shield_must_be_the_last_handler_before_the_frameworks_own() => Guards.Library("""
        using System.Net.Http.Json;
        using Anthropic;
        using Anthropic.Models.Messages;
        using PromptShield;
        internal sealed class Adding : DelegatingHandler
        {
            public Adding() { }
            public Adding(HttpMessageHandler inner) : base(inner) { }
        }
        internal class C
        {
            const string Url = "https://api.openai.com/v1/chat/completions";
            async Task M(MessageCreateParams request, DelegatingHandler other, DelegatingHandler[] more)
            {
                await new AnthropicClient { Handlers = [new PromptShieldHandler(), new Adding()] }.Messages.{|Unguarded/middleware-inside-shield:Create|}(request);
                await new AnthropicClient { Handlers = [new PromptShieldHandler(), other] }.Messages.{|Unguarded:Create|}(request);
                await new AnthropicClient { Handlers = [new PromptShieldHandler(), .. more] }.Messages.{|Unguarded:Create|}(request);
                await new AnthropicClient { Handlers = [new Adding(), new PromptShieldHandler()] }.Messages.{|Guarded:Create|}(request);
                await new HttpClient(new PromptShieldHandler(new Adding())).{|Unguarded:PostAsJsonAsync|}(Url, "hello");
                await new HttpClient(new PromptShieldHandler { InnerHandler = new Adding() }).{|Unguarded:PostAsJsonAsync|}(Url, "hello");
                var late = new PromptShieldHandler();
                late.InnerHandler = new Adding();
                await new HttpClient(late).{|Unguarded:PostAsJsonAsync|}(Url, "hello");
                await new HttpClient(new PromptShieldHandler(new SocketsHttpHandler())).{|Guarded:PostAsJsonAsync|}(Url, "hello");
                await new HttpClient(new PromptShieldHandler { InnerHandler = new HttpClientHandler() }).{|Guarded:PostAsJsonAsync|}(Url, "hello");
                await new HttpClient(new Adding(new PromptShieldHandler(new SocketsHttpHandler()))).{|Guarded:PostAsJsonAsync|}(Url, "hello");
            }
        }
        """);
}
