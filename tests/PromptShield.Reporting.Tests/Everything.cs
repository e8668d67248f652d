using PromptShield.Reporting;

namespace PromptShield;

/// <summary>A report that uses every part of the contract.</summary>
internal static class Everything
{
    private const string Hostile = "<script>alert(1)</script>\"'`&\u202Etxt.exe\u0000\ud800😀";

    public static Report Report(string? name = null)
    {
        name ??= Hostile;
        var waived = Desk.Call with { Ordinal = 1, Line = 20, File = name };
        var baselined = Desk.Call with { Ordinal = 2, Line = 21, ReasonText = name, Provider = name };
        var unknown = Desk.Call with { Ordinal = 3, Line = 22, Guard = GuardState.NotAnalyzed, Reason = "budget-exhausted", Symbol = name, Api = name, Sdk = name };
        var program = Desk.Program(Desk.Call, waived, baselined, unknown, Desk.DeferredCall with { Ordinal = 4, OwedTo = name, Line = 23 }, Desk.Sink, Desk.LeakingSink with { Ordinal = 1, DataClasses = ["email", "phone"] }) with
        {
            AssemblyName = name,
            References = [Desk.Library],
            Supplies =
            [
                new() { Slot = "P:Acme.Options.Client", Guard = GuardState.Deferred, Reason = "handed-in", Debts = ["P:Acme.Options.Other"], File = name, Line = 3, Column = 4, To = name },
                new() { Slot = "P:Acme.Options.Other", Guard = GuardState.Unguarded, Reason = "client-not-shielded", Text = name, File = name, Line = 5, Column = 6, To = name },
            ],
            Findings =
            [
                new() { Rule = "PSH1001", File = Desk.Call.File, Line = 12, Column = 30, Message = name },
                new() { Rule = "PSH1001", File = name, Line = 20, Column = 30, Message = "m", Suppression = new("attribute", name) },
                new() { Rule = "PSH2001", Level = FindingLevel.Error, Message = "nowhere" },
            ],
            NotAnalyzed = [new("files", "generated", 2)],
        };
        var policy = new Policy
        {
            Path = "promptshield.json",
            Sha256 = new string('c', 64),
            Controls = new Dictionary<string, ControlDemand> { ["PS-C01"] = new(100, true) },
            Waivers =
            [
                Desk.Waiver(SiteId.Of(Desk.Project, waived)) with { Reason = name, Owner = name },
                Desk.Waiver("0123456789abcdef", "2026-01-01"),
            ],
        };
        return ReportBuilder.Build(
            [program, Desk.Core(Desk.DeferredCall with { Debts = ["P:Acme.Options.Client"] }) with { Problems = [new("compile-errors", name)] }, Desk.Program(Desk.Call) with { Project = "tests/" + name, IsTestProject = true }],
            policy,
            new ReportContext
            {
                Today = Desk.Today, PolicyPath = "promptshield.json", BaselineSiteIds = [SiteId.Of(Desk.Project, baselined)],
                NotAnalyzedProjects = [new(name, false, new("other-language", name))],
                Run = new RunInfo { Tool = "promptshield scan", ToolVersion = "0.1.0", Started = new(2026, 6, 30, 12, 0, 0, TimeSpan.FromHours(2)), Configuration = "Release", Commit = name },
            });
    }
}
