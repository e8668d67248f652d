namespace PromptShield.Reporting;

/// <summary>Applies waivers and baseline to violating items.</summary>
internal static class Exceptions
{
    /// <summary>The items with accepted exceptions marked, in the same order.</summary>
    public static IReadOnlyList<ReportItem> Apply(IReadOnlyList<ReportItem> items, Policy? policy, ReportContext context)
    {
        var waivers = new Dictionary<(string SiteId, string Rule), Waiver>();
        foreach (var waiver in policy?.Waivers ?? [])
        {
            if (!waiver.IsExpired(context.Today))
            {
                waivers[(waiver.SiteId, waiver.Rule)] = waiver;
            }
        }

        var baseline = new HashSet<string>(context.BaselineSiteIds, StringComparer.Ordinal);
        var shared = SharedIds(items);
        return [.. items.Select(item => shared.Contains(item.SiteId) ? item : Apply(item, waivers, baseline))];
    }

    /// <summary>Ids of the baseline that stand for more than one site, one of which violates, with that site; in report order.</summary>
    public static IReadOnlyList<ReportItem> AmbiguousBaseline(IReadOnlyList<ReportItem> items, ReportContext context)
    {
        var baseline = new HashSet<string>(context.BaselineSiteIds, StringComparer.Ordinal);
        var shared = SharedIds(items);
        return
        [
            .. items.Where(item => item.IsViolating && shared.Contains(item.SiteId) && baseline.Contains(item.SiteId))
                .GroupBy(item => item.SiteId, StringComparer.Ordinal)
                .Select(group => group.First()),
        ];
    }

    // Types that are local to a file share documentation ids, so their sites can share an id: nobody can say which one was accepted.
    private static HashSet<string> SharedIds(IReadOnlyList<ReportItem> items) => new(
        items.GroupBy(item => item.SiteId, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key),
        StringComparer.Ordinal);

    private static ReportItem Apply(ReportItem item, Dictionary<(string SiteId, string Rule), Waiver> waivers, HashSet<string> baseline)
    {
        if (!item.IsViolating)
        {
            return item;
        }

        if (waivers.TryGetValue((item.SiteId, item.Site.Rule), out var waiver))
        {
            return item with { Guard = GuardState.Waived, StateBefore = item.Guard, Waiver = waiver };
        }

        return baseline.Contains(item.SiteId) ? item with { Guard = GuardState.Baselined, StateBefore = item.Guard } : item;
    }

    /// <summary>What became of every waiver, in the order of site and rule.</summary>
    public static IReadOnlyList<ReportWaiver> Register(IReadOnlyList<ReportItem> items, Policy? policy, ReportContext context, bool allEvaluated)
    {
        var states = items.ToLookup(item => (item.SiteId, item.Site.Rule), item => item.Guard);
        var seen = new HashSet<string>(items.Select(item => item.SiteId), StringComparer.Ordinal);
        return
        [
            .. (policy?.Waivers ?? [])
                .OrderBy(waiver => waiver.SiteId, StringComparer.Ordinal)
                .ThenBy(waiver => waiver.Rule, StringComparer.Ordinal)
                .Select(waiver => new ReportWaiver(waiver, Status(waiver))),
        ];

        string Status(Waiver waiver)
        {
            var matched = states[(waiver.SiteId, waiver.Rule)];

            // An id holds the project: a site that is seen under another rule stands nowhere else.
            bool isInSight = seen.Contains(waiver.SiteId);
            return !isInSight && !context.CoversWholePolicy ? "out-of-sight"
                : waiver.IsExpired(context.Today) ? "expired"
                : matched.Skip(1).Any() ? "ambiguous"
                : !matched.Any() ? allEvaluated || isInSight ? "unmatched" : "out-of-sight"
                : matched.Contains(GuardState.Waived) ? "applied"
                : "not-needed";
        }
    }
}
