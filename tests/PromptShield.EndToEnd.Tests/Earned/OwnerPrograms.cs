using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>How a client comes to the call through fields, properties and methods of the program's own.</summary>
internal static class OwnerPrograms
{
    public static readonly GuardProgram[] All =
    [
        new("field shielded in the constructor", Guarded, "await new Desk().AskAsync();", """
            public sealed class Desk
            {
                private readonly IChatClient _client;
                public Desk() => _client = Target.Raw().Shielded();
                public Task AskAsync() => _client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("field with one raw constructor", Unguarded, "await new Desk(1).AskAsync();", """
            public sealed class Desk
            {
                private readonly IChatClient _client;
                public Desk() => _client = Target.Raw().Shielded();
                public Desk(int ignored) => _client = Target.Raw();
                public Task AskAsync() => _client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("field replaced by another method", Unguarded, "Desk desk = new(); desk.Reset(); await desk.AskAsync();", """
            public sealed class Desk
            {
                private IChatClient _client = Target.Raw().Shielded();
                public void Reset() => _client = Target.Raw();
                public Task AskAsync() => _client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("public field replaced from outside", null, "Desk desk = new(); desk.Client = Target.Raw(); await desk.AskAsync();", """
            public sealed class Desk
            {
                public IChatClient Client = Target.Raw().Shielded();
                public Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("field replaced by reference", null, "Desk desk = new(); desk.Reset(); await desk.AskAsync();", """
            public sealed class Desk
            {
                private IChatClient _client = Target.Raw().Shielded();
                public void Reset() => Replace(ref _client);
                public Task AskAsync() => _client./*call*/GetResponseAsync(Target.Prompt);
                private static void Replace(ref IChatClient client) => client = Target.Raw();
            }
            """),
        new("protected field replaced in a derived class", null, "await new Other().AskAsync();", """
            public class Desk
            {
                protected IChatClient Client = Target.Raw().Shielded();
                public Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt);
            }
            public sealed class Other : Desk
            {
                public Other() => Client = Target.Raw();
            }
            """),
        new("field in another part of a partial class", Unguarded, "await new Desk().AskAsync();", """
            public sealed partial class Desk
            {
                private IChatClient _client = Target.Raw().Shielded();
                public Task AskAsync() { Prepare(); return _client./*call*/GetResponseAsync(Target.Prompt); }
            }
            public sealed partial class Desk
            {
                private void Prepare() => _client = Target.Raw();
            }
            """),
        new("computed property", Guarded, "await new Desk().AskAsync();", """
            public sealed class Desk
            {
                private IChatClient Client => Target.Raw().Shielded();
                public Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("property replaced by an object initializer", null, "await new Desk { Client = Target.Raw() }.AskAsync();", """
            public sealed class Desk
            {
                public IChatClient Client { get; init; } = Target.Raw().Shielded();
                public Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("virtual property overridden", null, "await new Other().AskAsync();", """
            public class Desk
            {
                protected virtual IChatClient Client => Target.Raw().Shielded();
                public Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt);
            }
            public sealed class Other : Desk
            {
                protected override IChatClient Client => Target.Raw();
            }
            """),
        new("record replaced by with", null, """
            Desk desk = new Desk(Target.Raw().Shielded()) with { Client = Target.Raw() };
            await desk.AskAsync();
            """, """
            public sealed record Desk(IChatClient Client)
            {
                public Task AskAsync() => Client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("helper that only sounds like a guard", Unguarded, """
            IChatClient client = Target.Raw().Shielded(level: 3);
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public static class Safety
            {
                public static IChatClient Shielded(this IChatClient client, int level) => client;
            }
            """),
        new("builder step that only sounds like a guard", Unguarded, """
            IChatClient client = Target.Raw().AsBuilder().UsePromptShield(strict: true).Build();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public static class Safety
            {
                public static ChatClientBuilder UsePromptShield(this ChatClientBuilder builder, bool strict) => builder;
            }
            """),
        new("type that only sounds like a guard", null, """
            IChatClient client = new Own.PromptShieldChatClient(Target.Raw());
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            namespace Own
            {
                public sealed class PromptShieldChatClient : DelegatingChatClient
                {
                    public PromptShieldChatClient(IChatClient inner) : base(inner) { }
                }
            }
            """),
        new("helper that does shield", Guarded, """
            IChatClient client = Clients.Create();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public static class Clients
            {
                public static IChatClient Create() => Target.Raw().Shielded();
            }
            """),
        new("helper that shields on one way out", Unguarded, """
            IChatClient client = Clients.Create();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public static class Clients
            {
                public static IChatClient Create()
                {
                    if (Target.Yes) { return Target.Raw(); }
                    return Target.Raw().Shielded();
                }
            }
            """),
        new("virtual helper overridden", null, """
            Clients clients = new RawClients();
            await clients.Create()./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public class Clients { public virtual IChatClient Create() => Target.Raw().Shielded(); }
            public sealed class RawClients : Clients { public override IChatClient Create() => Target.Raw(); }
            """),
        new("helper behind an interface", null, """
            IClients clients = new RawClients();
            await clients.Create()./*call*/GetResponseAsync(Target.Prompt);
            """, """
            public interface IClients { IChatClient Create() => Target.Raw().Shielded(); }
            public sealed class RawClients : IClients { public IChatClient Create() => Target.Raw(); }
            """),
        new("helper behind a delegate", null, """
            Func<IChatClient> create = Target.Raw;
            await create()./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("parameter, raw and shielded callers", null, """
            await AskAsync(Target.Raw().Shielded());
            await AskAsync(Target.Raw());
            static Task AskAsync(IChatClient client) => client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("parameter replaced by its shielded form", Guarded, """
            await AskAsync(Target.Raw());
            static Task AskAsync(IChatClient client)
            {
                client = client.Shielded();
                return client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
    ];
}
