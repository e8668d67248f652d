using PromptShield.Reporting;

namespace PromptShield;

/// <summary>PSH7002: suppressed violations that no waiver accepts.</summary>
public class UnjustifiedSuppressionTests
{
    private static readonly Finding Found = new() { Rule = "PSH1001", File = Desk.Call.File, Line = Desk.Call.Line, Column = Desk.Call.Column, Message = "m" };

    [Theory]
    [InlineData("pragma", "PSH1001 is suppressed by a pragma, and no waiver accepts it")]
    [InlineData("attribute", "PSH1001 is suppressed by an attribute, and no waiver accepts it")]
    [InlineData("suppressor", "PSH1001 is suppressed by a diagnostic suppressor, and no waiver accepts it")]
    [InlineData("external", "PSH1001 is suppressed by other means, and no waiver accepts it")]
    public void A_suppressed_violation_is_reported_at_its_place_with_the_road(string how, string text)
    {
        var report = Desk.Report(null, Suppressed(how));

        var item = Unjustified(report)!;
        Assert.Equal((text, "rule-findings", "chat", Desk.Call.File, 12, 30), (item.ReasonText, item.Site.Population, item.Site.Kind, item.Site.File, item.Site.Line, item.Site.Column));
        Assert.Equal((GuardState.Unguarded, "rule-violated"), (item.Guard, item.Reason));
        Assert.Equal(["PS-C17"], item.Controls);
        Assert.Equal(ControlResult.Fail, report.Controls.Single(control => control.Definition.Id == "PS-C17").Result);
        Assert.Equal(text, Assert.Single(report.Warnings).Text.Split(": ")[1]);
    }

    [Fact]
    public void A_violation_whose_finding_settings_switched_off_is_reported_too()
    {
        var item = Unjustified(Desk.Report(null, Desk.Program(Desk.Call) with { SwitchedOff = ["PSH1001"] }))!;

        Assert.Equal("PSH1001 is switched off here (NoWarn, a configuration file or a rule set), and no waiver accepts it", item.ReasonText);
    }

    [Fact]
    public void Where_settings_switch_a_rule_off_for_one_file_the_others_are_not_blamed()
    {
        var other = Desk.Call with { File = "src/Desk/Quiet.cs", Symbol = "M:Acme.Quiet" };
        var items = Desk.Report(null, Desk.Program(Desk.Call, other) with { Findings = [Found], SwitchedOff = ["PSH1001"] }).Items.Where(item => item.Site.Rule == "PSH7002");

        Assert.Equal("src/Desk/Quiet.cs", Assert.Single(items).Site.File);
    }

    [Fact]
    public void What_is_not_suppressed_is_not_reported()
    {
        Assert.Null(Unjustified(Desk.Report(null, Desk.Program(Desk.Call) with { Findings = [Found] })));
        Assert.Null(Unjustified(Desk.Report(null, Desk.Program(Desk.Call))));
        Assert.Null(Unjustified(Desk.Report(null, Desk.Program(Desk.Call) with { SwitchedOff = ["PSH2001"] })));
        Assert.Null(Unjustified(Desk.Report(null, Desk.Program(Desk.GuardedCall) with { SwitchedOff = ["PSH1001"] })));
        Assert.Null(Unjustified(Desk.Report(null, Desk.Program(Desk.DeferredCall) with { SwitchedOff = ["PSH1001"] })));
    }

    [Fact]
    public void A_waiver_that_applies_justifies()
        => Assert.Null(Unjustified(Desk.Report(new Policy { Waivers = [Desk.Waiver(Desk.CallId)] }, Suppressed("pragma"))));

    [Fact]
    public void A_waiver_that_has_expired_or_is_for_another_rule_does_not()
    {
        Assert.EndsWith("and its waiver expired on 2026-01-01", Unjustified(Desk.Report(new Policy { Waivers = [Desk.Waiver(Desk.CallId, "2026-01-01")] }, Suppressed("pragma")))!.ReasonText, StringComparison.Ordinal);
        Assert.EndsWith("and no waiver accepts it", Unjustified(Desk.Report(new Policy { Waivers = [Desk.Waiver(Desk.CallId) with { Rule = "PSH2001" }] }, Suppressed("pragma")))!.ReasonText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiver_whose_id_more_than_one_site_has_does_not()
    {
        var twin = Desk.Call with { Line = 40 };
        var report = Desk.Report(new Policy { Waivers = [Desk.Waiver(Desk.CallId)] }, Desk.Program(Desk.Call, twin) with { Findings = [Found with { Suppression = new("pragma", "") }] });

        Assert.Contains(report.Items, item => item.Site.Rule == "PSH7002" && item.ReasonText.EndsWith("its waiver names an id that more than one site has", StringComparison.Ordinal));
    }

    [Fact]
    public void The_baseline_of_the_violation_is_no_justification_and_the_suppression_can_be_baselined_itself()
    {
        var fragment = Suppressed("attribute");
        var first = ReportBuilder.Build([fragment], null, new ReportContext { Today = Desk.Today, BaselineSiteIds = [Desk.CallId] });
        var item = Unjustified(first)!;
        Assert.Equal(GuardState.Unguarded, item.Guard);

        var second = ReportBuilder.Build([fragment], null, new ReportContext { Today = Desk.Today, BaselineSiteIds = [Desk.CallId, item.SiteId] });
        Assert.Equal(GuardState.Baselined, Unjustified(second)!.Guard);
    }

    [Fact]
    public void It_warns_and_fails_the_gate_only_where_the_policy_enforces_it()
    {
        var quiet = new Policy { Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Warn } };
        var strict = new Policy { Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Warn, ["PSH7002"] = RuleLevel.Enforce } };

        Assert.Equal(GateVerdict.Pass, Desk.Report(quiet, Suppressed("pragma")).Gate);
        Assert.Equal("PSH7002", Assert.Single(Desk.Report(strict, Suppressed("pragma")).GateReasons).Rule);
    }

    [Fact]
    public void Two_rules_suppressed_at_one_call_are_two_suppressions()
    {
        var tied = Desk.Call with { Population = "rule-findings", Rule = "PSH4004", Reason = "rule-violated" };
        var report = Desk.Report(null, Desk.Program(Desk.Call, tied) with { Findings = [Found with { Suppression = new("pragma", "") }, Found with { Rule = "PSH4004", Suppression = new("pragma", "") }] });

        Assert.Equal(2, report.Items.Where(item => item.Site.Rule == "PSH7002").Select(item => item.SiteId).Distinct().Count());
    }

    [Fact]
    public void The_report_does_not_depend_on_the_order_of_target_frameworks()
    {
        var one = Suppressed("pragma");
        var two = Suppressed("attribute") with { TargetFramework = "net8.0" };

        Assert.Equal(ReportJson.Text(Desk.Report(null, one, two)), ReportJson.Text(Desk.Report(null, two, one)));
    }

    private static ProjectFragment Suppressed(string how) => Desk.Program(Desk.Call) with { Findings = [Found with { Suppression = new(how, "") }] };

    private static ReportItem? Unjustified(Report report) => report.Items.SingleOrDefault(item => item.Site.Rule == "PSH7002");
}
