using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

public class RedactLoggedValueTests
{
    private static readonly AnalyzerFindings Findings = new(new PersonalDataInLog(), "PSH2001", "PSH2002");

    public static TheoryData<string> Fixed => [.. RedactCases.All.Select(each => each.Name)];

    public static TheoryData<string> Unfixable => [.. RedactCases.Unfixable.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task Redacts_and_the_finding_is_gone(string name)
    {
        var example = RedactCases.All.Single(each => each.Name == name);
        var solution = Workshop.Solution(example.Before);
        await solution.AssertCompilesAsync();
        Assert.NotEmpty(await Findings.FindingsAsync(solution));

        var changed = await Fixing.AllAsync(new RedactLoggedValue(), solution, Findings);

        Assert.Equal(example.After, await changed.TextAsync("Program.cs"));
        await changed.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(changed));
    }

    [Theory]
    [MemberData(nameof(Unfixable))]
    public async Task Offers_nothing_where_no_text_fits(string name)
    {
        var example = RedactCases.Unfixable.Single(each => each.Name == name);
        var solution = Workshop.Solution(example.Before);
        await solution.AssertCompilesAsync();
        var findings = await Findings.FindingsAsync(solution);

        Assert.NotEmpty(findings);
        foreach (var finding in findings)
        {
            Assert.Empty(await Fixing.OfferedAsync(new RedactLoggedValue(), solution, finding));
        }
    }

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task Names_the_missing_package_and_changes_nothing_in_a_second_run(string name)
    {
        var example = RedactCases.All.Single(each => each.Name == name);
        var solution = Workshop.Solution(example.Before, withRuntime: false);
        var finding = (await Findings.FindingsAsync(solution))[0];

        var action = Assert.Single(await Fixing.OfferedAsync(new RedactLoggedValue(), solution, finding));
        var once = await Fixing.AllAsync(new RedactLoggedValue(), solution, Findings);
        var twice = await Fixing.AllAsync(new RedactLoggedValue(), once, Findings);

        Assert.Equal("Redact the value (add package PromptShield.Runtime)", action.Title);
        Assert.Equal("PSH2001", action.EquivalenceKey);
        Assert.Equal(example.After, await once.TextAsync("Program.cs"));
        Assert.Equal(example.After, await twice.TextAsync("Program.cs"));
    }
}
