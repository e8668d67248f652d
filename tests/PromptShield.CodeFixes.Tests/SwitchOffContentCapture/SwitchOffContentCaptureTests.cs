using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

public class SwitchOffContentCaptureTests
{
    private static readonly AnalyzerFindings Findings = new(new RuleFindings(), "PSH2005");

    public static TheoryData<string, string> Cases => new()
    {
        { "raw.AsBuilder().UseOpenTelemetry(configure: o => o.EnableSensitiveData = true);", "raw.AsBuilder().UseOpenTelemetry(configure: o => o.EnableSensitiveData = false);" },
        { "_ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = /* all */ true };", "_ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = /* all */ false };" },
        { "AppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", true);", "AppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", false);" },
        { "AppContext.SetSwitch(isEnabled: true, switchName: \"Azure.Experimental.TraceGenAIMessageContent\");", "AppContext.SetSwitch(isEnabled: false, switchName: \"Azure.Experimental.TraceGenAIMessageContent\");" },
        { "Environment.SetEnvironmentVariable(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"TRUE\");", "Environment.SetEnvironmentVariable(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"false\");" },
        { "Environment.SetEnvironmentVariable(\"AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED\", \"1\");", "Environment.SetEnvironmentVariable(\"AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED\", \"false\");" },
        {
            "_ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = true }; _ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = true };",
            "_ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = false }; _ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = false };"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_value_becomes_false_and_a_second_run_changes_nothing(string before, string after)
    {
        var solution = Workshop.Solution(Source(before));
        await solution.AssertCompilesAsync();
        Assert.NotEmpty(await Findings.FindingsAsync(solution));

        var once = await Fixing.AllAsync(new SwitchOffContentCapture(), solution, Findings);
        var twice = await Fixing.AllAsync(new SwitchOffContentCapture(), once, Findings);

        Assert.Equal(Source(after), await once.TextAsync("Program.cs"));
        Assert.Equal(Source(after), await twice.TextAsync("Program.cs"));
        await once.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(once));
    }

    [Theory]
    [InlineData("const bool all = true; _ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = all };")]
    [InlineData("Environment.SetEnvironmentVariable(\"ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE\", \"content\");")]
    [InlineData("LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace)); _ = raw.AsBuilder().UseLogging();")]
    public async Task Nothing_is_offered_where_the_value_is_not_written_out(string statements)
    {
        var solution = Workshop.Solution(Source(statements));
        await solution.AssertCompilesAsync();
        var finding = Assert.Single(await Findings.FindingsAsync(solution));

        Assert.Empty(await Fixing.OfferedAsync(new SwitchOffContentCapture(), solution, finding));
    }

    [Fact]
    public async Task The_title_asks_for_no_package()
    {
        var solution = Workshop.Solution(Source("_ = new OpenTelemetryChatClient(raw) { EnableSensitiveData = true };"), withRuntime: false);
        var finding = Assert.Single(await Findings.FindingsAsync(solution));

        var action = Assert.Single(await Fixing.OfferedAsync(new SwitchOffContentCapture(), solution, finding));

        Assert.Equal(("Do not record content", "PSH2005"), (action.Title, action.EquivalenceKey));
    }

    private static string Source(string statements) => $$"""
        using System;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Logging;

        public static class Telemetry
        {
            public static void Configure(IChatClient raw)
            {
                {{statements}}
            }
        }
        """;
}
