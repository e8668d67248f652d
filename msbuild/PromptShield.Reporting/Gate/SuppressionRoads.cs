namespace PromptShield.Reporting;

/// <summary>How the findings of items were suppressed.</summary>
internal sealed class SuppressionRoads
{
    /// <summary>The road of a finding that is gone: only the settings of the compile tell of it.</summary>
    public const string SwitchedOff = "switched-off";

    private readonly Dictionary<(string SiteId, string Rule), string> _suppressed = [];
    private readonly HashSet<(string SiteId, string Rule)> _gone = [];

    /// <param name="items">The items.</param>
    /// <param name="fragments">The evidence that they were made of.</param>
    public SuppressionRoads(IReadOnlyList<ReportItem> items, IReadOnlyList<ProjectFragment> fragments)
    {
        var link = new FindingLink(items);
        foreach (var fragment in fragments)
        {
            var found = new HashSet<(string, string)>();
            foreach (var finding in fragment.Findings)
            {
                if (link.SiteIdOf(fragment.Project, finding) is { } id)
                {
                    found.Add((id, finding.Rule));
                    Add(id, finding);
                }
            }

            AddGone(fragment, found);
        }
    }

    /// <summary>How a finding of the item was suppressed: a word of <see cref="FindingSuppression"/> or <see cref="SwitchedOff"/>; null when none was.</summary>
    public string? Of(ReportItem item) =>
        _suppressed.TryGetValue((item.SiteId, item.Site.Rule), out string? road) ? road
        : _gone.Contains((item.SiteId, item.Site.Rule)) ? SwitchedOff
        : null;

    // Of several roads to one site the first in alphabetical order is named: merging must not depend on the order of the fragments.
    private void Add(string id, Finding finding)
    {
        if (finding.Suppression is { } suppression
            && (!_suppressed.TryGetValue((id, finding.Rule), out string? known) || string.CompareOrdinal(suppression.How, known) < 0))
        {
            _suppressed[(id, finding.Rule)] = suppression.How;
        }
    }

    // What the gate alone holds against a site (a client that nobody supplies) never had a finding: it is not missed.
    private void AddGone(ProjectFragment fragment, HashSet<(string SiteId, string Rule)> found)
    {
        foreach (var site in fragment.Sites)
        {
            if (site.Guard == GuardState.Unguarded && fragment.SwitchedOff.Contains(site.Rule) && (SiteId.Of(fragment.Project, site), site.Rule) is var key && !found.Contains(key))
            {
                _gone.Add(key);
            }
        }
    }
}
