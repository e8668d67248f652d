using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules;

namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class RulePageTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers = [new UnguardedModelCall(), new PersonalDataInLog(), new RuleFindings(), new ControlInventory()];

    public static TheoryData<string> Rules { get; } = [.. Analyzers.SelectMany(static rule => rule.SupportedDiagnostics).Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_page_that_its_help_link_names(string id)
    {
        var rule = Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Single(rule => rule.Id == id);
        var key = typeof(RulePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "KeyFile").Value!;
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(key)!, "analyzers", "docs", id + ".md"));
        Assert.StartsWith($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}", page, StringComparison.Ordinal);
        Assert.Contains($"| Category | {rule.Category} |", page, StringComparison.Ordinal);
        string[] parts = id == "PSH9001" ? [] : ["## What it finds", "## Why", id == "PSH1001" ? "## Examples" : "## Bad", "## How to fix", "## How to suppress"];
        Assert.All(parts, part => Assert.Contains("\n" + part + "\n", page, StringComparison.Ordinal));
        Assert.EndsWith($"/analyzers/docs/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_model_calls_explains_every_reason_that_one_can_have()
    {
        string[] others = [Reasons.Redacted, Reasons.PersonalDataUnredacted, Reasons.RuleViolated, Reasons.TransportNotCovered, Reasons.MethodGroup, Reasons.Reflection];
        var reasons = typeof(Reasons).GetFields().Select(static field => (string)field.GetRawConstantValue()!).ToList();
        var key = typeof(RulePageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "KeyFile").Value!;
        var rows = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(key)!, "analyzers", "docs", "PSH1001.md"));
        Assert.All(reasons, reason => Assert.Equal(!others.Contains(reason), rows.Any(row => row.StartsWith($"| `{reason}` |", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_inventory_cannot_be_configured_away()
    {
        var rule = Assert.Single(new ControlInventory().SupportedDiagnostics);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags);
        Assert.Contains(WellKnownDiagnosticTags.CompilationEnd, rule.CustomTags);
        Assert.Equal(DiagnosticSeverity.Info, rule.DefaultSeverity);
    }
}
