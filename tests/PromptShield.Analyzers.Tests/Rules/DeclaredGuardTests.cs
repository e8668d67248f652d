using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>Guards of a program's own that the policy declares.</summary>
public sealed class DeclaredGuardTests
{
    private const string Source = """
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;
        public static class Ai { public static IChatClient Guarded(IChatClient inner) => inner; public static IChatClient Other(IChatClient inner) => inner; }
        public class Gateway(string model) : ChatClient(model, "k");
        public class C
        {
            static IChatClient Raw() => new ChatClient("m", "k").AsIChatClient();
            public Task A() => Ai.Guarded(Raw()).GetResponseAsync("x");
            public Task B() => Ai.Other(Raw()).GetResponseAsync("x");
            public Task D(bool c) => (c ? Ai.Guarded(Raw()) : Raw()).GetResponseAsync("x");
            public Task E() => new Gateway("m").CompleteChatAsync("x");
        }
        """;

    [Theory]
    [InlineData("", "Unguarded", "Unguarded", "Unguarded", "Unguarded")]
    [InlineData("guard M:Ai.Guarded(Microsoft.Extensions.AI.IChatClient)", "Guarded", "Unguarded", "Unguarded", "Unguarded")]
    [InlineData("guard M:Gateway.#ctor(System.String)", "Unguarded", "Unguarded", "Unguarded", "Guarded")]
    [InlineData("guard M:Ai.Guarded", "Unguarded", "Unguarded", "Unguarded", "Unguarded")]
    public async Task Give_a_guarded_client_where_every_value_came_through_them(string policy, params string[] expected)
    {
        var record = Assert.Single(await RuleSnippet.Diagnostics(Source, policy, Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary), diagnostic => diagnostic.Id == "PSH9001");
        var rows = Table.Read(record.Properties["sites"]!).Where(row => row["population"] == "model-calls").ToList();

        Assert.Equal(expected, rows.Select(row => row["guard"]));
        Assert.All(rows.Where(row => row["guard"] == "Guarded"), row => Assert.Equal("the client came through a guard that the policy declares", row["reasonText"]));
    }
}
