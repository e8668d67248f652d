namespace PromptShield.Reporting;

/// <summary>
/// PSH7002: violations whose finding somebody suppressed, by whatever road, without a waiver that applies. The compiler cannot raise it: it does not
/// know the waivers, and a rule of its own could be suppressed the same way.
/// </summary>
public static class UnjustifiedSuppressions
{
    /// <summary>The rule.</summary>
    public const string Rule = "PSH7002";

    private const string Reason = "rule-violated";

    private static readonly Dictionary<string, string> Roads = new(StringComparer.Ordinal)
    {
        ["pragma"] = "a pragma",
        ["attribute"] = "an attribute",
        ["suppressor"] = "a diagnostic suppressor",
    };

    /// <summary>The items and, in report order, one for each suppression that nothing justifies. The policy can accept those as it accepts others.</summary>
    /// <param name="items">The items, waivers and baseline applied.</param>
    /// <param name="fragments">The evidence in scope.</param>
    /// <param name="policy">The policy, or null.</param>
    /// <param name="context">Date and baseline.</param>
    internal static IReadOnlyList<ReportItem> Add(IReadOnlyList<ReportItem> items, IReadOnlyList<ProjectFragment> fragments, Policy? policy, ReportContext context)
    {
        var roads = new SuppressionRoads(items, fragments);
        ReportItem[] found = [.. items.Where(item => item.IsViolating || item.Guard == GuardState.Baselined).Select(item => Of(item, roads.Of(item), policy, context)).OfType<ReportItem>()];
        return found.Length == 0 ? items : [.. items.Concat(Exceptions.Apply(found, policy, context)).OrderBy(item => item, ItemOrder.Instance)];
    }

    private static ReportItem? Of(ReportItem item, string? road, Policy? policy, ReportContext context)
    {
        if (road is null || RuleCatalog.Find(Rule) is not { } definition)
        {
            return null;
        }

        string how = road == SuppressionRoads.SwitchedOff ? "is switched off here (NoWarn, a configuration file or a rule set)" : $"is suppressed by {(Roads.TryGetValue(road, out string? words) ? words : "other means")}";
        string text = $"{item.Site.Rule} {how}, and {Missing(item, policy, context)}";
        return new ReportItem
        {
            SiteId = SiteId.Of(item.Project, item.Site.Symbol, string.Join("\u001f", Rule, item.Site.Rule, item.Site.Api), item.Site.Ordinal),
            Project = item.Project,
            TargetFrameworks = item.TargetFrameworks,
            Site = item.Site with { Population = ControlCatalog.RuleFindings, Guard = GuardState.Unguarded, Reason = Reason, ReasonText = text, OwedTo = "", DataClasses = [], Rule = Rule, Origin = "" },
            Guard = GuardState.Unguarded,
            Reason = Reason,
            ReasonText = text,
            Controls = definition.Controls,
            Rules = [Rule],
        };
    }

    /// <summary>What became of the waiver that should be there.</summary>
    private static string Missing(ReportItem item, Policy? policy, ReportContext context)
    {
        var waiver = policy?.Waivers.FirstOrDefault(waiver => waiver.SiteId == item.SiteId && waiver.Rule == item.Site.Rule);
        return waiver is null ? "no waiver accepts it"
            : waiver.IsExpired(context.Today) ? $"its waiver expired on {waiver.Expires}"
            : "its waiver names an id that more than one site has";
    }
}
