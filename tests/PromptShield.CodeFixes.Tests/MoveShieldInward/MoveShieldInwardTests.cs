using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

public class MoveShieldInwardTests
{
    private static readonly AnalyzerFindings Findings = new(new RuleFindings(), "PSH1002");

    private static readonly FixCase[] Cases =
    [
        Case("One line", "return raw.AsBuilder().UsePromptShield().UseFunctionInvocation().Build();", "return raw.AsBuilder().UseFunctionInvocation().UsePromptShield().Build();"),
        Case(
            "Two after the shield, and its argument moves with it",
            "return raw.AsBuilder().UsePromptShield(Shield.Default).ConfigureOptions(o => o.ModelId = \"x\").UseFunctionInvocation().Build();",
            "return raw.AsBuilder().ConfigureOptions(o => o.ModelId = \"x\").UseFunctionInvocation().UsePromptShield(Shield.Default).Build();"),
        Case(
            "A line a link",
            """
            return raw.AsBuilder()
                        .UsePromptShield()
                        .UseFunctionInvocation() // tools
                        .Build();
            """,
            """
            return raw.AsBuilder()
                        .UseFunctionInvocation() // tools
                        .UsePromptShield()
                        .Build();
            """),
        Case(
            "Two chains in one document",
            "_ = raw.AsBuilder().UsePromptShield().UseFunctionInvocation().Build(); return raw.AsBuilder().UsePromptShield().UseFunctionInvocation().Build();",
            "_ = raw.AsBuilder().UseFunctionInvocation().UsePromptShield().Build(); return raw.AsBuilder().UseFunctionInvocation().UsePromptShield().Build();"),
        Case(
            "A registration",
            "new ServiceCollection().AddChatClient(raw).UsePromptShield().UseFunctionInvocation(); return raw;",
            "new ServiceCollection().AddChatClient(raw).UseFunctionInvocation().UsePromptShield(); return raw;"),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_shield_comes_last_and_a_second_run_changes_nothing(string name)
    {
        var example = Cases.Single(each => each.Name == name);
        var solution = Workshop.Solution(example.Before);
        await solution.AssertCompilesAsync();
        Assert.NotEmpty(await Findings.FindingsAsync(solution));

        var once = await Fixing.AllAsync(new MoveShieldInward(), solution, Findings);
        var twice = await Fixing.AllAsync(new MoveShieldInward(), once, Findings);

        Assert.Equal(example.After, await once.TextAsync("Program.cs"));
        Assert.Equal(example.After, await twice.TextAsync("Program.cs"));
        await once.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(once));
    }

    [Theory]
    [InlineData("var builder = raw.AsBuilder(); builder.UsePromptShield(); builder.UseFunctionInvocation(); return builder.Build();")]
    [InlineData("_ = raw.Shielded().GetService<OpenAI.Chat.ChatClient>(); return raw;")]
    public async Task Nothing_is_offered_where_no_chain_holds_both(string statements)
    {
        var solution = Workshop.Solution(Source(statements));
        await solution.AssertCompilesAsync();
        var finding = Assert.Single(await Findings.FindingsAsync(solution));

        Assert.Empty(await Fixing.OfferedAsync(new MoveShieldInward(), solution, finding));
    }

    private static FixCase Case(string name, string before, string after) => new(name, Source(before), Source(after));

    private static string Source(string statements) => $$"""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using PromptShield;

        public static class Clients
        {
            public static IChatClient Make(IChatClient raw)
            {
                {{statements}}
            }
        }
        """;
}
