using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

public class SwitchOffStorageTests
{
    private static readonly AnalyzerFindings Findings = new(new RuleFindings(), "PSH5001");

    public static TheoryData<string, string> Fixed => new()
    {
        { """var o = new CreateResponseOptions("m", []); client.CreateResponse(o);""", """var o = new CreateResponseOptions("m", []) { StoredOutputEnabled = false }; client.CreateResponse(o);""" },
        { """CreateResponseOptions o = new("m", []); client.CreateResponse(o);""", """CreateResponseOptions o = new("m", []) { StoredOutputEnabled = false }; client.CreateResponse(o);""" },
        { """client.CreateResponse(new CreateResponseOptions { Model = "m" });""", """client.CreateResponse(new CreateResponseOptions { Model = "m", StoredOutputEnabled = false });""" },
        {
            """var o = new CreateResponseOptions("m", []) { EndUserId = "u" }; client.CreateResponse(o); client.CreateResponse(o);""",
            """var o = new CreateResponseOptions("m", []) { EndUserId = "u", StoredOutputEnabled = false }; client.CreateResponse(o); client.CreateResponse(o);"""
        },
    };

    public static TheoryData<string> Unfixable =>
    [
        """client.CreateResponse("m", "hello");""",
        """client.CreateResponse(new CreateResponseOptions("m", []) { PreviousResponseId = "r" });""",
        """client.CreateResponse(new CreateResponseOptions("m", []) { StoredOutputEnabled = true });""",
        """_ = new OpenAI.Chat.ChatCompletionOptions { StoredOutputEnabled = true };""",
    ];

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task Storing_is_switched_off_where_the_options_are_created(string before, string after)
    {
        var solution = Workshop.Solution(Program(before), withRuntime: false);
        await solution.AssertCompilesAsync();
        var finding = (await Findings.FindingsAsync(solution))[0];

        var action = Assert.Single(await Fixing.OfferedAsync(new SwitchOffStorage(), solution, finding));
        var changed = await Fixing.AllAsync(new SwitchOffStorage(), solution, Findings);

        Assert.Equal("Do not let the provider store the response", action.Title);
        Assert.Equal(Program(after), await changed.TextAsync("Program.cs"));
        await changed.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(changed));
    }

    [Theory]
    [MemberData(nameof(Unfixable))]
    public async Task Nothing_is_offered_where_the_response_is_needed_or_no_options_are_given(string statements)
    {
        var solution = Workshop.Solution(Program(statements));
        await solution.AssertCompilesAsync();
        var findings = await Findings.FindingsAsync(solution);

        Assert.NotEmpty(findings);
        foreach (var finding in findings)
        {
            Assert.Empty(await Fixing.OfferedAsync(new SwitchOffStorage(), solution, finding));
        }
    }

    private static string Program(string statements) => $$"""
        #pragma warning disable OPENAI001
        using OpenAI.Responses;

        var client = new ResponsesClient("k");
        {{statements}}

        """;
}
