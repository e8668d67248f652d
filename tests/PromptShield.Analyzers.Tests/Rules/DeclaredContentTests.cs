using PromptShield.Analyzers.Tests.PersonalData;

namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>Sources and sinks that the policy declares.</summary>
public sealed class DeclaredContentTests
{
    private const string Source = """
        using Microsoft.Extensions.AI;

        public class Database { public void Run(string sql) { } public void Run(int id) { } public string Filter { get; set; } = ""; }
        public class Statement(string sql) { public string Sql { get; } = sql; }
        public class Inbox { public string Next() => System.Environment.MachineName; public string Other() => System.Environment.MachineName; }
        """;

    [Theory]
    [InlineData("sink-query M:Database.Run(System.String)", """database.{|Run|}((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("sink-query M:Database.Run(System.Int32)", """database.Run((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("sink-query P:Database.Filter", """database.{|Filter|} = (await client.GetResponseAsync("x")).Text;""")]
    [InlineData("sink-query M:Statement.#ctor(System.String)", """_ = {|new Statement((await client.GetResponseAsync("x")).Text)|};""")]
    [InlineData("sink-store M:Database.Run(System.String)", """database.Run((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("", """database.Run((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("source-answer M:Inbox.Next", """System.Diagnostics.Process.{|Start|}(inbox.Next());""")]
    [InlineData("source-answer M:Inbox.Next", """System.Diagnostics.Process.Start(inbox.Other());""")]
    [InlineData("source-request M:Inbox.Next", """System.Diagnostics.Process.Start(inbox.Next());""")]
    public Task Of_answers(string policy, string statement) => RuleSnippet.Verify("PSH4001", Source + $$"""

        class C(IChatClient client, Database database, Inbox inbox) { async Task M() { {{statement}} await Task.Yield(); } }
        """, policy);

    [Fact]
    public Task Of_what_callers_send() => RuleSnippet.Verify("PSH3001", Source + """

        class C(Inbox inbox) { object M() => {|new ChatMessage(ChatRole.System, inbox.Next())|}; object N() => new ChatMessage(ChatRole.System, inbox.Other()); }
        """, "source-request M:Inbox.Next");

    [Theory]
    [InlineData("sink-log M:Database.Run(System.String)", "database.Run({|email:customer.Email|});")]
    [InlineData("sink-log M:Database.Run(System.Int32)", "database.Run(customer.Email);")]
    public Task Of_logs(string policy, string statement) => LogSnippet.Verify(
        "public class Database { public void Run(string sql) { } public void Run(int id) { } }\nclass C { void M(Database database, Customer customer) { " + statement + " } }", policy);
}
