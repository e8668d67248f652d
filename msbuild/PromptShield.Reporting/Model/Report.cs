namespace PromptShield.Reporting;

/// <summary>The control-coverage report. Everything but <see cref="Run"/> depends on fragments, policy and date alone.</summary>
public sealed record Report
{
    /// <summary>The value of <c>schema</c> in a report file.</summary>
    public const string Schema = "promptshield/report/v1";

    /// <summary>The usual name of the JSON file.</summary>
    public const string JsonFileName = "promptshield-report.json";

    /// <summary>The usual name of the HTML file.</summary>
    public const string HtmlFileName = "promptshield-report.html";

    /// <summary>The verdict.</summary>
    public GateVerdict Gate { get; init; }

    /// <summary>Why the gate does not pass; empty when it passes.</summary>
    public IReadOnlyList<GateReason> GateReasons { get; init; } = [];

    /// <summary>Violations of rules that the policy only warns about, in the form of gate reasons. Not part of the JSON, whose items say the same.</summary>
    public IReadOnlyList<GateReason> Warnings { get; init; } = [];

    /// <summary>The populations, both always present.</summary>
    public IReadOnlyList<ReportPopulation> Populations { get; init; } = [];

    /// <summary>The findings of all projects in scope.</summary>
    public IReadOnlyList<ReportFinding> Findings { get; init; } = [];

    /// <summary>The controls, sorted by id.</summary>
    public IReadOnlyList<ReportControl> Controls { get; init; } = [];

    /// <summary>What was not analysed and is no item.</summary>
    public IReadOnlyList<ReportNotAnalyzed> NotAnalyzed { get; init; } = [];

    /// <summary>What the policy's scope leaves out.</summary>
    public IReadOnlyList<ReportExclusion> Excluded { get; init; } = [];

    /// <summary>Every waiver of the policy with what became of it.</summary>
    public IReadOnlyList<ReportWaiver> Waivers { get; init; } = [];

    /// <summary>The policy that was applied; null when there is none.</summary>
    public PolicyIdentity? Policy { get; init; }

    /// <summary>What may differ between two runs on one commit.</summary>
    public RunInfo Run { get; init; } = new();

    /// <summary>All items of all populations.</summary>
    public IEnumerable<ReportItem> Items => Populations.SelectMany(population => population.Items);
}

/// <summary>The identity of a policy file.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Sha256">SHA-256 of the file's bytes in lower-case hex.</param>
public sealed record PolicyIdentity(string Path, string Sha256);

/// <summary>One reason why the gate does not pass.</summary>
public sealed record GateReason
{
    /// <summary>A code of <see cref="GateReasonCodes"/>.</summary>
    public string Code { get; init; } = "";

    /// <summary>One sentence for people.</summary>
    public string Text { get; init; } = "";

    /// <summary>The site's id; null when the reason is about a control and no single site.</summary>
    public string? SiteId { get; init; }

    /// <summary>The control's id, or null when the reason is about a site.</summary>
    public string? Control { get; init; }

    /// <summary>The rule that was violated, or null.</summary>
    public string? Rule { get; init; }

    /// <summary>The file relative to the root, or null when the reason has no place.</summary>
    public string? File { get; init; }

    /// <summary>1-based line, or 0.</summary>
    public int Line { get; init; }

    /// <summary>1-based column, or 0.</summary>
    public int Column { get; init; }
}

/// <summary>Codes of the reasons why a gate does not pass.</summary>
public static class GateReasonCodes
{
    /// <summary>A site violates a rule that the policy enforces.</summary>
    public const string Violation = "violation";

    /// <summary>The coverage of a control is below the policy's minimum.</summary>
    public const string CoverageBelowMinimum = "coverage-below-minimum";

    /// <summary>A control that the policy requires did not pass.</summary>
    public const string RequiredControl = "required-control";

    /// <summary>A waiver has expired.</summary>
    public const string WaiverExpired = "waiver-expired";

    /// <summary>A waiver names a site that does not exist.</summary>
    public const string WaiverUnmatched = "waiver-unmatched";

    /// <summary>A waiver names an id that more than one site has, so it is not applied.</summary>
    public const string WaiverAmbiguous = "waiver-ambiguous";

    /// <summary>The baseline holds an id that more than one site has, so it is not applied there.</summary>
    public const string BaselineAmbiguous = "baseline-ambiguous";

    /// <summary>A project or site in scope was not evaluated, or nothing is in scope.</summary>
    public const string NotEvaluated = "not-evaluated";
}

/// <summary>A complete list of one kind of site.</summary>
/// <param name="Name"><c>model-calls</c> or <c>personal-data-sinks</c>.</param>
/// <param name="Definition">What belongs to it, in one sentence.</param>
/// <param name="Items">The items, sorted.</param>
public sealed record ReportPopulation(string Name, string Definition, IReadOnlyList<ReportItem> Items);

/// <summary>A finding as the report shows it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Project">The project, relative to the root.</param>
/// <param name="SiteId">The site that it is about, or null when none stands there.</param>
public sealed record ReportFinding(Finding Finding, string Project, string? SiteId);

/// <summary>What was not analysed and is no item.</summary>
/// <param name="Scope">One of <see cref="NotAnalyzedReasons.Scopes"/>.</param>
/// <param name="Reason">Why: one of <see cref="NotAnalyzedReasons.Codes"/>.</param>
/// <param name="Count">How many.</param>
/// <param name="Project">The project, relative to the root.</param>
/// <param name="Text">The reason in words.</param>
public sealed record ReportNotAnalyzed(string Scope, string Reason, int Count, string Project, string Text);

/// <summary>What the policy's scope leaves out.</summary>
/// <param name="Scope"><c>project</c> or <c>file</c>.</param>
/// <param name="Reason"><c>test-project</c> or <c>policy-exclude</c>.</param>
/// <param name="Count">How many projects or files: one an entry.</param>
/// <param name="Path">The project or file, relative to the root.</param>
/// <param name="Sites">Sites that were seen there and left out; null when it was not analysed.</param>
public sealed record ReportExclusion(string Scope, string Reason, int Count, string Path, int? Sites);

/// <summary>A waiver with what became of it.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="Status"><c>applied</c>, <c>not-needed</c>, <c>expired</c>, <c>unmatched</c>, <c>ambiguous</c> or <c>out-of-sight</c>.</param>
public sealed record ReportWaiver(Waiver Waiver, string Status);
