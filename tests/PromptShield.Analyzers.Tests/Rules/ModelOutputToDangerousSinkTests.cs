namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>PSH4001: the answer of a model that acts.</summary>
public sealed class ModelOutputToDangerousSinkTests
{
    private const string Head = """
        using System.Diagnostics;
        using System.Text;
        using System.Text.Encodings.Web;
        using System.Text.Json;
        using System.Data.Common;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Html;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel;
        using OpenAI.Chat;

        """;

    /// <summary>The statements stand where <c>client</c> answers.</summary>
    private static Task Verify(string statements, string members = "") => RuleSnippet.Verify("PSH4001", Head + $$"""
        internal class C(IChatClient client, ChatClient openAI, HttpClient http, DbCommand command)
        {
            private string? kept;
            internal async Task<object?> M(bool flag, string own)
            {
                {{statements}}
                await Task.Yield();
                return null;
            }
            {{members}}
        }
        """);

    [Theory]
    [InlineData("""Process.{|Start|}((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("""Process.{|Start|}("sh", "-c " + (await client.GetResponseAsync("x")).Text);""")]
    [InlineData("""Process.Start("sh", own);""")]
    [InlineData("""Process.Start("sh", (await client.GetResponseAsync("x")).Usage!.TotalTokenCount.ToString()!);""")]
    [InlineData("""_ = {|new ProcessStartInfo(openAI.CompleteChat("x").Value.Content[0].Text)|};""")]
    [InlineData("""var start = new ProcessStartInfo("git") { {|Arguments|} = (await client.GetResponseAsync("x")).Text };""")]
    [InlineData("""var start = new ProcessStartInfo("git"); start.{|Arguments|} = (await client.GetResponseAsync("x")).Text;""")]
    [InlineData("""var start = new ProcessStartInfo("git") { ArgumentList = { (await client.GetResponseAsync("x")).Text } };""")]
    [InlineData("""var start = new ProcessStartInfo("git") { WorkingDirectory = (await client.GetResponseAsync("x")).Text };""")]
    public Task Programs(string statement) => Verify(statement);

    [Theory]
    [InlineData("""command.{|CommandText|} = (await client.GetResponseAsync("x")).Text;""")]
    [InlineData("""command.{|CommandText|} = $"select * from t where name = '{(await client.GetResponseAsync("x")).Text}'";""")]
    [InlineData("""command.CommandText = "select * from t where name = @name";""")]
    [InlineData("""_ = {|new HtmlString((await client.GetResponseAsync("x")).Text)|};""")]
    [InlineData("""_ = new HtmlString(HtmlEncoder.Default.Encode((await client.GetResponseAsync("x")).Text));""")]
    [InlineData("""_ = {|new HtmlString(Uri.EscapeDataString((await client.GetResponseAsync("x")).Text))|};""")]
    [InlineData("""await File.{|WriteAllTextAsync|}(Path.Combine("out", (await client.GetResponseAsync("x")).Text), own);""")]
    [InlineData("""await File.WriteAllTextAsync(Path.Combine("out", Path.GetFileName((await client.GetResponseAsync("x")).Text)), own);""")]
    [InlineData("""await File.WriteAllTextAsync("out.txt", (await client.GetResponseAsync("x")).Text);""")]
    [InlineData("""await http.{|GetStringAsync|}((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("""await http.GetStringAsync("https://example.com/?q=" + Uri.EscapeDataString((await client.GetResponseAsync("x")).Text));""")]
    [InlineData("""return Results.{|Redirect|}((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("""return Results.Ok((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("""System.Reflection.Assembly.{|Load|}((await client.GetResponseAsync("x")).Text);""")]
    [InlineData("""_ = Type.{|GetType|}((await client.GetResponseAsync("x")).Text);""")]
    public Task Queries_markup_paths_addresses_and_code(string statement) => Verify(statement);

    [Theory]
    [InlineData("""var text = (await client.GetResponseAsync("x")).Text; var b = new StringBuilder(); b.Append("a").Append(text); Process.{|Start|}(b.ToString());""")]
    [InlineData("""var b = new StringBuilder(); b.Append("a").Append(own); Process.Start(b.ToString());""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); var parts = r.Text.Split(' '); Process.{|Start|}(parts[0]);""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); var (a, b) = (own, r.Text); Process.{|Start|}(b);""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); var (a, b) = (own, r.Text); Process.Start(a);""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); string cmd = own; if (flag) { cmd = r.Text; } Process.{|Start|}(cmd);""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); string cmd = r.Text; cmd = own; Process.Start(cmd);""")]
    [InlineData("""await foreach (var update in client.GetStreamingResponseAsync("x")) { Process.{|Start|}(update.Text); }""")]
    [InlineData("""var all = ""; await foreach (var update in client.GetStreamingResponseAsync("x")) { all += update; } Process.{|Start|}(all);""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); foreach (var line in r.Text.Split('\n').Where(l => l.Length > 1).Select(l => l.Trim())) { Process.{|Start|}(line); }""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); if (r.Text is { Length: > 0 } cmd) { Process.{|Start|}(cmd); }""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); var plan = JsonSerializer.Deserialize<Plan>(r.Text); Process.{|Start|}(plan!.Command);""", "public record Plan(string Command);")]
    [InlineData("""var r = await client.GetResponseAsync<Plan>("x"); Process.{|Start|}(r.Result.Command);""", "public record Plan(string Command);")]
    [InlineData("""var r = await client.GetResponseAsync<Plan>("x"); Process.Start("calc", r.Result.Times.ToString());""", "public record Plan(int Times);")]
    [InlineData("""var r = await client.GetResponseAsync("x"); Process.{|Start|}(r?.Text ?? own);""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); var n = int.Parse(r.Text); Process.Start("sleep", n.ToString());""")]
    [InlineData("""var r = await client.GetResponseAsync("x"); Process.Start("sleep", flag ? own : "1");""")]
    public Task Flows_inside_a_method(string statements, string members = "") => Verify(statements, members);

    [Theory]
    [InlineData("""Run((await client.GetResponseAsync("x")).Text);""", """void Run(string cmd) => Process.{|Start|}(cmd);""")]
    [InlineData("""Run(own); await client.GetResponseAsync("x");""", """void Run(string cmd) => Process.Start(cmd);""")]
    [InlineData("""Process.{|Start|}(await Ask());""", """async Task<string> Ask() => (await client.GetResponseAsync("x")).Text;""")]
    [InlineData("""Process.{|Start|}(Trim((await client.GetResponseAsync("x")).Text, own));""", """static string Trim(string a, string b) { var c = a.Trim(); return c; }""")]
    [InlineData("""Process.Start(Trim((await client.GetResponseAsync("x")).Text, own));""", """static string Trim(string a, string b) { var c = b.Trim(); return c; }""")]
    [InlineData("""kept = (await client.GetResponseAsync("x")).Text;""", """void Later() => Process.{|Start|}(kept!);""")]
    [InlineData("""kept = own; await client.GetResponseAsync("x");""", """void Later() => Process.Start(kept!);""")]
    [InlineData("""Fill(await client.GetResponseAsync("x"), out var cmd); Process.{|Start|}(cmd);""", """static void Fill(ChatResponse r, out string cmd) { cmd = r.Text; }""")]
    [InlineData("""Fill(await client.GetResponseAsync("x"), out var cmd); Process.Start(cmd);""", """static void Fill(ChatResponse r, out string cmd) { cmd = "ls"; }""")]
    [InlineData("""IRunner runner = new Runner(); runner.Run((await client.GetResponseAsync("x")).Text);""", """interface IRunner { void Run(string c); } class Runner : IRunner { public void Run(string c) => Process.{|Start|}(c); }""")]
    [InlineData("""var box = new Box { Text = (await client.GetResponseAsync("x")).Text }; Process.{|Start|}(box.Text);""", """class Box { public string Text { get; set; } = ""; public string Other { get; set; } = ""; }""")]
    [InlineData("""var box = new Box { Text = (await client.GetResponseAsync("x")).Text }; Process.Start(box.Other);""", """class Box { public string Text { get; set; } = ""; public string Other { get; set; } = "a"; }""")]
    [InlineData("""string Local() => kept!; kept = (await client.GetResponseAsync("x")).Text; Process.{|Start|}(Local());""")]
    [InlineData("""Loop(1); await client.GetResponseAsync("x");""", """string Loop(int n) { var s = n > 9 ? own() : Loop(n + 1); Process.Start(s); return s; } static string own() => "a";""")]
    public Task Flows_between_members(string statements, string members = "") => Verify(statements, members);

    [Theory]
    [InlineData("""var cmd = (await client.GetResponseAsync("x")).Text; if (!Allowed.Contains(cmd)) { return null; } Process.Start(cmd);""")]
    [InlineData("""var cmd = (await client.GetResponseAsync("x")).Text; if (cmd is "ls" or "pwd") { Process.Start(cmd); }""")]
    [InlineData("""var cmd = (await client.GetResponseAsync("x")).Text; if (cmd == "ls") { Process.Start(cmd); }""")]
    [InlineData("""var cmd = (await client.GetResponseAsync("x")).Text; if (string.IsNullOrEmpty(cmd)) { return null; } Process.{|Start|}(cmd);""")]
    [InlineData("""var cmd = (await client.GetResponseAsync("x")).Text; Process.{|Start|}(cmd); if (!Allowed.Contains(cmd)) { return null; }""")]
    public Task What_was_compared_with_a_list_is_the_members_own_decision(string statements) =>
        Verify(statements, "static readonly HashSet<string> Allowed = [\"ls\"];");

    [Fact]
    public Task Arguments_that_a_model_chose_for_a_tool() => RuleSnippet.Verify("PSH4001", Head + """
        internal class Tools
        {
            [KernelFunction] public string Run(string command) { Process.{|Start|}(command); return ""; }
            public string Plain(string command) { Process.Start(command); return ""; }
            public string Handed(string command) { Process.{|Start|}(command); return ""; }
            public string Times(int times) { Process.Start("calc", times.ToString()); return ""; }
            public AIFunction[] All() => [AIFunctionFactory.Create(Handed), AIFunctionFactory.Create((string path) => File.{|ReadAllText|}(path), "read"), AIFunctionFactory.Create(Times)];
        }
        """);

    [Fact]
    public Task A_type_of_the_same_name_is_no_sink() => RuleSnippet.Verify("PSH4001", """
        using Microsoft.Extensions.AI;
        static class Process { public static void Start(string s) { } }
        class C(IChatClient client) { async Task M() => Process.Start((await client.GetResponseAsync("x")).Text); }
        """);

    [Fact]
    public async Task The_message_says_what_happens_and_the_path_leads_there()
    {
        var source = Head + """
            internal class C(IChatClient client)
            {
                async Task M()
                {
                    var response = await client.GetResponseAsync("x");
                    Run(response.Text);
                }
                void Run(string command) => Process.Start("sh", command);
            }
            """;
        var found = Assert.Single(await RuleSnippet.Diagnostics(source, "", Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary), diagnostic => diagnostic.Id == "PSH4001");
        Assert.Equal("'Process.Start' acts on the answer of a model: it becomes the program that is started or its arguments; choose from a fixed list instead", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["client.GetResponseAsync(\"x\")", "response.Text"], found.AdditionalLocations.Select(place => source.Substring(place.SourceSpan.Start, place.SourceSpan.Length)));
    }
}
