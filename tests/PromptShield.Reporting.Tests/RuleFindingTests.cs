using PromptShield.Reporting;

namespace PromptShield;

/// <summary>Violations of rules that have no population of their own.</summary>
public class RuleFindingTests
{
    private static readonly InventorySite Credential = Desk.Call with
    {
        Population = "rule-findings", Kind = "code", Api = "F:Acme.Keys.OpenAI", Symbol = "F:Acme.Keys.OpenAI", Line = 3, Column = 30,
        Sdk = "", Provider = "unknown", Reason = "rule-violated", ReasonText = "a key of OpenAI stands in the code", Rule = "PSH6001", Origin = "",
    };

    [Fact]
    public void A_finding_of_an_enforced_rule_fails_the_gate_and_its_control_though_no_compiler_warning_is_left()
    {
        var report = Desk.Report(null, Desk.Program(Desk.GuardedCall, Credential));

        var reason = Assert.Single(report.GateReasons);
        Assert.Equal((GateReasonCodes.Violation, "PSH6001", 3), (reason.Code, reason.Rule, reason.Line));
        Assert.Equal("Keys.OpenAI: a key of OpenAI stands in the code", reason.Text);
        Assert.Equal((ControlResult.Fail, 1, 1, null), Measured(report, "PS-C10"));
        Assert.Equal((ControlResult.Pass, 1, 0, 100.0), Measured(report, "PS-C09"));
    }

    [Fact]
    public void A_rule_that_warns_by_itself_does_not_fail_the_gate_until_the_policy_enforces_it()
    {
        var alias = Credential with { Rule = "PSH5003" };

        Assert.Equal(GateVerdict.Pass, Desk.Report(null, Desk.Program(Desk.GuardedCall, alias)).Gate);
        Assert.Equal(GateVerdict.Fail, Desk.Report(new Policy { Rules = new Dictionary<string, RuleLevel> { ["PSH5003"] = RuleLevel.Enforce } }, Desk.Program(Desk.GuardedCall, alias)).Gate);
    }

    [Fact]
    public void A_bypass_counts_against_the_control_of_the_gatekeeper()
    {
        var bypass = Credential with { Rule = "PSH1002" };

        var report = Desk.Report(null, Desk.Program(Desk.GuardedCall, bypass));

        Assert.Equal((ControlResult.Fail, 1, 0, 100.0), Measured(report, "PS-C09"));
        Assert.Equal([SiteId.Of(Desk.Project, bypass)], report.Controls.Single(control => control.Definition.Id == "PS-C09").FindingSiteIds);
    }

    [Fact]
    public void A_waived_bypass_leaves_the_control_passed_with_waivers()
    {
        var bypass = Credential with { Rule = "PSH1002" };
        var policy = new Policy { Waivers = [Desk.Waiver(SiteId.Of(Desk.Project, bypass)) with { Rule = "PSH1002" }] };

        Assert.Equal((ControlResult.PassWithWaivers, 1, 0, 100.0), Measured(Desk.Report(policy, Desk.Program(Desk.GuardedCall, bypass)), "PS-C09"));
    }

    [Fact]
    public void Findings_of_two_rules_at_one_call_have_ids_of_their_own_so_that_each_can_be_waived()
    {
        var other = Credential with { Rule = "PSH5003" };
        var policy = new Policy { Waivers = [Desk.Waiver(SiteId.Of(Desk.Project, Credential)) with { Rule = "PSH6001" }] };

        var report = Desk.Report(policy, Desk.Program(Desk.GuardedCall, Credential, other));

        Assert.NotEqual(SiteId.Of(Desk.Project, Credential), SiteId.Of(Desk.Project, other));
        Assert.Equal((ControlResult.PassWithWaivers, 1, 0, null), Measured(report, "PS-C10"));
        Assert.Equal(GuardState.Unguarded, report.Items.Single(item => item.Site.Rule == "PSH5003").Guard);
        Assert.Equal(GateVerdict.Pass, report.Gate);
    }

    [Fact]
    public void A_finding_of_the_compiler_is_tied_to_its_item()
    {
        var finding = new Finding { Rule = "PSH6001", File = Credential.File, Line = Credential.Line, Column = Credential.Column, Message = "m" };

        var report = Desk.Report(null, Desk.Program(Desk.GuardedCall, Credential) with { Findings = [finding, finding with { Column = 31 }] });

        Assert.Equal([SiteId.Of(Desk.Project, Credential), null], report.Findings.Select(entry => entry.SiteId));
    }

    [Fact]
    public void Nothing_found_says_something_only_where_there_are_model_calls()
    {
        Assert.Equal(ControlResult.Pass, Measured(Desk.Report(null, Desk.Program(Desk.GuardedCall)), "PS-C10").Result);
        Assert.Equal(ControlResult.NotApplicable, Measured(Desk.Report(null, Desk.Program(Desk.Sink)), "PS-C10").Result);
        Assert.Equal(ControlResult.NotEvaluated, Measured(Desk.Report(null, Desk.Program(Desk.GuardedCall) with { Problems = [new("compile-errors", "x")] }), "PS-C10").Result);
    }

    [Fact]
    public void Every_rule_has_a_control_and_every_control_a_rule()
    {
        Assert.All(RuleCatalog.All, rule => Assert.NotEmpty(rule.Controls));
        Assert.Equal(ControlCatalog.All.Select(control => control.Id), RuleCatalog.All.SelectMany(rule => rule.Controls).Distinct().Order(StringComparer.Ordinal));
    }

    private static (ControlResult Result, int Population, int Violating, double? Coverage) Measured(Report report, string id)
    {
        var control = report.Controls.Single(control => control.Definition.Id == id);
        return (control.Result, control.Population, control.Violating, control.Coverage);
    }
}
