namespace PromptShield.Reporting;

/// <summary>Splits fragments and projects by the policy's scope.</summary>
internal sealed class ScopeSplit
{
    private ScopeSplit(
        IReadOnlyList<ProjectFragment> fragments, IReadOnlyList<UnanalyzedProject> notAnalyzed, IReadOnlyList<ReportExclusion> excluded)
    {
        Fragments = fragments;
        NotAnalyzed = notAnalyzed;
        Excluded = excluded;
    }

    /// <summary>Fragments in scope, without the rows of excluded files.</summary>
    public IReadOnlyList<ProjectFragment> Fragments { get; }

    /// <summary>Projects in scope that have no fragment.</summary>
    public IReadOnlyList<UnanalyzedProject> NotAnalyzed { get; }

    /// <summary>What is out of scope, sorted by path.</summary>
    public IReadOnlyList<ReportExclusion> Excluded { get; }

    public static ScopeSplit Of(IEnumerable<ProjectFragment> fragments, PolicyScope scope, IEnumerable<UnanalyzedProject> withoutFragment)
    {
        var inScope = new List<ProjectFragment>();
        var notAnalyzed = new List<UnanalyzedProject>();
        var excluded = new Dictionary<string, (string Scope, string Reason, HashSet<string>? SiteIds)>(StringComparer.Ordinal);
        foreach (var fragment in fragments)
        {
            if (scope.ExclusionOfProject(fragment.Project, fragment.IsTestProject) is { } reason)
            {
                Exclude(excluded, "project", reason, fragment.Project, fragment.Project, fragment.Sites);
                continue;
            }

            foreach (var file in fragment.Sites.Where(site => scope.ExcludesFile(site.File)).GroupBy(site => site.File, StringComparer.Ordinal))
            {
                Exclude(excluded, "file", "policy-exclude", file.Key, fragment.Project, file);
            }

            inScope.Add(scope.Exclude.Count == 0 ? fragment : fragment with
            {
                Sites = [.. fragment.Sites.Where(site => !scope.ExcludesFile(site.File))],
                Findings = [.. fragment.Findings.Where(finding => !scope.ExcludesFile(finding.File))],
            });
        }

        foreach (var project in withoutFragment)
        {
            string? reason = scope.ExclusionOfProject(project.Project, project.IsTestProject);
            if (reason is not null)
            {
                if (!excluded.ContainsKey(project.Project))
                {
                    excluded.Add(project.Project, ("project", reason, null));
                }
            }
            else
            {
                notAnalyzed.Add(project);
            }
        }

        return new ScopeSplit(inScope, notAnalyzed,
        [
            .. excluded
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new ReportExclusion(entry.Value.Scope, entry.Value.Reason, 1, entry.Key, entry.Value.SiteIds?.Count)),
        ]);
    }

    private static void Exclude(
        Dictionary<string, (string Scope, string Reason, HashSet<string>? SiteIds)> excluded,
        string scope, string reason, string path, string project, IEnumerable<InventorySite> sites)
    {
        if (!excluded.TryGetValue(path, out var entry))
        {
            excluded.Add(path, entry = (scope, reason, new(StringComparer.Ordinal)));
        }

        entry.SiteIds?.UnionWith(sites.Select(site => SiteId.Of(project, site)));
    }
}
