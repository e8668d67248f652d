namespace PromptShield.Reporting;

/// <summary>What a baseline becomes when today's violations are frozen.</summary>
public sealed record BaselineFreeze
{
    /// <summary>The violations of the new baseline.</summary>
    public IReadOnlyList<BaselineSite> Sites { get; init; } = [];

    /// <summary>Those that the earlier baseline does not hold: code got worse since, or there was none.</summary>
    public IReadOnlyList<ReportItem> Added { get; init; } = [];

    /// <summary>Those of the earlier baseline that do not violate any more.</summary>
    public IReadOnlyList<BaselineSite> Gone { get; init; } = [];

    /// <summary>Those of the earlier baseline that stay because their project was not looked at.</summary>
    public IReadOnlyList<BaselineSite> Kept { get; init; } = [];

    /// <summary>Violations whose id more than one site has: no baseline can tell which was accepted.</summary>
    public IReadOnlyList<ReportItem> Ambiguous { get; init; } = [];

    /// <summary>Freezes the violations of a report. What a waiver accepts stays out: it has an end, and a baseline has none.</summary>
    /// <param name="report">Today's report.</param>
    /// <param name="earlier">The earlier baseline; empty when there was none.</param>
    /// <param name="evaluated">The projects that were evaluated: of no other can it be said that a violation is gone.</param>
    public static BaselineFreeze Of(Report report, IReadOnlyList<BaselineSite> earlier, IEnumerable<string> evaluated)
    {
        var looked = new HashSet<string>(evaluated, StringComparer.Ordinal);
        var ids = report.Items.ToLookup(item => item.SiteId, StringComparer.Ordinal);
        var known = new HashSet<string>(earlier.Select(site => site.SiteId), StringComparer.Ordinal);
        ReportItem[] violating = [.. report.Items.Where(item => item.IsViolating || item.Guard == GuardState.Baselined)];
        ReportItem[] frozen = [.. violating.Where(item => !ids[item.SiteId].Skip(1).Any())];
        var now = new HashSet<string>(frozen.Select(item => item.SiteId), StringComparer.Ordinal);
        BaselineSite[] missing = [.. earlier.Where(site => !now.Contains(site.SiteId))];
        BaselineSite[] kept = [.. missing.Where(site => !looked.Contains(site.Project))];
        return new BaselineFreeze
        {
            Sites = [.. frozen.Select(item => new BaselineSite(item.SiteId, item.Site.Rule, item.Project, item.Site.File, item.Site.Symbol)), .. kept],
            Added = [.. frozen.Where(item => !known.Contains(item.SiteId))],
            Gone = [.. missing.Where(site => looked.Contains(site.Project))],
            Kept = kept,
            Ambiguous = [.. violating.Where(item => ids[item.SiteId].Skip(1).Any())],
        };
    }
}
