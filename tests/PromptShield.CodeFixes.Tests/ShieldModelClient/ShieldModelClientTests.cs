using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

public class ShieldModelClientTests
{
    private static readonly FixCase[] Fixed = [.. OpenAICases.All, .. ExtensionsCases.All, .. ConnectionCases.All, .. KernelCases.All];
    private static readonly FixCase[] Left = [.. OpenAICases.Untouched, .. ExtensionsCases.Untouched, .. ConnectionCases.Untouched, .. KernelCases.Untouched];

    public static TheoryData<string> FixedNames => [.. Fixed.Select(each => each.Name)];

    public static TheoryData<string> ReportedNames => [.. Fixed.Where(each => each.IsReported).Select(each => each.Name)];

    /// <summary>Programs that do not mention the shield: they compile without its package.</summary>
    public static TheoryData<string> UnshieldedNames =>
        [.. Fixed.Where(each => each.IsReported && !each.Before.Contains("using PromptShield;", StringComparison.Ordinal)).Select(each => each.Name)];

    public static TheoryData<string> LeftNames => [.. Left.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(FixedNames))]
    public async Task Shields_where_the_client_is_made(string name)
    {
        var example = Fixed.Single(each => each.Name == name);
        var (solution, findings) = Marked(example);
        await solution.AssertCompilesAsync();
        var finding = Assert.Single(await findings.FindingsAsync(solution));

        var action = Assert.Single(await Fixing.OfferedAsync(new ShieldModelClient(), solution, finding));
        var fixedSolution = await Fixing.AppliedAsync(action);

        Assert.Equal("Shield the client", action.Title);
        Assert.Equal("PSH1001", action.EquivalenceKey);
        Assert.Equal(example.After, await fixedSolution.TextAsync("Program.cs"));
        await fixedSolution.AssertCompilesAsync();
    }

    [Theory]
    [MemberData(nameof(LeftNames))]
    public async Task Offers_nothing_where_no_hook_applies(string name)
    {
        var example = Left.Single(each => each.Name == name);
        var (solution, findings) = Marked(example);
        await solution.AssertCompilesAsync();
        var finding = Assert.Single(await findings.FindingsAsync(solution));

        Assert.Empty(await Fixing.OfferedAsync(new ShieldModelClient(), solution, finding));
    }

    [Theory]
    [MemberData(nameof(ReportedNames))]
    public async Task The_finding_of_the_real_rule_is_gone(string name)
    {
        var example = Fixed.Single(each => each.Name == name);
        var rule = new AnalyzerFindings(new UnguardedModelCall(), "PSH1001");
        var solution = Workshop.Solution(Markup.Strip(example.Before), example.Language);
        Assert.NotEmpty(await rule.FindingsAsync(solution));

        var changed = await Fixing.AllAsync(new ShieldModelClient(), solution, rule);

        await changed.AssertCompilesAsync();
        Assert.Empty(await rule.FindingsAsync(changed));
        Assert.Equal(example.After, await changed.TextAsync("Program.cs"));
    }

    [Theory]
    [MemberData(nameof(UnshieldedNames))]
    public async Task A_second_run_changes_nothing_even_before_the_package_is_added(string name)
    {
        var example = Fixed.Single(each => each.Name == name);
        var rule = new AnalyzerFindings(new UnguardedModelCall(), "PSH1001");
        var text = Markup.Strip(example.Before);
        var once = await Fixing.AllAsync(new ShieldModelClient(), Workshop.Solution(text, example.Language, withRuntime: false), rule);
        var twice = await Fixing.AllAsync(new ShieldModelClient(), once, rule);

        Assert.Equal(example.After, await once.TextAsync("Program.cs"));
        Assert.Equal(example.After, await twice.TextAsync("Program.cs"));
    }

    [Fact]
    public async Task Names_the_package_that_is_missing()
    {
        const string Code = """
            using OpenAI.Chat;

            ChatClient client = [|new ChatClient("m", "k")|];
            """;
        var solution = Workshop.Solution(Markup.Strip(Code), withRuntime: false);
        var findings = new MarkedFindings("PSH1001", new Dictionary<string, List<TextSpan>> { ["Program.cs"] = Markup.Spans(Code) });
        var finding = Assert.Single(await findings.FindingsAsync(solution));

        var action = Assert.Single(await Fixing.OfferedAsync(new ShieldModelClient(), solution, finding));
        var text = await (await Fixing.AppliedAsync(action)).TextAsync("Program.cs");

        Assert.Equal("Shield the client (add package PromptShield.Runtime)", action.Title);
        Assert.Equal("PSH1001", action.EquivalenceKey);
        Assert.Equal(
            """
            using OpenAI.Chat;
            using PromptShield;

            ChatClient client = new ChatClient("m", "k").Shielded();
            """,
            text);
    }

    private static (Solution Solution, FindingSource Findings) Marked(FixCase example) =>
        (Workshop.Solution(Markup.Strip(example.Before), example.Language),
            new MarkedFindings("PSH1001", new Dictionary<string, List<TextSpan>> { ["Program.cs"] = Markup.Spans(example.Before) }));
}
