using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

/// <summary>The fix where the value goes elsewhere than into a log: the findings come from the real analyzer.</summary>
public class RedactContentTests
{
    private static readonly AnalyzerFindings Findings = new(new RuleFindings(), "PSH2004", "PSH2006");

    [Theory]
    [InlineData("""throw new System.InvalidOperationException($"No {user.Email}");""", """throw new System.InvalidOperationException($"No {Shield.Default.Redact(user.Email)}");""")]
    [InlineData("""throw new System.InvalidOperationException("No " + user.Email);""", """throw new System.InvalidOperationException("No " + Shield.Default.Redact(user.Email));""")]
    [InlineData("""System.IO.File.WriteAllText("a", client.GetResponseAsync("x").Result.Text);""", """System.IO.File.WriteAllText("a", Shield.Default.Redact(client.GetResponseAsync("x").Result.Text));""")]
    [InlineData("""logger.LogInformation("{Id} {Answer}", user.Id, client.GetResponseAsync("x").Result);""", """logger.LogInformation("{Id} {Answer}", user.Id, Shield.Default.Redact(client.GetResponseAsync("x").Result.ToString()));""")]
    public async Task Redacts_and_the_finding_is_gone(string before, string after)
    {
        var solution = Workshop.Solution(Program("", before));
        await solution.AssertCompilesAsync();
        Assert.NotEmpty(await Findings.FindingsAsync(solution));

        var changed = await Fixing.AllAsync(new RedactLoggedValue(), solution, Findings);

        Assert.Equal(Program("using PromptShield;\n", after), await changed.TextAsync("Program.cs"));
        await changed.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(changed));
    }

    private static string Program(string import, string statement) => $$"""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Logging;
        {{import}}
        public record User(int Id, string Email);
        public class C
        {
            public void M(User user, IChatClient client, ILogger<C> logger)
            {
                {{statement}}
            }
        }
        """;
}
