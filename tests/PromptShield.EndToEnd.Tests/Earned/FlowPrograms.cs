using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>How a client comes to the call through the statements of one method.</summary>
internal static class FlowPrograms
{
    public static readonly GuardProgram[] All =
    [
        new("no shield at all", Unguarded, """
            IChatClient client = Target.Raw();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("static type", Guarded, """
            PromptShieldChatClient client = new PromptShieldChatClient(Target.Raw());
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("suffix", Guarded, """
            IChatClient client = Target.Raw().Shielded();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("suffix in the receiver of the call, streaming", Guarded, """
            await foreach (ChatResponseUpdate update in Target.Raw().Shielded()./*call*/GetStreamingResponseAsync(Target.Prompt)) { }
            """),
        new("suffix whose result is dropped", Unguarded, """
            IChatClient client = Target.Raw();
            _ = client.Shielded();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("every branch shielded", Guarded, """
            IChatClient client;
            if (Target.Yes) { client = Target.Raw().Shielded(); } else { client = new PromptShieldChatClient(Target.Raw()); }
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("one branch raw", Unguarded, """
            IChatClient client;
            if (Target.Yes) { client = Target.Raw(); } else { client = Target.Raw().Shielded(); }
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("conditional expression, one arm raw", Unguarded, """
            IChatClient client = Target.Yes ? Target.Raw() : Target.Raw().Shielded();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("conditional expression, both arms shielded", Guarded, """
            IChatClient client = Target.Yes ? Target.Raw().Shielded() : new PromptShieldChatClient(Target.Raw());
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("null coalescing falls back to raw", Unguarded, """
            IChatClient? first = Target.Yes ? null : Target.Raw().Shielded();
            IChatClient client = first ?? Target.Raw();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("switch expression, one arm raw", Unguarded, """
            IChatClient client = Target.Yes switch { true => Target.Raw(), false => Target.Raw().Shielded() };
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("reassigned to the shielded client", Guarded, """
            IChatClient client = Target.Raw();
            client = client.Shielded();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("reassigned to a raw client", Unguarded, """
            IChatClient client = Target.Raw().Shielded();
            client = Target.Raw();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("loop over a shielded client", Guarded, """
            IChatClient client = Target.Raw().Shielded();
            for (int turn = 0; turn < 2; turn++) { await client./*call*/GetResponseAsync(Target.Prompt); }
            """),
        new("loop that replaces the client at its end", Unguarded, """
            IChatClient client = Target.Raw().Shielded();
            for (int turn = 0; turn < 2; turn++)
            {
                await client./*call*/GetResponseAsync(Target.Prompt);
                client = Target.Raw();
            }
            """),
        new("replaced before an exception", Unguarded, """
            IChatClient client = Target.Raw().Shielded();
            try
            {
                client = Target.Raw();
                throw new InvalidOperationException();
            }
            catch (InvalidOperationException) { }
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("replaced in finally", Unguarded, """
            IChatClient client = Target.Raw().Shielded();
            try { await Task.Yield(); } finally { client = Target.Raw(); }
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("replaced by deconstruction", null, """
            IChatClient client = Target.Raw().Shielded();
            (client, int ignored) = (Target.Raw(), 0);
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("assigned inside an expression", Unguarded, """
            IChatClient client = Target.Raw().Shielded();
            await (client = Target.Raw())./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("pattern variable over a raw client", null, """
            object any = Target.Raw();
            if (any is IChatClient client) { await client./*call*/GetResponseAsync(Target.Prompt); }
            """),
        new("out parameter", null, """
            Make(out IChatClient client);
            await client./*call*/GetResponseAsync(Target.Prompt);
            static void Make(out IChatClient made) => made = Target.Raw();
            """),
        new("replaced by reference", null, """
            IChatClient client = Target.Raw().Shielded();
            Replace(ref client);
            await client./*call*/GetResponseAsync(Target.Prompt);
            static void Replace(ref IChatClient replaced) => replaced = Target.Raw();
            """),
        new("ref local", null, """
            IChatClient client = Target.Raw().Shielded();
            Swap();
            await client./*call*/GetResponseAsync(Target.Prompt);
            void Swap()
            {
                ref IChatClient alias = ref client;
                alias = Target.Raw();
            }
            """),
        new("captured and never changed", Guarded, """
            IChatClient client = Target.Raw().Shielded();
            Func<Task> ask = () => client./*call*/GetResponseAsync(Target.Prompt);
            await ask();
            """),
        new("captured and changed before it runs", Unguarded, """
            IChatClient client = Target.Raw().Shielded();
            Func<Task> ask = () => client./*call*/GetResponseAsync(Target.Prompt);
            client = Target.Raw();
            await ask();
            """),
        new("changed by a local function", null, """
            IChatClient client = Target.Raw().Shielded();
            Swap();
            await client./*call*/GetResponseAsync(Target.Prompt);
            void Swap() => client = Target.Raw();
            """),
        new("changed by a lambda", null, """
            IChatClient client = Target.Raw().Shielded();
            Action swap = () => client = Target.Raw();
            swap();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("shielded before an await", Guarded, """
            IChatClient client = Target.Raw().Shielded();
            await Task.Yield();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("element of an array", null, """
            IChatClient[] clients = [Target.Raw().Shielded(), Target.Raw()];
            await clients[1]./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("loop variable over a list", null, """
            foreach (IChatClient client in new List<IChatClient> { Target.Raw().Shielded(), Target.Raw() })
            {
                await client./*call*/GetResponseAsync(Target.Prompt);
            }
            """),
        new("lazy", null, """
            Lazy<IChatClient> lazy = new(() => Target.Raw());
            await lazy.Value./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("escape through GetService", Unguarded, """
            IChatClient client = Target.Raw().Shielded();
            await client.GetService<ChatClient>()!./*call*/CompleteChatAsync(Target.Prompt);
            """, Reason: "guard-bypass"),
        new("escape through GetService by type object", null, """
            IChatClient client = Target.Raw().Shielded();
            await ((ChatClient)client.GetService(typeof(ChatClient))!)./*call*/CompleteChatAsync(Target.Prompt);
            """),
    ];
}
