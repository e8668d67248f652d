using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptShield.Reporting;

/// <summary>What speaks against passing: computed from inventory, policy, waivers and baseline, never from findings.</summary>
internal static class GateRules
{
    /// <summary>Projects that a reason names before it only counts.</summary>
    private const int NamedProjects = 5;

    private static readonly Regex ListComma = new("(?<=[a-z]),(?=[a-z])", RegexOptions.CultureInvariant);

    public static IReadOnlyList<GateReason> Reasons(
        IReadOnlyList<ReportItem> items,
        IReadOnlyList<ReportControl> controls,
        IReadOnlyList<ReportWaiver> waivers,
        IReadOnlyList<ReportItem> ambiguousBaseline,
        IReadOnlyList<ReportNotAnalyzed> unevaluatedProjects,
        Policy? policy,
        string? policyPath) =>
    [
        .. Violations(items, policy, RuleLevel.Enforce),
        .. controls.Select(control => OfControl(control, items, unevaluatedProjects, policy)).OfType<GateReason>(),
        .. waivers.Where(waiver => waiver.Status is "expired" or "unmatched" or "ambiguous").Select(waiver => WaiverProblem(waiver, items, policyPath)),
        .. ambiguousBaseline.Select(BaselineProblem),
    ];

    // One reason a control at most: the weightiest. The violations of an enforced rule stand in the list already, and say why it failed.
    private static GateReason? OfControl(
        ReportControl control, IReadOnlyList<ReportItem> items, IReadOnlyList<ReportNotAnalyzed> unevaluatedProjects, Policy? policy)
    {
        bool isListed = items.Any(item => item.IsViolating && item.Controls.Contains(control.Definition.Id) && RuleCatalog.LevelOf(item.Site.Rule, policy) == RuleLevel.Enforce);
        return !isListed && ControlMeasure.IsBelowMinimum(control, policy) ? BelowMinimum(control, policy!)
            : !isListed && control.Result == ControlResult.Fail && ControlMeasure.Demand(control, policy)?.Required == true ? Required(control)
            : unevaluatedProjects.Count > 0 && HasPopulation(control) ? Unevaluated(control, unevaluatedProjects)
            : LacksEvidence(control, items, policy) ? Unjudged(control, items)
            : null;
    }

    // What keeps the populations from being evaluated keeps every control: it is said once for each population's controls.
    private static bool HasPopulation(ReportControl control) => control.Definition.Population != ControlCatalog.RuleFindings;

    private static bool IsOff(ReportControl control, IReadOnlyList<ReportItem> items, Policy? policy)
        => items.Where(item => item.Controls.Contains(control.Definition.Id)).All(item => RuleCatalog.LevelOf(item.Site.Rule, policy) == RuleLevel.Off);

    /// <summary>The violations of rules that have a level.</summary>
    public static IEnumerable<GateReason> Violations(IReadOnlyList<ReportItem> items, Policy? policy, RuleLevel level)
        => items.Where(item => item.IsViolating && RuleCatalog.LevelOf(item.Site.Rule, policy) == level).Select(Violation);

    /// <summary>The reasons of a report that looked at nothing: zero sites are no proof then.</summary>
    /// <param name="controls">The controls.</param>
    /// <param name="cause">Why nothing was looked at.</param>
    public static IReadOnlyList<GateReason> NothingSeen(IReadOnlyList<ReportControl> controls, string cause) =>
    [
        .. controls.Where(HasPopulation).Select(control => new GateReason
        {
            Code = GateReasonCodes.NotEvaluated,
            Control = control.Definition.Id,
            Text = $"{control.Definition.Id} is not evaluated because {cause}",
        }),
    ];

    public static GateVerdict Verdict(IReadOnlyList<GateReason> reasons)
        => reasons.Any(reason => reason.Code is not GateReasonCodes.NotEvaluated) ? GateVerdict.Fail
            : reasons.Count > 0 ? GateVerdict.NotEvaluated
            : GateVerdict.Pass;

    private static GateReason Violation(ReportItem item) => new()
    {
        Code = GateReasonCodes.Violation,
        Text = item.Site.Population switch
        {
            ControlCatalog.ModelCalls => $"{MemberName.Of(item.Site.Api)} reaches {Provider(item)} without the shield: {Why(item)}",
            ControlCatalog.PersonalDataSinks => $"{MemberName.Of(item.Site.Api)} receives personal data{Classes(item)}: {Why(item)}",
            _ => $"{MemberName.Of(item.Site.Api)}: {Why(item)}",
        },
        SiteId = item.SiteId,
        Rule = item.Site.Rule,
        File = item.Site.File,
        Line = item.Site.Line,
        Column = item.Site.Column,
    };

    private static string Provider(ReportItem item) => item.Site.Provider is "" or "unknown" ? "a model" : item.Site.Provider;

    // The analyzers name several classes of data without blanks.
    internal static string Why(ReportItem item)
        => item.ReasonText.Length > 0 ? ListComma.Replace(item.ReasonText, ", ") : item.Reason;

    // Nothing is said twice: the reason of a site in the clear begins with the classes that arrive there.
    private static string Classes(ReportItem item)
        => item.Site.DataClasses.Count == 0 || item.Site.DataClasses.Any(name => item.ReasonText.StartsWith(name, StringComparison.Ordinal))
            ? ""
            : " (" + string.Join(", ", item.Site.DataClasses) + ")";

    private static GateReason BelowMinimum(ReportControl control, Policy policy) => new()
    {
        Code = GateReasonCodes.CoverageBelowMinimum,
        Control = control.Definition.Id,
        Text = $"{control.Definition.Id} covers {control.Guarded} of {Counted.Of(control.Guarded + control.Violating + control.Waived + control.Baselined, "judged site")} ({ControlTable.Percent(control.Coverage)}); the policy asks for {ControlMeasure.Demand(control, policy)!.MinimumCoverage!.Value.ToString("0.##", CultureInfo.InvariantCulture)} %",
    };

    private static GateReason Required(ReportControl control) => new()
    {
        Code = GateReasonCodes.RequiredControl,
        Control = control.Definition.Id,
        Text = $"{control.Definition.Id} is required by the policy and its result is {ContractNames.Of(control.Result)}",
    };

    // Deferred sites are judged: programs that are not in this report owe the shield. A policy that asks for the control asks for more than that.
    private static bool LacksEvidence(ReportControl control, IReadOnlyList<ReportItem> items, Policy? policy) => ControlMeasure.Demand(control, policy)?.Required switch
    {
        true => control.NotAnalyzed > 0 || control.Result == ControlResult.NotEvaluated,
        false => false,
        null => control.NotAnalyzed > 0 && !IsOff(control, items, policy),
    };

    private static GateReason Unjudged(ReportControl control, IReadOnlyList<ReportItem> items)
    {
        bool isAnyNotAnalyzed = control.NotAnalyzed > 0;
        var first = items.First(item => item.Controls.Contains(control.Definition.Id)
            && item.Guard == (isAnyNotAnalyzed ? GuardState.NotAnalyzed : GuardState.Deferred));
        string place = $"{first.Site.File}:{first.Site.Line}:{first.Site.Column}";
        return new GateReason
        {
            Code = GateReasonCodes.NotEvaluated,
            Control = control.Definition.Id,
            SiteId = first.SiteId,
            Rule = first.Site.Rule,
            File = first.Site.File,
            Line = first.Site.Line,
            Column = first.Site.Column,
            Text = isAnyNotAnalyzed
                ? $"{control.Definition.Id} is not evaluated because {control.NotAnalyzed} of {Counted.Of(control.Population, "site")} {(control.NotAnalyzed == 1 ? "was" : "were")} not judged, first {place} ({MemberName.Of(first.Site.Api)}): {Why(first)}"
                : $"{control.Definition.Id} is not evaluated because {control.Deferred} of {Counted.Of(control.Population, "site")} {(control.Deferred == 1 ? "is" : "are")} deferred to programs that are not in this report, first {place} ({MemberName.Of(first.Site.Api)}): {Why(first)}",
        };
    }

    private static GateReason WaiverProblem(ReportWaiver entry, IReadOnlyList<ReportItem> items, string? policyPath)
    {
        var waiver = entry.Waiver;
        string subject = $"the waiver of {waiver.Owner} for {waiver.Rule}";
        var (code, text) = entry.Status switch
        {
            "expired" => (GateReasonCodes.WaiverExpired, $"{subject} at site {waiver.SiteId} expired on {waiver.Expires} and does not apply any more"),
            "ambiguous" => (GateReasonCodes.WaiverAmbiguous, $"{subject} names site {waiver.SiteId}, and more than one site has this id: it is not applied"),
            _ => (GateReasonCodes.WaiverUnmatched, $"{subject} names site {waiver.SiteId}, {Unmatched(waiver, items)}"),
        };
        bool hasPlace = policyPath is not null && waiver.Line > 0;
        return new GateReason
        {
            Code = code,
            SiteId = waiver.SiteId,
            Rule = waiver.Rule,
            File = hasPlace ? policyPath : null,
            Line = hasPlace ? waiver.Line : 0,
            Column = hasPlace ? waiver.Column : 0,
            Text = text,
        };
    }

    private static string Unmatched(Waiver waiver, IReadOnlyList<ReportItem> items)
        => items.FirstOrDefault(item => item.SiteId == waiver.SiteId) is { } other
            ? $"which is a site of {other.Site.Rule} ({other.Site.File}:{other.Site.Line}:{other.Site.Column}): correct the rule"
            : "which does not exist";

    private static GateReason BaselineProblem(ReportItem item) => new()
    {
        Code = GateReasonCodes.BaselineAmbiguous,
        SiteId = item.SiteId,
        Rule = item.Site.Rule,
        Text = $"the baseline holds site {item.SiteId}, and more than one site has this id: it is not applied",
    };

    // Of the problems of a project the first is the cause.
    private static GateReason Unevaluated(ReportControl control, IReadOnlyList<ReportNotAnalyzed> problems)
    {
        ReportNotAnalyzed[] projects = [.. problems.GroupBy(problem => problem.Project, StringComparer.Ordinal).Select(group => group.First())];
        string named = string.Join(", ", projects.Take(NamedProjects).Select(project => $"{project.Project} ({project.Reason})"));
        string more = projects.Length > NamedProjects ? $" and {projects.Length - NamedProjects} more" : "";
        return new GateReason
        {
            Code = GateReasonCodes.NotEvaluated,
            Control = control.Definition.Id,
            Text = $"{control.Definition.Id} is not evaluated for {Counted.Of(projects.Length, "project")} in scope: {named}{more}",
        };
    }
}
