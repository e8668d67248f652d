using static PromptShield.Linked.LinkedSolution;

namespace PromptShield.Linked;

/// <summary>Registrations that a library makes when the program calls for them.</summary>
internal static class ComposedSolutions
{
    private const string Setup = """
        namespace Acme;

        public static class Setup
        {
            public static IServiceCollection AddShielded(this IServiceCollection services)
            {
                services.AddChatClient(Target.Raw()).UsePromptShield();
                return services;
            }

            public static IServiceCollection AddRaw(this IServiceCollection services) => Register(services);

            private static IServiceCollection Register(IServiceCollection services) => services.AddSingleton<IChatClient>(Target.Raw());
        }
        """;

    private const string Blocks = """
        namespace Acme;

        public static class Setup
        {
            extension(IServiceCollection services)
            {
                public IServiceCollection AddShielded() => services.AddSingleton<IChatClient>(Target.Raw().Shielded());

                public IServiceCollection AddRaw() => services.AddSingleton<IChatClient>(Target.Raw());
            }
        }
        """;

    private const string Module = """
        namespace Acme;

        public interface IModule
        {
            void Register(IServiceCollection services);
        }

        public sealed class AiModule : IModule
        {
            public void Register(IServiceCollection services) => services.AddSingleton<IChatClient>(Target.Raw());
        }
        """;

    private const string Clients = """
        namespace Acme;

        public interface IClients { IChatClient Give(); IChatClient Kept { get; } }

        public sealed class Clients : IClients
        {
            public IChatClient Kept { get; } = Target.Raw().Shielded();

            public IChatClient Give() => Target.Raw().Shielded();
        }

        public static class Setup
        {
            public static void AddClients(this IServiceCollection services) => services.AddSingleton<IClients, Clients>();
        }
        """;

    private const string Provide = "ServiceCollection services = new(); services.AddClients();";

    private const string Desk = "public sealed class Desk(IClients clients) { public Task AskAsync() => clients.Give()./*call*/GetResponseAsync(Target.Prompt); }";

    private const string Ask = "await services.BuildServiceProvider().GetRequiredService<IChatClient>()./*call*/GetResponseAsync(Target.Prompt);";

    public static readonly LinkedSolution[] All =
    [
        new("a library registers a shielded client for the program's own call", Guarded, Setup, $"ServiceCollection services = new(); services.AddShielded(); {Ask}"),
        new("a library registers a raw client for the program's own call", Unguarded, Setup, $"ServiceCollection services = new(); services.AddRaw(); {Ask}", Reason: "registered-without-shield"),
        new("a library could register a client and is not asked to", Deferred, Setup,
            "ServiceCollection services = new(); if (!Target.Yes) { " + Ask + " }", Reason: "deferred-undischarged", IsIdle: true),
        new("the program shields what the library registered", Guarded, Setup, $"ServiceCollection services = new(); services.AddRaw(); services.AddPromptShield(); {Ask}"),
        new("the program shields before the library registers", Unguarded, Setup, $"ServiceCollection services = new(); services.AddPromptShield(); services.AddRaw(); {Ask}"),
        new("the program shields once and calls for the library twice", Unguarded, Setup,
            $"ServiceCollection services = new(); services.AddRaw(); services.AddPromptShield(); services.AddRaw(); {Ask}"),
        new("a library registers over the program's shielded client", Unguarded, Setup,
            $"ServiceCollection services = new(); services.AddSingleton<IChatClient>(Target.Raw().Shielded()); services.AddRaw(); {Ask}"),
        new("the program registers a shielded client after the library's raw one", Guarded, Setup,
            $"ServiceCollection services = new(); services.AddRaw(); services.AddSingleton<IChatClient>(Target.Raw().Shielded()); {Ask}"),
        new("the program registers a shielded client after the library's raw one, under a condition", Unguarded, Setup,
            "ServiceCollection services = new(); services.AddRaw(); if (!Target.Yes) { services.AddSingleton<IChatClient>(Target.Raw().Shielded()); } " + Ask),
        new("the program registers a shielded client after the library's raw one, by TryAdd", Unguarded, Setup,
            $"ServiceCollection services = new(); services.AddRaw(); services.TryAddSingleton<IChatClient>(Target.Raw().Shielded()); {Ask}"),
        new("the program registers a shielded client after the library's raw one, with a key", Unguarded, Setup,
            $"ServiceCollection services = new(); services.AddRaw(); services.AddKeyedSingleton<IChatClient>(\"k\", Target.Raw().Shielded()); {Ask}"),
        new("the program registers a shielded client after the library's raw one and takes it out again", Unguarded, Setup,
            "ServiceCollection services = new(); services.AddRaw(); services.AddSingleton<IChatClient>(Target.Raw().Shielded()); services.RemoveAt(services.Count - 1); " + Ask),
        new("an extension block registers a shielded client", Guarded, Blocks, $"ServiceCollection services = new(); services.AddShielded(); {Ask}"),
        new("an extension block registers a raw client", Unguarded, Blocks, $"ServiceCollection services = new(); services.AddRaw(); {Ask}"),
        new("an extension block registers a raw client by its static name", Unguarded, Blocks,
            $"ServiceCollection services = new(); services.AddShielded(); Setup.AddRaw(services); {Ask}"),
        new("the program shields what an extension block registered", Guarded, Blocks, $"ServiceCollection services = new(); services.AddRaw(); services.AddPromptShield(); {Ask}"),
        new("a module of a library is called through its contract", Unguarded, Module,
            $"ServiceCollection services = new(); services.AddSingleton<IChatClient>(Target.Raw().Shielded()); IModule module = new AiModule(); module.Register(services); {Ask}"),
        new("a library between calls for the registration", Guarded, Setup, $"ServiceCollection services = new(); services.AddAll(); {Ask}",
            Middle: "namespace Acme; public static class More { public static void AddAll(this IServiceCollection services) => services.AddShielded(); }"),
        new("a library between calls for the raw registration and shields it", Guarded, Setup, $"ServiceCollection services = new(); services.AddAll(); {Ask}",
            Middle: "namespace Acme; public static class More { public static void AddAll(this IServiceCollection services) { services.AddRaw(); services.AddPromptShield(); } }"),
        new("a library between calls for the raw registration and nobody calls it", Guarded, Setup, $"ServiceCollection services = new(); services.AddShielded(); {Ask}",
            Middle: "namespace Acme; public static class More { public static void AddAll(this IServiceCollection services) => services.AddRaw(); }"),
        new("a contract of the library, which the container fills, gives a shielded client", Guarded, Clients,
            Provide + " services.AddSingleton<Desk>(); await services.BuildServiceProvider().GetRequiredService<Desk>().AskAsync();", Desk),
        new("a contract of the library, which the container fills, gives a raw client", Unguarded,
            Clients.Replace("Give() => Target.Raw().Shielded()", "Give() => Target.Raw()", StringComparison.Ordinal),
            Provide + " services.AddSingleton<Desk>(); await services.BuildServiceProvider().GetRequiredService<Desk>().AskAsync();", Desk),
        new("a contract of the library, which the container fills, keeps a shielded client", Guarded, Clients,
            Provide + " services.AddSingleton<Desk>(); await services.BuildServiceProvider().GetRequiredService<Desk>().AskAsync();",
            Desk.Replace("Give()", "Kept", StringComparison.Ordinal)),
        new("a contract of the library is implemented by the program too", Unguarded, Clients,
            Provide + " services.AddSingleton<Desk>(); services.AddSingleton<IClients>(new Own()); await services.BuildServiceProvider().GetRequiredService<Desk>().AskAsync();",
            Desk + "public sealed class Own : IClients { public IChatClient Kept => Give(); public IChatClient Give() => Target.Raw(); }"),
        new("a registering method becomes a function", Unguarded, Setup,
            $"ServiceCollection services = new(); services.AddShielded(); Func<IServiceCollection, IServiceCollection> add = Setup.AddRaw; add(services); {Ask}"),
        new("a library's own call is guarded by its own registration, and the program registers a raw client after it", Unguarded,
            Setup + "public sealed class Assistant(IChatClient client) { public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt); }",
            """
            ServiceCollection services = new();
            services.AddShielded();
            services.AddSingleton<IChatClient>(Target.Raw());
            services.AddSingleton<Assistant>();
            await services.BuildServiceProvider().GetRequiredService<Assistant>().AskAsync();
            """),
        new("a library's own call is guarded by the registration that the program calls for", Guarded,
            Setup.Replace("public static IServiceCollection AddRaw(this IServiceCollection services) => Register(services);", "", StringComparison.Ordinal)
                .Replace("private static IServiceCollection Register(IServiceCollection services) => services.AddSingleton<IChatClient>(Target.Raw());", "", StringComparison.Ordinal)
                + "public sealed class Assistant(IChatClient client) { public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt); }",
            """
            ServiceCollection services = new();
            services.AddShielded();
            services.AddSingleton<Assistant>();
            await services.BuildServiceProvider().GetRequiredService<Assistant>().AskAsync();
            """),
    ];
}
