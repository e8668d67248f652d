namespace PromptShield.Reporting;

/// <summary>Report order of sites: file, line, column, api, then everything else, so that no two different rows compare equal.</summary>
internal sealed class SiteOrder : IComparer<InventorySite>
{
    public static SiteOrder Instance { get; } = new();

    public int Compare(InventorySite? x, InventorySite? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => First(
            string.CompareOrdinal(x.File, y.File), x.Line.CompareTo(y.Line), x.Column.CompareTo(y.Column),
            string.CompareOrdinal(x.Api, y.Api)) is not 0 and int order ? order : Rest(x, y),
    };

    internal static int First(params int[] comparisons) => Array.Find(comparisons, comparison => comparison != 0);

    private static int Rest(InventorySite x, InventorySite y) => First(
        x.Ordinal.CompareTo(y.Ordinal), string.CompareOrdinal(x.Symbol, y.Symbol),
        string.CompareOrdinal(x.Population, y.Population), string.CompareOrdinal(x.Kind, y.Kind),
        x.Guard.CompareTo(y.Guard), string.CompareOrdinal(x.Reason, y.Reason), string.CompareOrdinal(x.ReasonText, y.ReasonText),
        string.CompareOrdinal(x.OwedTo, y.OwedTo), string.CompareOrdinal(x.Sdk, y.Sdk), string.CompareOrdinal(x.Provider, y.Provider),
        string.CompareOrdinal(x.Rule, y.Rule), string.CompareOrdinal(x.Origin, y.Origin),
        string.CompareOrdinal(string.Join(",", x.DataClasses), string.Join(",", y.DataClasses)),
        string.CompareOrdinal(string.Join(" ", x.Debts), string.Join(" ", y.Debts)));
}

/// <summary>Report order of findings: file, line, column, rule, then everything else.</summary>
internal sealed class FindingOrder : IComparer<Finding>
{
    public static FindingOrder Instance { get; } = new();

    public int Compare(Finding? x, Finding? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => SiteOrder.First(
            string.CompareOrdinal(x.File, y.File), x.Line.CompareTo(y.Line), x.Column.CompareTo(y.Column),
            string.CompareOrdinal(x.Rule, y.Rule), string.CompareOrdinal(x.Message, y.Message), x.Level.CompareTo(y.Level),
            string.CompareOrdinal(x.Suppression?.How, y.Suppression?.How),
            string.CompareOrdinal(x.Suppression?.Justification, y.Suppression?.Justification)),
    };
}

/// <summary>Report order of items: file, line, column, api, then project and id.</summary>
internal sealed class ItemOrder : IComparer<ReportItem>
{
    public static ItemOrder Instance { get; } = new();

    public int Compare(ReportItem? x, ReportItem? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => SiteOrder.First(
            string.CompareOrdinal(x.Site.File, y.Site.File), x.Site.Line.CompareTo(y.Site.Line), x.Site.Column.CompareTo(y.Site.Column),
            string.CompareOrdinal(x.Site.Api, y.Site.Api), string.CompareOrdinal(x.Project, y.Project),
            string.CompareOrdinal(x.SiteId, y.SiteId), SiteOrder.Instance.Compare(x.Site, y.Site)),
    };
}

/// <summary>Report order of what was not analysed: project, causes before consequences, then everything else.</summary>
internal sealed class NotAnalyzedOrder : IComparer<ReportNotAnalyzed>
{
    public static NotAnalyzedOrder Instance { get; } = new();

    public int Compare(ReportNotAnalyzed? x, ReportNotAnalyzed? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => SiteOrder.First(
            string.CompareOrdinal(x.Project, y.Project),
            NotAnalyzedReasons.Precedence(x.Reason).CompareTo(NotAnalyzedReasons.Precedence(y.Reason)),
            string.CompareOrdinal(x.Scope, y.Scope), string.CompareOrdinal(x.Text, y.Text), x.Count.CompareTo(y.Count)),
    };
}
