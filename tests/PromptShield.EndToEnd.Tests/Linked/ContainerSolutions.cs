using static PromptShield.Linked.LinkedSolution;

namespace PromptShield.Linked;

/// <summary>Services that a library asks for and the program registers.</summary>
internal static class ContainerSolutions
{
    private const string Assistant = """
        namespace Acme;

        public sealed class Assistant(IChatClient client)
        {
            public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Keyed = """
        namespace Acme;

        public sealed class Assistant([FromKeyedServices("answers")] IChatClient client)
        {
            public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Lookup = """
        namespace Acme;

        public static class Assistant
        {
            public static Task AskAsync(IServiceProvider services) => services.GetRequiredService<IChatClient>()./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Resolve = "await services.BuildServiceProvider().GetRequiredService<Assistant>().AskAsync();";

    public static readonly LinkedSolution[] All =
    [
        new("the program registers a shielded client", Guarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw()).UsePromptShield();
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("the program registers a raw client", Unguarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw());
            services.AddSingleton<Assistant>();
            {Resolve}
            """, Reason: "registered-without-shield"),
        new("the program shields all that it registered", Guarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw());
            services.AddSingleton<Assistant>();
            services.AddPromptShield();
            {Resolve}
            """),
        new("a raw registration is replaced by a shielded one", Guarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw());
            services.AddSingleton<IChatClient>(Target.Raw().Shielded());
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("a condition decides whether a raw registration is the last", Unguarded, Assistant, $$"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw().Shielded());
            if (Target.Yes)
            {
                services.AddSingleton<IChatClient>(Target.Raw());
            }

            services.AddSingleton<Assistant>();
            {{Resolve}}
            """),
        new("both branches of a condition register a shielded client", Guarded, Assistant, $$"""
            ServiceCollection services = new();
            if (Target.Yes)
            {
                services.AddSingleton<IChatClient>(Target.Raw().Shielded());
            }
            else
            {
                services.AddChatClient(Target.Raw()).UsePromptShield();
            }

            services.AddSingleton<Assistant>();
            {{Resolve}}
            """),
        new("a factory of the container makes the object with a raw client beside a shielded service", Unguarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw().Shielded());
            services.AddSingleton(_ => new Assistant(Target.Raw()));
            {Resolve}
            """),
        new("the container makes the object with a raw service beside a shielded one by hand", Unguarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw());
            services.AddSingleton<Assistant>();
            await new Assistant(Target.Raw().Shielded()).AskAsync();
            {Resolve}
            """),
        new("the key of the service is registered with the shield", Guarded, Keyed, $"""
            ServiceCollection services = new();
            services.AddKeyedSingleton<IChatClient>("answers", Target.Raw().Shielded());
            services.AddSingleton<IChatClient>(Target.Raw());
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("the key of the service is registered raw, another one and none with the shield", Unguarded, Keyed, $"""
            ServiceCollection services = new();
            services.AddKeyedSingleton<IChatClient>("answers", Target.Raw());
            services.AddKeyedSingleton<IChatClient>("questions", Target.Raw().Shielded());
            services.AddSingleton<IChatClient>(Target.Raw().Shielded());
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("only another key is registered", Deferred, Keyed, """
            ServiceCollection services = new();
            services.AddKeyedSingleton<IChatClient>("questions", Target.Raw().Shielded());
            services.AddSingleton<Assistant>();
            """, Reason: "deferred-undischarged", IsIdle: true),
        new("a key that is not constant may be any", Unguarded, Keyed, $"""
            ServiceCollection services = new();
            services.AddKeyedSingleton<IChatClient>("answers", Target.Raw().Shielded());
            services.AddKeyedSingleton<IChatClient>(string.Concat("ans", "wers"), Target.Raw());
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("middleware of the program stands around the shield", Guarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(_ => new Signing(Target.Raw().Shielded()));
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("middleware of the program stands inside the shield", Unguarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(_ => new Signing(Target.Raw()).Shielded());
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("a decorator takes the client from a key that is shielded", Guarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddKeyedSingleton<IChatClient>("inner", Target.Raw().Shielded());
            services.AddSingleton<IChatClient>(provider => new Signing(provider.GetRequiredKeyedService<IChatClient>("inner")));
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("a decorator takes the client from a key that is raw", Unguarded, Assistant, $"""
            ServiceCollection services = new();
            services.AddKeyedSingleton<IChatClient>("inner", Target.Raw());
            services.AddSingleton<IChatClient>(provider => new Signing(provider.GetRequiredKeyedService<IChatClient>("inner")));
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("a library looks up a service that is shielded", Guarded, Lookup, """
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw().Shielded());
            await Acme.Assistant.AskAsync(services.BuildServiceProvider());
            """),
        new("a library looks up a service that is raw", Unguarded, Lookup, """
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw());
            await Acme.Assistant.AskAsync(services.BuildServiceProvider());
            """),
        new("a library looks up a service that nothing registers", Deferred, Lookup, "", Reason: "deferred-undischarged", IsIdle: true),
        new("a typed HTTP client has the handler", Guarded,
            "namespace Acme; public sealed class Api(HttpClient http) { public Task AskAsync() => http./*call*/PostAsJsonAsync(\"https://api.openai.com/v1/chat/completions\", new { model = \"m\", messages = new[] { new { role = \"user\", content = Target.Prompt } } }); }",
            """
            ServiceCollection services = new();
            services.AddHttpClient<Api>().AddPromptShield().ConfigurePrimaryHttpMessageHandler(_ => new SocketsHttpHandler { Proxy = new System.Net.WebProxy(Target.Endpoint), UseProxy = false });
            """, IsIdle: true),
        new("a typed HTTP client has no handler", Unguarded,
            "namespace Acme; public sealed class Api(HttpClient http) { public Task AskAsync() => http./*call*/PostAsJsonAsync(\"https://api.openai.com/v1/chat/completions\", new { model = \"m\" }); }",
            "ServiceCollection services = new(); services.AddHttpClient<Api>();", Reason: "http-client-not-shielded", IsIdle: true),
        new("a named HTTP client has the handler", Guarded,
            "namespace Acme; public sealed class Api(IHttpClientFactory factory) { public Task AskAsync() => factory.CreateClient(\"models\")./*call*/PostAsJsonAsync(\"https://api.openai.com/v1/chat/completions\", new { model = \"m\" }); }",
            "ServiceCollection services = new(); services.AddHttpClient(\"models\").AddPromptShield(); services.AddHttpClient(\"pages\");", IsIdle: true),
        new("a named HTTP client has no handler", Unguarded,
            "namespace Acme; public sealed class Api(IHttpClientFactory factory) { public Task AskAsync() => factory.CreateClient(\"models\")./*call*/PostAsJsonAsync(\"https://api.openai.com/v1/chat/completions\", new { model = \"m\" }); }",
            "ServiceCollection services = new(); services.AddHttpClient(\"models\"); services.AddHttpClient(\"pages\").AddPromptShield();", IsIdle: true),
        new("a kernel that the program shields", Guarded,
            "namespace Acme; public sealed class Assistant(Kernel kernel) { public Task AskAsync() => kernel./*call*/InvokePromptAsync(Target.Prompt); }",
            $"""
            ServiceCollection services = new();
            services.AddOpenAIChatCompletion("m", Target.OpenAIEndpoint, "k");
            services.AddPromptShield();
            services.AddKernel();
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
        new("a kernel that the program does not shield", Unguarded,
            "namespace Acme; public sealed class Assistant(Kernel kernel) { public Task AskAsync() => kernel./*call*/InvokePromptAsync(Target.Prompt); }",
            $"""
            ServiceCollection services = new();
            services.AddOpenAIChatCompletion("m", Target.OpenAIEndpoint, "k");
            services.AddKernel();
            services.AddSingleton<Assistant>();
            {Resolve}
            """),
    ];
}
