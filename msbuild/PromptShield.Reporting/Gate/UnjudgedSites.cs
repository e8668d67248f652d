namespace PromptShield.Reporting;

/// <summary>The sites that keep a report from being evaluated, each with its place and with what can be done about it.</summary>
public static class UnjudgedSites
{
    private const string ModelCallRemedy =
        "Make the origin of the client visible: let it reach the call as a local, field, parameter or registered service and not out of a collection, through a reference or through 'dynamic'";

    private static readonly Dictionary<(string Population, string Reason), string> Remedies = new()
    {
        [(ControlCatalog.ModelCalls, "dynamic-or-unresolved")] = ModelCallRemedy,
        [(ControlCatalog.ModelCalls, "budget-exhausted")] = "Make the way of the client to the call shorter, or split the member",
        [(ControlCatalog.PersonalDataSinks, "budget-exhausted")] = "Make the way of the values to the call shorter, or split the member",
    };

    /// <summary>One reason a site, in report order; empty when the report is evaluated or nothing but projects keeps it from being so.</summary>
    public static IReadOnlyList<GateReason> Of(Report report)
    {
        var open = new HashSet<string>(report.GateReasons.Where(reason => IsExplainedBySites(reason, report)).Select(reason => reason.Control!), StringComparer.Ordinal);
        return [.. report.Items.Where(item => item.Guard == GuardState.NotAnalyzed && item.Controls.Any(open.Contains)).Select(item => Reason(item, [.. item.Controls.Where(open.Contains)]))];
    }

    /// <summary>True when a reason is said, site by site, by <see cref="Of"/>.</summary>
    public static bool IsExplainedBySites(GateReason reason, Report report)
        => reason.Code == GateReasonCodes.NotEvaluated && reason.Control is not null
            && report.Items.Any(item => item.SiteId == reason.SiteId && item.Guard == GuardState.NotAnalyzed);

    private static GateReason Reason(ReportItem item, IReadOnlyList<string> controls)
    {
        string remedy = Remedies.TryGetValue((item.Site.Population, item.Site.Reason), out string? known) ? known : "Simplify the code around the call";
        return new GateReason
        {
            Code = GateReasonCodes.NotEvaluated,
            SiteId = item.SiteId,
            Rule = item.Site.Rule,
            File = item.Site.File,
            Line = item.Site.Line,
            Column = item.Site.Column,
            Text = $"{MemberName.Of(item.Site.Api)} was not judged: {GateRules.Why(item)}. {remedy}; or set \"required\": false for {string.Join(" and ", controls)} in the policy. A waiver does not apply to a site that was not judged.",
        };
    }
}
