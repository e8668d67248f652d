namespace PromptShield.Reporting;

/// <summary>Ties findings to the items that they are about.</summary>
internal sealed class FindingLink
{
    private readonly Dictionary<(string Project, string File, string Rule), List<ReportItem>> _items = [];

    /// <param name="items">Items in report order.</param>
    public FindingLink(IEnumerable<ReportItem> items)
    {
        foreach (var item in items)
        {
            var key = (item.Project, item.Site.File, item.Site.Rule);
            if (!_items.TryGetValue(key, out var list))
            {
                _items.Add(key, list = []);
            }

            list.Add(item);
        }
    }

    /// <summary>
    /// The id of the item. A finding of a model call stands on the item's own token. One of a sink stands on an argument: it belongs to the
    /// last sink that begins before it and is not guarded.
    /// </summary>
    public string? SiteIdOf(string project, Finding finding)
    {
        if (!_items.TryGetValue((project, finding.File, finding.Rule), out var items))
        {
            return null;
        }

        if (items.Find(item => item.Site.Line == finding.Line && item.Site.Column == finding.Column) is { } exact)
        {
            return exact.SiteId;
        }

        return items.FindLast(item => item.Site.Population == ControlCatalog.PersonalDataSinks && item.Guard != GuardState.Guarded
            && (item.Site.Line < finding.Line || (item.Site.Line == finding.Line && item.Site.Column < finding.Column)))?.SiteId;
    }
}
