using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>Programs in which the shield is there and the call still goes around it.</summary>
internal static class EscapePrograms
{
    private const string Adding = """
        public sealed class Adding : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, System.Threading.CancellationToken cancellationToken)
            {
                request.Headers.Add("x-asked-by", "jane.roe@example.org");
                return base.SendAsync(request, cancellationToken);
            }
        }
        """;

    private const string Url = "\"http://api.openai.com/v1/chat/completions\"";

    private const string Body = """new { model = "m", messages = new[] { new { role = "user", content = Target.Prompt } } }""";

    public static readonly GuardProgram[] All =
    [
        new("array replaced by index", null, """
            IChatClient[] clients = [Target.Raw().Shielded()];
            clients[0] = Target.Raw();
            await clients[0]./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("tuple element", null, """
            (IChatClient Safe, IChatClient Other) clients = (Target.Raw().Shielded(), Target.Raw().Shielded());
            clients.Safe = Target.Raw();
            await clients.Safe./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("field of a struct that is copied", null, """
            Holder holder = new() { Client = Target.Raw().Shielded() };
            holder.Client = Target.Raw();
            await holder.Client./*call*/GetResponseAsync(Target.Prompt);
            """, "public struct Holder { public IChatClient Client; }"),
        new("two objects of one class", null, """
            Holder safe = new(Target.Raw().Shielded());
            Holder raw = new(Target.Raw());
            await raw.Client./*call*/GetResponseAsync(Target.Prompt);
            """, "public sealed class Holder(IChatClient client) { public IChatClient Client { get; } = client; }"),
        new("coalescing assignment", null, """
            IChatClient? client = Target.Yes ? null : Target.Raw().Shielded();
            client ??= Target.Raw();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("static field set by another type", null, """
            Holder.Client = Target.Raw();
            await Holder.Client./*call*/GetResponseAsync(Target.Prompt);
            """, "public static class Holder { public static IChatClient Client = Target.Raw().Shielded(); }"),
        new("generic helper that returns its argument", null, """
            IChatClient client = Same(Target.Raw());
            await client./*call*/GetResponseAsync(Target.Prompt);
            static T Same<T>(T value) => value;
            """),
        new("helper that returns one of two parameters", null, """
            IChatClient client = Second(Target.Raw().Shielded(), Target.Raw());
            await client./*call*/GetResponseAsync(Target.Prompt);
            static IChatClient Second(IChatClient first, IChatClient second) => second;
            """),
        new("helper that shields one of two parameters", null, """
            IChatClient client = Choose(Target.Raw(), Target.Raw());
            await client./*call*/GetResponseAsync(Target.Prompt);
            static IChatClient Choose(IChatClient first, IChatClient second) => Target.Yes ? second : first.Shielded();
            """),
        new("awaited helper", null, """
            IChatClient client = await MakeAsync();
            await client./*call*/GetResponseAsync(Target.Prompt);
            static async Task<IChatClient> MakeAsync() { await Task.Yield(); return Target.Yes ? Target.Raw() : Target.Raw().Shielded(); }
            """),
        new("iterator", null, """
            foreach (IChatClient client in All()) { await client./*call*/GetResponseAsync(Target.Prompt); }
            static IEnumerable<IChatClient> All() { yield return Target.Raw().Shielded(); yield return Target.Raw(); }
            """),
        new("dictionary", null, """
            Dictionary<string, IChatClient> clients = new() { ["a"] = Target.Raw().Shielded() };
            clients["a"] = Target.Raw();
            await clients["a"]./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("inner client of own wrapper", null, """
            IChatClient client = new Bypass(Target.Raw().Shielded(), Target.Raw());
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public sealed class Bypass : DelegatingChatClient
            {
                private readonly IChatClient _raw;
                public Bypass(IChatClient shown, IChatClient raw) : base(shown) => _raw = raw;
                public override Task<ChatResponse> GetResponseAsync(
                    IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, System.Threading.CancellationToken cancellationToken = default) =>
                    _raw.GetResponseAsync(messages, options, cancellationToken);
            }
            """),
        new("wrapper outside the shield in a builder that goes around it", null, """
            IChatClient client = Target.Raw().AsBuilder().Use(inner => new Bypass(inner)).UsePromptShield().Build();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public sealed class Bypass(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(
                    IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, System.Threading.CancellationToken cancellationToken = default) =>
                    inner.GetService<ChatClient>()!.AsIChatClient().GetResponseAsync(messages, options, cancellationToken);
            }
            """, ReportedElsewhere: "guard-bypass"),
        new("options policy nearer to the wire", null, """
            OpenAIClientOptions options = new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield();
            options.AddPolicy(new Marking(), System.ClientModel.Primitives.PipelinePosition.BeforeTransport);
            ChatClient client = new("m", Target.Key, options);
            client./*call*/CompleteChat("hello");
            """, """
            public sealed class Marking : System.ClientModel.Primitives.PipelinePolicy
            {
                public override void Process(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index)
                {
                    message.Request.Headers.Add("x-asked-by", "jane.roe@example.org");
                    ProcessNext(message, pipeline, index);
                }
                public override ValueTask ProcessAsync(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index) =>
                    ProcessNextAsync(message, pipeline, index);
            }
            """),
        new("another handler on a named HttpClient, nearer to the wire", null, $$"""
            ServiceCollection services = new();
            services.AddHttpClient("models").AddPromptShield().AddHttpMessageHandler(() => new Adding());
            HttpClient client = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("models");
            await client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            """, Adding),
        new("typed HttpClient with the handler", Guarded, $$"""
            ServiceCollection services = new();
            services.AddHttpClient<Translator>().AddPromptShield();
            await services.BuildServiceProvider().GetRequiredService<Translator>().AskAsync();
            """, $$"""
            public sealed class Translator(HttpClient client)
            {
                public Task AskAsync() => client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            }
            """),
        new("typed HttpClient without the handler", Unguarded, $$"""
            ServiceCollection services = new();
            services.AddHttpClient<Translator>();
            await services.BuildServiceProvider().GetRequiredService<Translator>().AskAsync();
            """, $$"""
            public sealed class Translator(HttpClient client)
            {
                public Task AskAsync() => client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            }
            """),
        new("Anthropic, own HttpClient beside the handlers", null, """
            AnthropicClient client = new() { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler()], HttpClient = new HttpClient() };
            await client.Messages./*call*/Create(new MessageCreateParams { Model = "m", MaxTokens = 9, Messages = [new UserMessageParam { Content = Target.Prompt }] });
            """),
        new("own pipeline transport beside shielded options", null, """
            OpenAIClientOptions options = new OpenAIClientOptions
            {
                Endpoint = Target.OpenAIEndpoint,
                Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(new HttpClient()),
            }.WithPromptShield();
            ChatClient client = new("m", Target.Key, options);
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("kernel that is given another service after it was built", null, """
            IKernelBuilder builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }));
            builder.AddPromptShield();
            builder.Services.AddSingleton<IChatCompletionService>(new OpenAIChatCompletionService("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint })));
            Kernel kernel = builder.Build();
            await kernel./*call*/InvokePromptAsync(Target.Prompt);
            """),
        new("kernel with keyed services, the raw one is asked for", null, """
            IKernelBuilder builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }), serviceId: "safe");
            builder.AddPromptShield();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }), serviceId: "raw");
            Kernel kernel = builder.Build();
            await kernel.GetRequiredService<IChatCompletionService>("raw")./*call*/GetChatMessageContentsAsync(new ChatHistory(Target.Prompt));
            """),
        new("shield that a delegate takes away", null, """
            Func<IChatClient, IChatClient> wrap = client => client.Shielded();
            wrap = client => client;
            await wrap(Target.Raw())./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("builder handed to a method that adds more", null, """
            ChatClientBuilder builder = Target.Raw().AsBuilder().UsePromptShield();
            AddMore(builder);
            await builder.Build()./*call*/GetResponseAsync("hello");
            static void AddMore(ChatClientBuilder more) => more.Use(inner => new Signing(inner));
            """),
        new("collection handed to a method that adds more", null, """
            ServiceCollection services = new();
            AddClients(services);
            IChatClient client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client./*call*/GetResponseAsync(Target.Prompt);
            static void AddClients(IServiceCollection services)
            {
                services.AddChatClient(Target.Raw()).UsePromptShield();
                AddMore(services);
            }
            static void AddMore(IServiceCollection services) => services.AddChatClient(Target.Raw());
            """),
        new("registration order across methods", null, """
            ServiceCollection services = new();
            Second(services);
            First(services);
            IChatClient client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client./*call*/GetResponseAsync(Target.Prompt);
            static void First(IServiceCollection services) => services.AddChatClient(Target.Raw());
            static void Second(IServiceCollection services) => services.AddChatClient(Target.Raw()).UsePromptShield();
            """),
        new("shield in an unreachable registration", null, """
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            IChatClient client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public static class NeverCalled
            {
                public static void Add(IServiceCollection services) => services.AddChatClient(Target.Raw()).UsePromptShield();
            }
            """),
        new("resolved before the shield was added", null, """
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            IChatClient client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            services.AddPromptShield();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("primary constructor parameter that is reassigned", null, """
            await new Desk(Target.Raw().Shielded()).AskAsync();
            """, """
            public sealed class Desk(IChatClient client)
            {
                public Task AskAsync() { client = Target.Raw(); return Later(); }
                private Task Later() => client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("property setter that stores something else", null, """
            Desk desk = new();
            desk.Client = Target.Raw().Shielded();
            await desk.Client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public sealed class Desk
            {
                public IChatClient Client { get => Target.Raw(); set { } }
            }
            """),
        new("field changed between two awaits by a callback", null, "await new Desk().AskAsync();", """
            public sealed class Desk
            {
                private IChatClient _client = Target.Raw().Shielded();
                private readonly List<Action<Desk>> _callbacks = [desk => desk._client = Target.Raw()];
                public async Task AskAsync()
                {
                    foreach (Action<Desk> callback in _callbacks) { callback(this); }
                    await _client./*call*/GetResponseAsync(Target.Prompt);
                }
            }
            """),
        new("field changed by interlocked exchange", null, "await new Desk().AskAsync();", """
            public sealed class Desk
            {
                private IChatClient _client = Target.Raw().Shielded();
                public Task AskAsync()
                {
                    System.Threading.Interlocked.Exchange(ref _client, Target.Raw());
                    return _client./*call*/GetResponseAsync(Target.Prompt);
                }
            }
            """),
        new("goto over the shield", null, """
            IChatClient client = Target.Raw();
            if (Target.Yes) { goto ask; }
            client = client.Shielded();
            ask:
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("using declaration over a raw client", Unguarded, """
            using IChatClient client = Target.Raw();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("dynamic", null, """
            dynamic client = Target.Raw().Shielded();
            client = Target.Raw();
            IChatClient typed = client;
            await typed./*call*/GetResponseAsync(Target.Prompt);
            """),
    ];
}
