using PromptShield.Reporting;

namespace PromptShield;

public class GateTests
{
    private static readonly UnanalyzedProject FSharp = new("src/Rules/Rules.fsproj", false, new("other-language", "F# projects are not analysed."));

    [Fact]
    public void Passes_when_every_site_is_guarded()
    {
        var report = Desk.Report(null, Desk.Program(Desk.GuardedCall, Desk.Sink));

        Assert.Equal(GateVerdict.Pass, report.Gate);
        Assert.Empty(report.GateReasons);
        Assert.All(report.Controls, control => Assert.Equal(ControlResult.Pass, control.Result));
    }

    [Fact]
    public void Passes_over_nothing_and_says_so()
    {
        var report = Desk.Report(null, Desk.Program());

        Assert.Equal(GateVerdict.Pass, report.Gate);
        Assert.All(report.Controls, control => Assert.Equal((ControlResult.NotApplicable, null), (control.Result, control.Coverage)));
    }

    [Fact]
    public void Does_not_pass_when_there_was_nothing_to_look_at()
    {
        var report = Desk.Report(null);

        Assert.Equal(GateVerdict.NotEvaluated, report.Gate);
        Assert.All(report.Controls, control => Assert.Equal(ControlResult.NotEvaluated, control.Result));
    }

    [Theory]
    [InlineData("**", false)]
    [InlineData("samples/**", true)]
    public void Does_not_pass_when_everything_is_out_of_scope(string exclude, bool isTestProject)
    {
        var policy = new Policy { Scope = new() { Exclude = [exclude] } };
        var fragment = Desk.Program(Desk.GuardedCall) with { IsTestProject = isTestProject };

        var report = Desk.Report(policy, fragment);

        Assert.Equal(GateVerdict.NotEvaluated, report.Gate);
        Assert.Equal("PS-C01 is not evaluated because nothing is in scope", report.GateReasons[0].Text);
        Assert.All(report.Controls, control => Assert.Equal(ControlResult.NotEvaluated, control.Result));
        Assert.Single(report.Excluded);

        // A project of many that is out of scope is nothing to complain about when it is built alone.
        Assert.Equal(GateVerdict.Pass, ReportBuilder.Build([fragment], policy, new ReportContext { Today = Desk.Today, CoversWholePolicy = false }).Gate);
    }

    [Fact]
    public void Fails_on_an_unguarded_call_and_names_its_place()
    {
        var report = Desk.Report(null, Desk.Program(Desk.Call));

        Assert.Equal(GateVerdict.Fail, report.Gate);
        var reason = Assert.Single(report.GateReasons);
        Assert.Equal((GateReasonCodes.Violation, Desk.CallId, "PSH1001", "src/Desk/Assistant.cs", 12, 30), (reason.Code, reason.SiteId, reason.Rule, reason.File, reason.Line, reason.Column));
        Assert.Equal("ChatClient.CompleteChat reaches openai without the shield: the client is created without it", reason.Text);
    }

    [Fact]
    public void Says_a_model_where_the_provider_is_not_known()
        => Assert.StartsWith("ChatClient.CompleteChat reaches a model without the shield", Assert.Single(Desk.Report(null, Desk.Program(Desk.Call with { Provider = "unknown" })).GateReasons).Text, StringComparison.Ordinal);

    [Fact]
    public void Fails_on_personal_data_that_leaks()
        => Assert.Equal("LoggerExtensions.LogInformation receives personal data (email): the e-mail address is not redacted",
            Assert.Single(Desk.Report(null, Desk.Program(Desk.LeakingSink)).GateReasons).Text);

    [Fact]
    public void Says_once_which_classes_of_data_arrive_in_the_clear()
    {
        var sink = Desk.LeakingSink with { DataClasses = ["email", "person-name", "phone"], ReasonText = "phone,person-name arrives in the clear" };

        Assert.Equal("LoggerExtensions.LogInformation receives personal data: phone, person-name arrives in the clear",
            Assert.Single(Desk.Report(null, Desk.Program(sink)).GateReasons).Text);
    }

    [Fact]
    public void A_control_has_one_reason_at_most_and_none_beside_its_violations()
    {
        var demands = new Dictionary<string, ControlDemand> { ["PS-C01"] = new(100, true), ["PS-C09"] = new(100, true) };
        var unknown = Desk.Call with { Ordinal = 1, Guard = GuardState.NotAnalyzed, Reason = "dynamic-or-unresolved" };
        var broken = Desk.Core() with { Problems = [new("compile-errors", "x")] };
        var warned = new Policy { Controls = demands, Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Warn } };

        Assert.Equal([GateReasonCodes.Violation], Codes(Desk.Report(new Policy { Controls = demands }, Desk.Program(Desk.Call))));
        var reasons = Desk.Report(warned, Desk.Program(Desk.Call, unknown), broken).GateReasons;
        Assert.Equal(
            [("PS-C01", GateReasonCodes.CoverageBelowMinimum), ("PS-C02", GateReasonCodes.NotEvaluated), ("PS-C09", GateReasonCodes.CoverageBelowMinimum)],
            reasons.Select(reason => (reason.Control!, reason.Code)));
        Assert.Equal("PS-C01 covers 0 of 1 judged site (0 %); the policy asks for 100 %", reasons[0].Text);
    }

    [Fact]
    public void Looks_at_the_inventory_and_not_at_findings()
    {
        var suppressed = new Finding { Rule = "PSH1001", File = Desk.Call.File, Line = 12, Column = 30, Message = "m", Suppression = new("attribute", "fine") };

        Assert.Equal(GateVerdict.Fail, Desk.Report(null, Desk.Program(Desk.Call)).Gate);
        Assert.Equal(GateVerdict.Fail, Desk.Report(null, Desk.Program(Desk.Call) with { Findings = [suppressed] }).Gate);
        Assert.Equal(GateVerdict.Pass, Desk.Report(null, Desk.Program(Desk.GuardedCall) with { Findings = [suppressed with { Suppression = null }] }).Gate);
    }

    [Theory]
    [InlineData(RuleLevel.Enforce, GateVerdict.Fail)]
    [InlineData(RuleLevel.Warn, GateVerdict.Pass)]
    [InlineData(RuleLevel.Off, GateVerdict.Pass)]
    public void The_level_of_the_rule_decides_the_gate_and_never_the_numbers(RuleLevel level, GateVerdict expected)
    {
        var policy = new Policy { Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = level } };

        var report = Desk.Report(policy, Desk.Program(Desk.Call));

        Assert.Equal(expected, report.Gate);
        Assert.Equal((1, ControlResult.Fail), (Control(report, "PS-C09").Violating, Control(report, "PS-C09").Result));
        Assert.Equal(level == RuleLevel.Warn ? [Desk.CallId] : [], report.Warnings.Select(warning => warning.SiteId));
    }

    [Fact]
    public void Deferred_violates_in_a_program_and_not_in_a_library()
    {
        var program = Desk.Report(null, Desk.Program(Desk.DeferredCall));
        var library = Desk.Report(null, Desk.Core(Desk.DeferredCall));

        var item = Assert.Single(program.Items);
        Assert.Equal((GuardState.Deferred, "deferred-undischarged", "parameter 'client'"), (item.Guard, item.Reason, item.Site.OwedTo));
        Assert.Equal(GateVerdict.Fail, program.Gate);
        Assert.Equal((1, 0), (Control(program, "PS-C01").Violating, Control(program, "PS-C01").Deferred));
        Assert.Equal("handed-in", Assert.Single(library.Items).Reason);
        Assert.Equal(GateVerdict.Pass, library.Gate);
        Assert.Equal((0, 1, ControlResult.NotEvaluated), (Control(library, "PS-C01").Violating, Control(library, "PS-C01").Deferred, Control(library, "PS-C01").Result));
    }

    [Fact]
    public void Beside_a_program_that_does_not_reference_the_library_a_deferred_site_stays_deferred()
    {
        var library = Desk.Core(Desk.DeferredCall, Desk.GuardedCall);
        var alone = Desk.Report(null, library);
        var beside = Desk.Report(null, library, Desk.Program(Desk.GuardedCall));

        Assert.Equal((GateVerdict.Pass, ControlResult.Pass), (alone.Gate, Control(alone, "PS-C01").Result));
        Assert.Equal((GateVerdict.Pass, ControlResult.Pass), (beside.Gate, Control(beside, "PS-C01").Result));
        Assert.Equal(1, Control(beside, "PS-C01").Deferred);
    }

    [Fact]
    public void Deferred_violates_in_a_test_host_that_the_policy_takes_into_scope()
    {
        var tests = Desk.Core(Desk.DeferredCall) with { IsTestProject = true };

        Assert.Equal(GateVerdict.Fail, Desk.Report(new Policy { Scope = new() { IncludeTests = true } }, tests).Gate);
    }

    [Fact]
    public void A_site_that_could_not_be_judged_keeps_a_control_from_passing()
    {
        var unknown = Desk.Call with { Ordinal = 1, Guard = GuardState.NotAnalyzed, Reason = "dynamic-or-unresolved" };

        var report = Desk.Report(null, Desk.Program(Desk.GuardedCall, unknown));

        Assert.Equal((1, ControlResult.NotEvaluated), (Control(report, "PS-C01").NotAnalyzed, Control(report, "PS-C01").Result));
        Assert.Equal(GateVerdict.NotEvaluated, report.Gate);
        Assert.Equal(["PS-C01", "PS-C09"], report.GateReasons.Select(reason => reason.Control));
        Assert.Equal(SiteId.Of(Desk.Project, unknown), report.GateReasons[0].SiteId);
        Assert.Equal("PS-C01 is not evaluated because 1 of 2 sites was not judged, first src/Desk/Assistant.cs:12:30 (ChatClient.CompleteChat): the client is created without it", report.GateReasons[0].Text);
    }

    [Fact]
    public void Every_site_that_could_not_be_judged_is_named_once_with_its_place_and_a_remedy()
    {
        var unknown = Desk.Call with { Ordinal = 1, Guard = GuardState.NotAnalyzed, Reason = "dynamic-or-unresolved", ReasonText = "it comes out of a collection" };

        var sites = UnjudgedSites.Of(Desk.Report(null, Desk.Program(Desk.GuardedCall, unknown, unknown with { Ordinal = 2, Line = 14 })));

        Assert.Equal([("src/Desk/Assistant.cs", 12, 30), ("src/Desk/Assistant.cs", 14, 30)], sites.Select(site => (site.File!, site.Line, site.Column)));
        Assert.StartsWith("ChatClient.CompleteChat was not judged: it comes out of a collection. Make the origin of the client visible", sites[0].Text, StringComparison.Ordinal);
        Assert.Contains("\"required\": false for PS-C01 and PS-C09", sites[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_that_the_policy_lets_pass_unjudged_is_not_named()
    {
        var policy = new Policy { Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Off } };

        Assert.Empty(UnjudgedSites.Of(Desk.Report(policy, Desk.Program(Desk.Call with { Guard = GuardState.NotAnalyzed, Reason = "dynamic-or-unresolved" }))));
    }

    [Theory]
    [InlineData(null, RuleLevel.Enforce, GateVerdict.NotEvaluated)]
    [InlineData(null, RuleLevel.Warn, GateVerdict.NotEvaluated)]
    [InlineData(null, RuleLevel.Off, GateVerdict.Pass)]
    [InlineData(true, RuleLevel.Off, GateVerdict.NotEvaluated)]
    [InlineData(false, RuleLevel.Enforce, GateVerdict.Pass)]
    public void Only_the_policy_can_let_the_gate_pass_over_sites_that_were_not_judged(bool? required, RuleLevel level, GateVerdict expected)
    {
        var policy = new Policy
        {
            Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = level },
            Controls = new Dictionary<string, ControlDemand> { ["PS-C01"] = new(null, required), ["PS-C09"] = new(null, required) },
        };

        Assert.Equal(expected, Desk.Report(policy, Desk.Program(Desk.Call with { Guard = GuardState.NotAnalyzed, Reason = "dynamic-or-unresolved" })).Gate);
    }

    [Fact]
    public void A_violation_that_only_warns_does_not_hide_a_site_that_was_not_judged()
    {
        var policy = new Policy { Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Warn } };
        var unknown = Desk.Call with { Ordinal = 1, Guard = GuardState.NotAnalyzed, Reason = "dynamic-or-unresolved" };

        Assert.Equal(GateVerdict.NotEvaluated, Desk.Report(policy, Desk.Program(Desk.Call, unknown)).Gate);
    }

    [Theory]
    [InlineData("2026-06-30", "applied", GuardState.Waived, GateVerdict.Pass)]
    [InlineData("2026-06-29", "expired", GuardState.Unguarded, GateVerdict.Fail)]
    public void A_waiver_applies_to_its_last_day(string expires, string status, GuardState guard, GateVerdict expected)
    {
        var report = Desk.Report(new Policy { Waivers = [Desk.Waiver(Desk.CallId, expires)] }, Desk.Program(Desk.Call));

        Assert.Equal(status, Assert.Single(report.Waivers).Status);
        Assert.Equal((guard, expected), (Assert.Single(report.Items).Guard, report.Gate));
    }

    [Fact]
    public void A_waived_site_keeps_its_state_and_is_not_covered()
    {
        var report = Desk.Report(new Policy { Waivers = [Desk.Waiver(Desk.CallId)] }, Desk.Program(Desk.Call, Desk.GuardedCall with { Ordinal = 1 }));

        var item = report.Items.Single(candidate => candidate.Guard == GuardState.Waived);
        Assert.Equal((GuardState.Unguarded, Desk.Waiver(Desk.CallId)), (item.StateBefore, item.Waiver));
        Assert.Equal((ControlResult.PassWithWaivers, 50.0), (Control(report, "PS-C01").Result, Control(report, "PS-C01").Coverage));
    }

    [Fact]
    public void An_expired_waiver_is_a_reason_of_its_own_even_where_its_site_was_mended()
        => Assert.Equal([GateReasonCodes.WaiverExpired], Codes(Desk.Report(
            new Policy { Waivers = [Desk.Waiver(Desk.CallId, "2026-01-01")] }, Desk.Program(Desk.GuardedCall))));

    [Theory]
    [InlineData("PSH2001", RuleLevel.Off, GateReasonCodes.Violation)]
    [InlineData("PSH2002", RuleLevel.Enforce, GateReasonCodes.Violation)]
    [InlineData("PSH2002", RuleLevel.Warn, GateReasonCodes.RequiredControl)]
    [InlineData("PSH2002", RuleLevel.Off, GateReasonCodes.RequiredControl)]
    public void Of_two_rules_of_a_control_the_one_of_the_site_decides_and_a_required_control_fails_either_way(string rule, RuleLevel level, string expected)
    {
        var policy = new Policy
        {
            Rules = new Dictionary<string, RuleLevel> { [rule] = level },
            Controls = new Dictionary<string, ControlDemand> { ["PS-C02"] = new(null, true) },
        };

        Assert.Equal([expected], Codes(Desk.Report(policy, Desk.Program(Desk.GuardedCall, Desk.LeakingSink with { Kind = "telemetry", Rule = "PSH2002" }))));
    }

    [Fact]
    public void A_waiver_for_another_rule_does_not_apply()
    {
        var policy = new Policy { Waivers = [Desk.Waiver(Desk.CallId) with { Rule = "PSH2001" }] };

        Assert.Equal([GateReasonCodes.Violation, GateReasonCodes.WaiverUnmatched], Codes(Desk.Report(policy, Desk.Program(Desk.Call))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_waiver_for_another_rule_is_told_the_rule_of_its_site_at_its_own_place(bool coversWholePolicy)
    {
        var policy = new Policy { Waivers = [Desk.Waiver(Desk.CallId) with { Rule = "PSH2001", Line = 4, Column = 7 }] };

        var report = ReportBuilder.Build([Desk.Program(Desk.Call)], policy, new ReportContext { Today = Desk.Today, PolicyPath = "promptshield.json", CoversWholePolicy = coversWholePolicy });

        var reason = Assert.Single(report.GateReasons, reason => reason.Code == GateReasonCodes.WaiverUnmatched);
        Assert.Equal(("promptshield.json", 4, 7), (reason.File, reason.Line, reason.Column));
        Assert.EndsWith($"names site {Desk.CallId}, which is a site of PSH1001 (src/Desk/Assistant.cs:12:30): correct the rule", reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiver_without_a_site_matters_only_where_all_sites_are_in_sight()
    {
        var policy = new Policy { Waivers = [Desk.Waiver("0123456789abcdef")] };
        var context = new ReportContext { Today = Desk.Today };

        Assert.Equal([GateReasonCodes.WaiverUnmatched], Codes(ReportBuilder.Build([Desk.Program()], policy, context)));
        Assert.Empty(Codes(ReportBuilder.Build([Desk.Program()], policy, context with { CoversWholePolicy = false })));
        Assert.DoesNotContain(GateReasonCodes.WaiverUnmatched, Codes(ReportBuilder.Build([Desk.Program()], policy, context with { NotAnalyzedProjects = [FSharp] })));
    }

    [Fact]
    public void The_baseline_accepts_what_violated_before_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "baseline.json");
        ReportJson.Write(Desk.Report(null, Desk.Program(Desk.Call, Desk.GuardedCall with { Ordinal = 1 })), path);
        var policy = new Policy { Path = Path.Combine(folder.Path, Policy.FileName), Baseline = "baseline.json" };
        var context = new ReportContext { Today = Desk.Today, BaselineSiteIds = Baseline.Of(policy) };

        var same = ReportBuilder.Build([Desk.Program(Desk.Call)], null, context);
        var worse = ReportBuilder.Build([Desk.Program(Desk.Call, Desk.Call with { Ordinal = 1 })], null, context);

        Assert.Equal((GuardState.Baselined, GuardState.Unguarded), (Assert.Single(same.Items).Guard, Assert.Single(same.Items).StateBefore));
        Assert.Equal((GateVerdict.Pass, 1), (same.Gate, Control(same, "PS-C01").Baselined));
        Assert.Equal([SiteId.Of(Desk.Project, Desk.Call with { Ordinal = 1 })], worse.GateReasons.Select(reason => reason.SiteId));
    }

    [Fact]
    public void A_report_that_was_baselined_can_be_the_next_baseline()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "baseline.json");
        var context = new ReportContext { Today = Desk.Today, BaselineSiteIds = [Desk.CallId] };
        ReportJson.Write(ReportBuilder.Build([Desk.Program(Desk.Call)], null, context), path);

        Assert.Equal([Desk.CallId], Baseline.Read(path));
        Assert.Empty(Baseline.Of(new Policy()));
        Assert.Empty(Baseline.Of(null));
    }

    [Fact]
    public void An_exception_for_an_id_that_two_sites_share_is_not_applied()
    {
        var policy = new Policy { Waivers = [Desk.Waiver(Desk.CallId)] };
        var baselined = new ReportContext { Today = Desk.Today, BaselineSiteIds = [Desk.CallId] };
        var twice = Desk.Program(Desk.Call, Desk.Call with { File = "src/Desk/Other.cs" });
        string[] expected = [GateReasonCodes.Violation, GateReasonCodes.Violation];

        Assert.Equal([.. expected, GateReasonCodes.WaiverAmbiguous], Codes(Desk.Report(policy, twice)));
        Assert.Equal("ambiguous", Assert.Single(Desk.Report(policy, twice).Waivers).Status);
        Assert.Equal([.. expected, GateReasonCodes.BaselineAmbiguous], Codes(ReportBuilder.Build([twice], null, baselined)));
        Assert.Empty(Codes(ReportBuilder.Build([Desk.Program(Desk.GuardedCall, Desk.GuardedCall with { File = "src/Desk/Other.cs" })], null, baselined)));

        // One site of two target frameworks is one site.
        Assert.Empty(Codes(Desk.Report(policy, Desk.Program(Desk.Call), Desk.Program(Desk.Call with { Line = 13 }) with { TargetFramework = "net8.0" })));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("{ \"schema\": \"x\" }", "no report of this version")]
    public void A_damaged_baseline_is_refused(string text, string words)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("b.json", text);

        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => Baseline.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => Baseline.Read(path + "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, GateVerdict.Pass)]
    [InlineData(50.01, GateVerdict.Fail)]
    public void Coverage_below_the_minimum_fails_whatever_the_level(double minimum, GateVerdict expected)
    {
        var policy = new Policy
        {
            Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Off },
            Controls = new Dictionary<string, ControlDemand> { ["PS-C09"] = new(minimum, false) },
        };

        var report = Desk.Report(policy, Desk.Program(Desk.Call, Desk.GuardedCall with { Ordinal = 1 }));

        Assert.Equal(expected, report.Gate);
        Assert.All(report.GateReasons, reason => Assert.Equal("PS-C09", reason.Control));
    }

    [Fact]
    public void A_required_control_must_pass_even_if_its_rule_only_warns()
    {
        var policy = new Policy
        {
            Rules = new Dictionary<string, RuleLevel> { ["PSH1001"] = RuleLevel.Warn },
            Controls = new Dictionary<string, ControlDemand> { ["PS-C01"] = new(null, true) },
        };

        Assert.Equal([GateReasonCodes.RequiredControl], Codes(Desk.Report(policy, Desk.Program(Desk.Call))));
        Assert.Empty(Codes(Desk.Report(policy, Desk.Program(Desk.GuardedCall))));
        Assert.Empty(Codes(Desk.Report(policy, Desk.Program())));
        Assert.Equal(GateVerdict.NotEvaluated, Desk.Report(policy, Desk.Core(Desk.DeferredCall)).Gate);
    }

    [Fact]
    public void A_project_without_evidence_leaves_the_gate_undecided_and_is_listed()
    {
        var broken = Desk.Core() with { Problems = [new(EvidenceProblems.NoInventory, "No record."), new(EvidenceProblems.CompileErrors, "Does not compile.")] };

        var report = Desk.Report(null, Desk.Program(Desk.GuardedCall), broken);

        Assert.Equal(GateVerdict.NotEvaluated, report.Gate);
        Assert.Equal(["PS-C01", "PS-C02", "PS-C09"], report.GateReasons.Select(reason => reason.Control));
        Assert.Equal("PS-C01 is not evaluated for 1 project in scope: src/Desk.Core/Desk.Core.csproj (compile-errors)", report.GateReasons[0].Text);
        Assert.All(report.Controls, control => Assert.Equal(ControlResult.NotEvaluated, control.Result));
        Assert.Equal(
        [
            new("project", EvidenceProblems.CompileErrors, 1, Desk.Library, "Does not compile."),
            new("project", EvidenceProblems.NoInventory, 1, Desk.Library, "No record."),
        ], report.NotAnalyzed);
    }

    [Fact]
    public void Of_the_problems_of_a_project_a_crash_comes_first_and_every_one_has_a_text()
    {
        var broken = Desk.Program() with
        {
            Problems = [new(EvidenceProblems.NoInventory, "No record."), new(EvidenceProblems.CompileErrors, ""), new(EvidenceProblems.AnalyzerCrash, "It crashed.")],
            NotAnalyzed = [new("code", "unresolved", 3)],
        };

        var report = Desk.Report(null, broken, broken with { TargetFramework = "net8.0" });

        Assert.Equal([EvidenceProblems.AnalyzerCrash, EvidenceProblems.CompileErrors, EvidenceProblems.NoInventory, "unresolved"], report.NotAnalyzed.Select(entry => entry.Reason));
        Assert.All(report.NotAnalyzed, entry => Assert.NotEmpty(entry.Text));
        Assert.EndsWith("1 project in scope: src/Desk/Desk.csproj (analyzer-crash)", report.GateReasons[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_fails_the_gate_even_if_something_was_not_evaluated()
        => Assert.Equal(GateVerdict.Fail, Desk.Report(null, Desk.Program(Desk.Call), Desk.Core() with { Problems = [new("compile-errors", "x")] }).Gate);

    [Fact]
    public void What_is_excluded_is_counted_and_not_judged()
    {
        var policy = new Policy { Scope = new() { Exclude = ["samples/**", "src/Desk/Assistant.cs"] } };
        var sample = Desk.Program(Desk.Call) with { Project = "samples/S/S.csproj", Problems = [new("compile-errors", "x")] };
        var tests = Desk.Program(Desk.Call, Desk.LeakingSink) with { Project = "tests/T/T.csproj", IsTestProject = true };
        var context = new ReportContext
        {
            Today = Desk.Today,
            NotAnalyzedProjects = [new("samples/F/F.fsproj", false, new("other-language", "")), new("tests/U/U.csproj", true, null)],
        };

        var report = ReportBuilder.Build([sample, tests, Desk.Program(Desk.Call, Desk.Sink)], policy, context);

        Assert.Equal(GateVerdict.Pass, report.Gate);
        Assert.Equal(
        [
            new("project", "policy-exclude", 1, "samples/F/F.fsproj", null),
            new("project", "policy-exclude", 1, "samples/S/S.csproj", 1),
            new("file", "policy-exclude", 1, "src/Desk/Assistant.cs", 1),
            new("project", "test-project", 1, "tests/T/T.csproj", 2),
            new("project", "test-project", 1, "tests/U/U.csproj", null),
        ], report.Excluded);
        Assert.Equal([Desk.Sink.File], report.Items.Select(item => item.Site.File));
        Assert.Empty(report.NotAnalyzed);
    }

    private static IEnumerable<string> Codes(Report report) => report.GateReasons.Select(reason => reason.Code);

    private static ReportControl Control(Report report, string id) => report.Controls.Single(control => control.Definition.Id == id);
}
