using PromptShield.Reporting;
using PromptShield.Tool;

namespace PromptShield;

public class SummaryTests
{
    private static readonly ReportItem Call = Item("a1", "PSH1001", GuardState.Unguarded, "client-not-shielded", 3);

    [Fact]
    public void EveryFindingOfASiteIsShownOnce()
    {
        var log = Item("b2", "PSH2001", GuardState.Unguarded, "personal-data-unredacted", 5);

        string text = Text(Of(log) with { Findings = [Finding("b2", "'Email' is logged"), Finding("b2", "'Phone' is logged"), Finding("b2", "'Email' is logged"), Finding("other", "no matter")] });

        Assert.Contains("""

            Violations (1):
              App/A.cs:5:7: PSH2001: 'Email' is logged [site b2]
                and 'Phone' is logged

            """, text, StringComparison.Ordinal);
        Assert.DoesNotContain("no matter", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ASiteWithoutAFindingShowsTheReasonOfTheInventory()
        => Assert.Contains("  App/A.cs:3:7: PSH1001: in words [site a1]\n", Text(Of(Call)), StringComparison.Ordinal);

    [Fact]
    public void WhatThePolicyDoesNotEnforceIsTitledSo()
    {
        var log = Item("b2", "PSH2001", GuardState.Unguarded, "personal-data-unredacted", 5);
        var policy = new Policy { Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Off, ["PSH2001"] = RuleLevel.Warn } };

        string text = Text(Of(Call, log), policy);

        Assert.Contains("Violations, not enforced (PSH2001 is warn) (1):\n  App/A.cs:5:7:", text, StringComparison.Ordinal);
        Assert.Contains("Violations, not enforced (PSH1001 is off) (1):\n  App/A.cs:3:7:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Violations (", text, StringComparison.Ordinal);
    }

    [Fact]
    public void DeferredAndNotAnalysedSitesHaveSectionsOfTheirOwn()
    {
        var deferred = Item("c3", "PSH1001", GuardState.Deferred, "handed-in", 8, "parameter client");
        var open = Item("d4", "PSH1001", GuardState.NotAnalyzed, "dynamic-or-unresolved", 9);
        var undischarged = Item("e5", "PSH1001", GuardState.Deferred, "deferred-undischarged", 10, "field _client");

        string text = Text(Of(deferred, open, undischarged));

        Assert.Contains("Deferred (1):\n  App/A.cs:8:7: PSH1001: in words; the shield is owed by parameter client [site c3]\n", text, StringComparison.Ordinal);
        Assert.Contains("Not analysed sites (1):\n  App/A.cs:9:7: PSH1001: in words (dynamic-or-unresolved) [site d4]\n", text, StringComparison.Ordinal);
        Assert.Contains("Violations (1):\n  App/A.cs:10:7:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void OneOfAThingIsNoPlural()
    {
        string text = Text(new Report
        {
            NotAnalyzed = [new("files", "generated", 1, "App/App.csproj", ""), new("files", "too-large", 2, "App/App.csproj", ""), new("code", "unresolved", 1, "App/App.csproj", "")],
            Excluded = [new("file", "policy-exclude", 1, "App/B.cs", 1), new("file", "policy-exclude", 1, "App/C.cs", 2)],
        });

        Assert.Contains("App/App.csproj: 1 file (generated)\n", text, StringComparison.Ordinal);
        Assert.Contains("App/App.csproj: 2 files (too-large)\n", text, StringComparison.Ordinal);
        Assert.Contains("App/App.csproj: 1 code (unresolved)\n", text, StringComparison.Ordinal);
        Assert.Contains("App/B.cs (policy-exclude, 1 site)\n", text, StringComparison.Ordinal);
        Assert.Contains("App/C.cs (policy-exclude, 2 sites)\n", text, StringComparison.Ordinal);
    }

    private static string Text(Report report, Policy? policy = null)
    {
        var output = new StringWriter { NewLine = "\n" };
        new Summary(output).Write(report, policy, "report.html");
        return output.ToString();
    }

    private static Report Of(params ReportItem[] items) => new() { Gate = GateVerdict.Fail, Populations = [new("model-calls", "", items)] };

    private static ReportFinding Finding(string siteId, string message) => new(new Finding { Rule = "PSH2001", Message = message }, "App/App.csproj", siteId);

    private static ReportItem Item(string siteId, string rule, GuardState guard, string reason, int line, string owedTo = "") => new()
    {
        SiteId = siteId,
        Guard = guard,
        Reason = reason,
        ReasonText = "in words",
        Site = new InventorySite { File = "App/A.cs", Line = line, Column = 7, Rule = rule, OwedTo = owedTo },
    };
}
