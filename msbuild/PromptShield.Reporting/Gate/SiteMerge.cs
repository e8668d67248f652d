namespace PromptShield.Reporting;

/// <summary>
/// Turns the rows of all compilations into items: one a site, the worst guard state among the target frameworks wins. The result depends on
/// the set of fragments only, so merging is associative, commutative and idempotent.
/// </summary>
internal static class SiteMerge
{
    private const string Undischarged = "deferred-undischarged";

    /// <summary>The items of the fragments, before waivers and baseline, in report order.</summary>
    public static IReadOnlyList<ReportItem> Items(IEnumerable<ProjectFragment> fragments, SolutionLink link)
    {
        var rows = new Dictionary<(string SiteId, int Rank), List<(ProjectFragment Fragment, LinkedSite Linked)>>();
        foreach (var fragment in fragments)
        {
            // Two places of one compilation are two sites even if their ids collide (file-local types share documentation ids).
            var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var site in fragment.Sites.Distinct(SiteEquality.Instance).OrderBy(site => site, SiteOrder.Instance))
            {
                string id = SiteId.Of(fragment.Project, site);
                ranks.TryGetValue(id, out int rank);
                ranks[id] = rank + 1;
                if (!rows.TryGetValue((id, rank), out var group))
                {
                    rows.Add((id, rank), group = []);
                }

                group.Add((fragment, link.Judge(fragment, site)));
            }
        }

        return [.. rows.Select(group => Item(group.Key.SiteId, group.Value)).OrderBy(item => item, ItemOrder.Instance)];
    }

    private static ReportItem Item(string siteId, List<(ProjectFragment Fragment, LinkedSite Linked)> rows)
    {
        var worst = rows
            .OrderByDescending(row => Badness(row.Linked.Site))
            .ThenBy(row => row.Linked.Site, SiteOrder.Instance)
            .First();
        var site = worst.Linked.Site with
        {
            DataClasses = [.. rows.SelectMany(row => row.Linked.Site.DataClasses).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)],
        };
        return new ReportItem
        {
            SiteId = siteId,
            Project = worst.Fragment.Project,
            TargetFrameworks = [.. rows.Select(row => row.Fragment.TargetFramework).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)],
            Site = site,
            Guard = site.Guard,
            Reason = site.Reason,
            ReasonText = site.ReasonText,
            Chain = worst.Linked.Chain,
            Controls = RuleCatalog.Find(site.Rule)?.Controls ?? [],
            Rules = [site.Rule],
        };
    }

    private static int Badness(InventorySite site) => site.Guard switch
    {
        GuardState.Unguarded => 5,
        GuardState.Deferred when site.Reason == Undischarged => 4,
        GuardState.NotAnalyzed => 3,
        GuardState.Deferred => 2,
        _ => 1,
    };

    private sealed class SiteEquality : IEqualityComparer<InventorySite>
    {
        public static SiteEquality Instance { get; } = new();

        public bool Equals(InventorySite? x, InventorySite? y) => SiteOrder.Instance.Compare(x, y) == 0;

        public int GetHashCode(InventorySite site) => StringComparer.Ordinal.GetHashCode(site.File) ^ (site.Line * 397) ^ site.Column;
    }
}
