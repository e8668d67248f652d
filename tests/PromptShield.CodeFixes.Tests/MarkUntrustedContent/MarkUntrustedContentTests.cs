using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

/// <summary>The findings come from the real analyzer.</summary>
public class MarkUntrustedContentTests
{
    private static readonly AnalyzerFindings Findings = new(new RuleFindings(), "PSH3002");

    [Theory]
    [InlineData("""await client.GetResponseAsync($"{question}: {await http.GetStringAsync("https://a.example")}");""", """await client.GetResponseAsync($"{question}: {ShieldContent.Untrusted(await http.GetStringAsync("https://a.example"), "HttpClient.GetStringAsync")}");""")]
    [InlineData("""var page = await http.GetStringAsync("https://a.example"); await client.GetResponseAsync("Sum up: " + page);""", """var page = await http.GetStringAsync("https://a.example"); await client.GetResponseAsync("Sum up: " + ShieldContent.Untrusted(page, "page"));""")]
    [InlineData("""var page = await http.GetStringAsync("https://a.example"); var prompt = $"{page} and {question}"; await client.GetResponseAsync(prompt);""", """var page = await http.GetStringAsync("https://a.example"); var prompt = $"{ShieldContent.Untrusted(page, "page")} and {question}"; await client.GetResponseAsync(prompt);""")]
    [InlineData("""var page = await http.GetStringAsync("https://a.example"); await client.GetResponseAsync([new ChatMessage(ChatRole.User, page)]);""", """var page = await http.GetStringAsync("https://a.example"); await client.GetResponseAsync([new ChatMessage(ChatRole.User, ShieldContent.Untrusted(page, "page"))]);""")]
    [InlineData("""var a = await http.GetStringAsync("https://a.example"); var b = await http.GetStringAsync("https://b.example"); await client.GetResponseAsync($"{a}, {b}");""", """var a = await http.GetStringAsync("https://a.example"); var b = await http.GetStringAsync("https://b.example"); await client.GetResponseAsync($"{ShieldContent.Untrusted(a, "a")}, {ShieldContent.Untrusted(b, "b")}");""")]
    [InlineData("""var page = await http.GetStringAsync("https://a.example"); await client.GetResponseAsync(page); await client.GetResponseAsync(page);""", """var page = await http.GetStringAsync("https://a.example"); await client.GetResponseAsync(ShieldContent.Untrusted(page, "page")); await client.GetResponseAsync(ShieldContent.Untrusted(page, "page"));""")]
    public async Task Marks_and_the_finding_is_gone(string before, string after)
    {
        var solution = Workshop.Solution(Program("", before));
        await solution.AssertCompilesAsync();
        Assert.NotEmpty(await Findings.FindingsAsync(solution));

        var changed = await Fixing.AllAsync(new MarkUntrustedContent(), solution, Findings);

        Assert.Equal(Program("using PromptShield;\n", after), await changed.TextAsync("Program.cs"));
        await changed.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(changed));
    }

    [Fact]
    public async Task Two_calls_of_one_prompt_mark_it_once()
    {
        const string Before = """var page = await http.GetStringAsync("https://a.example"); var prompt = "x" + page; await client.GetResponseAsync(prompt); await client.GetResponseAsync(prompt);""";
        var solution = Workshop.Solution(Program("", Before));

        var changed = await Fixing.AllAsync(new MarkUntrustedContent(), solution, Findings);

        Assert.Equal(Program("using PromptShield;\n", Before.Replace("\"x\" + page", "\"x\" + ShieldContent.Untrusted(page, \"page\")", StringComparison.Ordinal)), await changed.TextAsync("Program.cs"));
    }

    [Theory]
    [InlineData("""var lines = await System.IO.File.ReadAllLinesAsync(question); await client.GetResponseAsync(System.Array.ConvertAll(lines, line => new ChatMessage(ChatRole.User, line)));""")]
    [InlineData("""await client.GetResponseAsync(await Build());""")]
    public async Task Offers_nothing_where_the_member_does_not_show_the_part(string statement)
    {
        var solution = Workshop.Solution(Program("", statement));
        await solution.AssertCompilesAsync();
        foreach (var finding in await Findings.FindingsAsync(solution))
        {
            Assert.Empty(await Fixing.OfferedAsync(new MarkUntrustedContent(), solution, finding));
        }
    }

    [Fact]
    public async Task Changes_nothing_in_a_second_run_while_the_package_is_missing()
    {
        var solution = Workshop.Solution(Program("", """await client.GetResponseAsync(await http.GetStringAsync("https://a.example"));"""), withRuntime: false);

        var once = await Fixing.AllAsync(new MarkUntrustedContent(), solution, Findings);
        var twice = await Fixing.AllAsync(new MarkUntrustedContent(), once, Findings);

        Assert.Equal(await once.TextAsync("Program.cs"), await twice.TextAsync("Program.cs"));
    }

    private static string Program(string import, string statement) => $$"""
        using System.Net.Http;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;
        {{import}}
        public class C
        {
            public async Task M(IChatClient client, HttpClient http, string question)
            {
                {{statement}}
            }

            public async Task<ChatMessage> Build() => new ChatMessage(ChatRole.User, await new HttpClient().GetStringAsync("https://a.example"));
        }
        """;
}
