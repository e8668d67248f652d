using static PromptShield.Linked.LinkedSolution;

namespace PromptShield.Linked;

/// <summary>Clients that a program hands to a library by constructors, methods, properties, implementations and functions.</summary>
internal static class HandedInSolutions
{
    private const string Assistant = """
        namespace Acme;

        public sealed class Assistant(IChatClient client)
        {
            public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Options = """
        namespace Acme;

        public sealed class AssistantOptions
        {
            public IChatClient? Client { get; set; }
        }

        public sealed class Assistant(AssistantOptions options)
        {
            public Task AskAsync() => options.Client!./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Factory = """
        namespace Acme;

        public interface IClientFactory
        {
            IChatClient Create();
        }

        public sealed class Assistant(IClientFactory factory)
        {
            public Task AskAsync() => factory.Create()./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    private const string Extension = """
        namespace Acme;

        public static class Assistant
        {
            extension(IChatClient client)
            {
                public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt);
            }
        }
        """;

    private const string Own =
        "public static class Mine { extension(IChatClient client) { public Task OwnAsync(int times) => client./*call*/GetResponseAsync(Target.Prompt + times); } }";

    private const string Facade = """
        namespace Acme;

        public sealed class Facade(IChatClient inner)
        {
            public Task AskAsync() => new Assistant(inner).AskAsync();
        }
        """;

    public static readonly LinkedSolution[] All =
    [
        new("a constructor gets a shielded client", Guarded, Assistant, "await new Assistant(Target.Raw().Shielded()).AskAsync();"),
        new("a constructor gets a raw client", Unguarded, Assistant, "await new Assistant(Target.Raw()).AskAsync();", Reason: "client-not-shielded"),
        new("of two calls of a constructor one passes a raw client", Unguarded, Assistant, """
            await new Assistant(Target.Raw().Shielded()).AskAsync();
            await new Assistant(Target.Raw()).AskAsync();
            """),
        new("nobody makes the object", Deferred, Assistant, "", Reason: "deferred-undischarged", IsIdle: true),
        new("a condition chooses between a raw and a shielded client", Unguarded, Assistant,
            "await new Assistant(Target.Yes ? Target.Raw() : Target.Raw().Shielded()).AskAsync();"),
        new("a derived class passes a shielded client to its base", Guarded,
            Assistant.Replace("sealed ", "", StringComparison.Ordinal), "await new Derived().AskAsync();", "public sealed class Derived() : Assistant(Target.Raw().Shielded());"),
        new("a derived class passes a raw client to its base", Unguarded,
            Assistant.Replace("sealed ", "", StringComparison.Ordinal), "await new Derived(Target.Raw()).AskAsync();",
            "public sealed class Derived : Assistant { public Derived(IChatClient client) : base(client) { } }"),
        new("a property is set to a shielded client", Guarded, Options, "await new Assistant(new AssistantOptions { Client = Target.Raw().Shielded() }).AskAsync();"),
        new("a property is set to a raw client", Unguarded, Options, "var options = new AssistantOptions(); options.Client = Target.Raw(); await new Assistant(options).AskAsync();"),
        new("a property is set in a tuple", NotAnalyzed, Options,
            "var options = new AssistantOptions(); (options.Client, var other) = (Target.Raw(), 1); await new Assistant(options).AskAsync();"),
        new("a property is set to a shielded client and, where nothing is, to a raw one", Unguarded, Options, """
            var options = new AssistantOptions();
            options.Client ??= Target.Raw();
            await new Assistant(options).AskAsync();
            await new Assistant(new AssistantOptions { Client = Target.Raw().Shielded() }).AskAsync();
            """),
        new("a factory of the program makes shielded clients", Guarded, Factory, "await new Assistant(new Makes()).AskAsync();",
            "public sealed class Makes : IClientFactory { public IChatClient Create() => Target.Raw().Shielded(); }"),
        new("a factory of the program makes raw clients", Unguarded, Factory, "await new Assistant(new Makes()).AskAsync();",
            "public sealed class Makes : IClientFactory { IChatClient IClientFactory.Create() => Target.Raw(); }"),
        new("a factory of a library that inherits its method from a third one", NotAnalyzed, Factory, "await new Assistant(new Makes()).AskAsync();",
            "public sealed class Makes : Made, IClientFactory;", Middle: "namespace Acme; public class Made { public IChatClient Create() => Target.Raw(); }"),
        new("a function gives a shielded client", Guarded,
            "namespace Acme; public sealed class Assistant(Func<IChatClient> make) { public Task AskAsync() => make()./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant(() => Target.Raw().Shielded()).AskAsync();"),
        new("a function gives a raw client", Unguarded,
            "namespace Acme; public sealed class Assistant(Func<IChatClient> make) { public Task AskAsync() => make()./*call*/GetResponseAsync(Target.Prompt); }",
            "await new Assistant(() => Target.Raw()).AskAsync();"),
        new("a receiver of an extension block is shielded", Guarded, Extension, "await Target.Raw().Shielded().AskAsync();"),
        new("a receiver of an extension block is raw", Unguarded, Extension, "await Target.Raw().AskAsync();"),
        new("the receiver of an extension block is passed by its static name", Unguarded, Extension,
            "await Target.Raw().Shielded().AskAsync(); await Acme.Assistant.AskAsync(Target.Raw());"),
        new("the program's own extension block gets a shielded client", Guarded, "namespace Acme; public sealed class Other;", "await Target.Raw().Shielded().OwnAsync(1);", Own),
        new("the program's own extension block gets a raw client by its static name", Unguarded, "namespace Acme; public sealed class Other;",
            "await Target.Raw().Shielded().OwnAsync(1); await Mine.OwnAsync(Target.Raw(), 2);", Own),
        new("an argument of the program's own extension block is raw by its static name", Unguarded, "namespace Acme; public sealed class Other;",
            "await Target.Prompt.SayAsync(Target.Raw().Shielded()); await Mine.SayAsync(Target.Prompt, Target.Raw());",
            "public static class Mine { extension(string text) { public Task SayAsync(IChatClient client) => client./*call*/GetResponseAsync(text); } }"),
        new("an argument of an extension method is shielded", Guarded,
            "namespace Acme; public static class Assistant { public static Task AskAsync(this string text, IChatClient client) => client./*call*/GetResponseAsync(text); }",
            "await Target.Prompt.AskAsync(Target.Raw().Shielded());"),
        new("an extension method becomes a function", NotAnalyzed,
            "namespace Acme; public static class Assistant { public static Task AskAsync(IChatClient client) => client./*call*/GetResponseAsync(Target.Prompt); }",
            "Func<IChatClient, Task> ask = Acme.Assistant.AskAsync; await ask(Target.Raw()); await Acme.Assistant.AskAsync(Target.Raw().Shielded());"),
        new("a library between passes on a shielded client", Guarded, Assistant, "await new Facade(Target.Raw().Shielded()).AskAsync();", Middle: Facade),
        new("a library between passes on a raw client", Unguarded, Assistant, "await new Facade(Target.Raw()).AskAsync();", Middle: Facade),
        new("a library between is not used and the program shields its own", Guarded, Assistant, "await new Assistant(Target.Raw().Shielded()).AskAsync();", Middle: Facade),
        new("a library between passes a raw client of its own", Unguarded, Assistant, "await new Assistant(Target.Raw().Shielded()).AskAsync(); await Second.AskAsync();",
            Middle: "namespace Acme; public static class Second { public static Task AskAsync() => new Assistant(Target.Raw()).AskAsync(); }"),
        new("two libraries hand a client to each other and nobody begins", Deferred,
            """
            namespace Acme;

            public interface INext { void Take(IChatClient client); }

            public static class Round
            {
                public static Task AskAsync(IChatClient client, INext next)
                {
                    next.Take(client);
                    return client./*call*/GetResponseAsync(Target.Prompt);
                }
            }
            """,
            "", Middle: "namespace Acme; public sealed class Next : INext { public void Take(IChatClient client) => Round.AskAsync(client, this); }",
            Reason: "deferred-undischarged", IsIdle: true),
        new("options of a client come from the program and the library adds a policy of its own inside", Deferred,
            """
            namespace Acme;

            public sealed class Signature : System.ClientModel.Primitives.PipelinePolicy
            {
                public override void Process(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index) => ProcessNext(message, pipeline, index);

                public override ValueTask ProcessAsync(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index) => ProcessNextAsync(message, pipeline, index);
            }

            public static class Assistant
            {
                public static Task AskAsync(OpenAIClientOptions options)
                {
                    options.AddPolicy(new Signature(), System.ClientModel.Primitives.PipelinePosition.BeforeTransport);
                    return new ChatClient("m", Target.Key, options)./*call*/CompleteChatAsync(Target.Prompt);
                }
            }
            """,
            "await Acme.Assistant.AskAsync(new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());", Reason: "deferred-undischarged", IsCautious: true),
        new("options of a client come shielded from the program", Guarded,
            "namespace Acme; public static class Assistant { public static Task AskAsync(OpenAIClientOptions options) => new ChatClient(\"m\", Target.Key, options)./*call*/CompleteChatAsync(Target.Prompt); }",
            "await Acme.Assistant.AskAsync(new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());"),
        new("a program reads a raw client out of an object that it gave a shielded one", Unguarded,
            """
            namespace Acme;

            public sealed class Clients(IChatClient given)
            {
                public IChatClient Given { get; } = given;

                public IChatClient Other { get; } = Target.Raw();
            }
            """,
            "await new Clients(Target.Raw().Shielded()).Other./*call*/GetResponseAsync(Target.Prompt);"),
        new("a program reads back the client that it gave", Guarded,
            "namespace Acme; public sealed class Clients(IChatClient given) { public IChatClient Given { get; } = given; }",
            "await new Clients(Target.Raw().Shielded()).Given./*call*/GetResponseAsync(Target.Prompt);"),
        new("a method of a library wraps a client and makes another", Unguarded,
            "namespace Acme; public sealed class Clients(IChatClient given) { public IChatClient Make() => given is null ? given! : Target.Raw(); }",
            "await new Clients(Target.Raw().Shielded()).Make()./*call*/GetResponseAsync(Target.Prompt);"),
    ];
}
