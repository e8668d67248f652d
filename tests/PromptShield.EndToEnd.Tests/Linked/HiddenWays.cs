using static PromptShield.Linked.LinkedSolution;

namespace PromptShield.Linked;

/// <summary>Ways by which a raw client gets into a library that looks shielded, each beside the nearest way that does no harm.</summary>
internal static class HiddenWays
{
    private const string Assistant = """
        namespace Acme;

        public sealed class Assistant(IChatClient client)
        {
            public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Shields = """
        namespace Acme;

        public sealed class Assistant(IChatClient client)
        {
            private readonly IChatClient _client = client.Shielded();

            public Task AskAsync() => _client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Held = """
        namespace Acme;

        public static class Held
        {
            public static IChatClient Client { get; set; } = Target.Raw().Shielded();

            public static Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Open = """
        namespace Acme;

        public class Open
        {
            protected IChatClient Field = Target.Raw().Shielded();

            protected virtual IChatClient Make() => Field;

            public Task AskAsync() => Make()./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Default = """
        namespace Acme;

        public interface IClients { IChatClient Client { get; } }

        public sealed class ShieldedClients : IClients { public IChatClient Client { get; } = Target.Raw().Shielded(); }

        public sealed class Assistant(IClients clients)
        {
            public Task AskAsync() => clients.Client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Friend = """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Host")]
        namespace Acme;

        internal sealed class Secret(IChatClient client)
        {
            public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt);
        }

        public static class Opened
        {
            public static Task AskAsync() => new Secret(Target.Raw().Shielded()).AskAsync();
        }
        """;

    private const string Callback = """
        namespace Acme;

        public static class Assistant
        {
            public static Func<IChatClient, Task> Ask { get; } = client => client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Settings = """
        namespace Acme;

        public sealed class Settings
        {
            public IChatClient? Client { get; set; }
        }

        public static class Setup
        {
            public static Assistant Make(Action<Settings> configure)
            {
                var settings = new Settings();
                configure(settings);
                return new Assistant(settings);
            }
        }

        public sealed class Assistant(Settings settings)
        {
            public Task AskAsync() => settings.Client!./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Configured = """
        namespace Acme;

        public sealed class Settings
        {
            public IChatClient? Client { get; set; }
        }

        public sealed class Assistant(Microsoft.Extensions.Options.IOptions<Settings> options)
        {
            private readonly Settings _settings = options.Value;

            public Task AskAsync() => _settings.Client!./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Twice = "await new Assistant(Target.Raw().Shielded()).AskAsync();";

    public static readonly LinkedSolution[] All =
    [
        new("a static property keeps the library's shielded client", Guarded, Held, "await Held.AskAsync();"),
        new("a static property is replaced by the program", Unguarded, Held, "Held.Client = Target.Raw(); await Held.AskAsync();"),
        new("a base class is used as it is", Guarded, Open, "await new Open().AskAsync();"),
        new("a base class's method is overridden", Unguarded, Open, "await new Mine().AskAsync();", "public sealed class Mine : Open { protected override IChatClient Make() => Target.Raw(); }"),
        new("a base class's field is written", Unguarded, Open, "await new Mine().AskAsync();", "public sealed class Mine : Open { public Mine() { Field = Target.Raw(); } }"),
        new("a base class's field is written through a reference", NotAnalyzed, Open, "await new Mine().AskAsync();",
            "public sealed class Mine : Open { public Mine() { Fill(out Field); } private static void Fill(out IChatClient client) => client = Target.Raw(); }"),
        new("a contract has only the library's implementation", Guarded, Default, "await new Assistant(new Acme.ShieldedClients()).AskAsync();"),
        new("a contract has an implementation in the program too", Unguarded, Default, "await new Assistant(new Mine()).AskAsync();",
            "public sealed class Mine : IClients { public IChatClient Client => Target.Raw(); }"),
        new("a friend leaves an internal class alone", Guarded, Friend, "await Opened.AskAsync();"),
        new("a friend makes an object of an internal class", Unguarded, Friend, "await Opened.AskAsync(); await new Secret(Target.Raw()).AskAsync();"),
        new("a function of the library is called by the program", Deferred, Callback, "await Acme.Assistant.Ask(Target.Raw());", Reason: "deferred-undischarged"),
        new("a function of the library is called by the program that registers a shielded client", Deferred, Callback,
            "ServiceCollection services = new(); services.AddSingleton<IChatClient>(Target.Raw().Shielded()); await Acme.Assistant.Ask(Target.Raw());"),
        new("settings are filled in with a shielded client", Guarded, Settings, "await Setup.Make(settings => settings.Client = Target.Raw().Shielded()).AskAsync();"),
        new("settings are filled in with a raw client", Unguarded, Settings, "await Setup.Make(settings => settings.Client = Target.Raw()).AskAsync();"),
        new("options of the container are configured with a shielded client", Guarded, Configured, """
            ServiceCollection services = new();
            services.Configure<Settings>(settings => settings.Client = Target.Raw().Shielded());
            services.AddSingleton<Assistant>();
            await services.BuildServiceProvider().GetRequiredService<Assistant>().AskAsync();
            """),
        new("options of the container are configured with a raw client", Unguarded, Configured, """
            ServiceCollection services = new();
            services.Configure<Settings>(settings => settings.Client = Target.Raw());
            services.AddSingleton<Assistant>();
            await services.BuildServiceProvider().GetRequiredService<Assistant>().AskAsync();
            """),
        new("a dynamic call passes a raw client", NotAnalyzed,
            "namespace Acme; public sealed class Assistant { public Task AskAsync(IChatClient client) => client./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant().AskAsync(Target.Raw().Shielded()); dynamic assistant = new Assistant(); await assistant.AskAsync(Target.Raw());"),
        new("a dynamic creation passes a raw client", NotAnalyzed, Assistant, $"{Twice} dynamic client = Target.Raw(); await new Assistant(client).AskAsync();"),
        new("a dynamic property is set to a raw client", NotAnalyzed, Held, "await Held.AskAsync(); dynamic box = new Box(); box.Client = Target.Raw(); await Held.AskAsync();",
            "public sealed class Box { public IChatClient Client { get => Held.Client; set => Held.Client = value; } }", IsCautious: false),
        new("the container's factory passes a raw client", Unguarded, Assistant,
            $"{Twice} await ActivatorUtilities.CreateInstance<Assistant>(new ServiceCollection().BuildServiceProvider(), Target.Raw()).AskAsync();"),
        new("the container's factory passes a raw client to a type that it is given", Unguarded, Assistant,
            $"{Twice} await ((Assistant)ActivatorUtilities.CreateInstance(new ServiceCollection().BuildServiceProvider(), typeof(Assistant), Target.Raw())).AskAsync();"),
        new("the container's factory passes a shielded client", Guarded, Assistant,
            "await ActivatorUtilities.CreateInstance<Assistant>(new ServiceCollection().BuildServiceProvider(), Target.Raw().Shielded()).AskAsync();"),
        new("reflection passes a raw client", Unguarded, Assistant, $"{Twice} await ((Assistant)Activator.CreateInstance(typeof(Assistant), Target.Raw())!).AskAsync();"),
        new("a library shields what it gets", Guarded, Shields, "await new Assistant(Target.Raw()).AskAsync();"),
        new("a library shields middleware that adds content inside", Unguarded, Shields, "await new Assistant(new Signing(Target.Raw())).AskAsync();", Reason: "middleware-inside-shield"),
        new("a library shields middleware around a shield", Guarded, Shields, "await new Assistant(new Signing(Target.Raw().Shielded())).AskAsync();"),
        new("named arguments stand in another order", Unguarded,
            "namespace Acme; public sealed class Assistant(IChatClient first, IChatClient second) { public Task AskAsync() => first./*call*/GetResponseAsync(Target.Prompt); public Task OtherAsync() => second.GetResponseAsync(\"none\"); }",
            "await new Assistant(second: Target.Raw().Shielded(), first: Target.Raw()).AskAsync();"),
        new("the other argument is raw", Guarded,
            "namespace Acme; public sealed class Assistant(IChatClient first, int second) { public Task AskAsync() => first./*call*/GetResponseAsync(Target.Prompt); public int Second => second; }",
            "await new Assistant(second: 1, first: Target.Raw().Shielded()).AskAsync();"),
        new("a generic class gets a raw client", Unguarded,
            "namespace Acme; public sealed class Assistant<T>(T client) where T : IChatClient { public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant<IChatClient>(Target.Raw()).AskAsync();"),
        new("a generic class gets a shielded client", Guarded,
            "namespace Acme; public sealed class Assistant<T>(T client) where T : IChatClient { public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant<IChatClient>(Target.Raw().Shielded()).AskAsync();"),
        new("a record gets a shielded client and a copy of it a raw one", Unguarded,
            "namespace Acme; public sealed record Assistant(IChatClient Client) { public Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt); }",
            "var one = new Assistant(Target.Raw().Shielded()); await (one with { Client = Target.Raw() }).AskAsync();"),
        new("a public field of the library is raw", Unguarded,
            "namespace Acme; public sealed class Clients { public readonly IChatClient Client = Target.Raw(); }",
            "await new Clients().Client./*call*/GetResponseAsync(Target.Prompt);"),
        new("a public field of the library is shielded", Guarded,
            "namespace Acme; public sealed class Clients { public readonly IChatClient Client = Target.Raw().Shielded(); }",
            "await new Clients().Client./*call*/GetResponseAsync(Target.Prompt);"),
        new("one of several clients is raw", NotAnalyzed,
            "namespace Acme; public sealed class Assistant(IEnumerable<IChatClient> clients) { public Task AskAsync() => clients.First()./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant([Target.Raw(), Target.Raw().Shielded()]).AskAsync();"),
        new("a lazy client is raw", Unguarded,
            "namespace Acme; public sealed class Assistant(Lazy<IChatClient> client) { public Task AskAsync() => client.Value./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant(new Lazy<IChatClient>(() => Target.Raw())).AskAsync();"),
        new("a task of a client is shielded", Guarded,
            "namespace Acme; public sealed class Assistant(Task<IChatClient> client) { public async Task AskAsync() => await (await client)./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant(Task.FromResult(Target.Raw().Shielded())).AskAsync();"),
        new("a service of the kernel that is not decorated", Unguarded,
            "namespace Acme; public sealed class Assistant(Kernel kernel) { public Task AskAsync() => kernel./*call*/InvokePromptAsync(Target.Prompt); }",
            """
            var shielded = Kernel.CreateBuilder();
            shielded.AddOpenAIChatCompletion("m", Target.OpenAIEndpoint, "k");
            shielded.AddPromptShield();
            await new Assistant(shielded.Build()).AskAsync();
            var raw = Kernel.CreateBuilder();
            raw.AddOpenAIChatCompletion("m", Target.OpenAIEndpoint, "k");
            await new Assistant(raw.Build()).AskAsync();
            """),
        new("an agent is run with options that bring a raw client", Deferred,
            "namespace Acme; public static class Assistant { public static Task AskAsync(AIAgent agent, AgentRunOptions options) => agent./*call*/RunAsync(Target.Prompt, options: options); }",
            "await Acme.Assistant.AskAsync(Target.Raw().Shielded().AsAIAgent(), new ChatClientAgentRunOptions { ChatClientFactory = _ => Target.Raw() });"),
    ];
}
