namespace PromptShield.Reporting;

/// <summary>Computes the report: merges fragments, applies policy, waivers and baseline, and decides the gate.</summary>
public static class ReportBuilder
{
    /// <summary>The report. The order of the fragments, and a fragment given twice, do not change it.</summary>
    /// <param name="fragments">The evidence, one a project and target framework.</param>
    /// <param name="policy">The policy, or null: then every rule is enforced and nothing is waived.</param>
    /// <param name="context">Date, baseline, projects without evidence, and how the report is made.</param>
    public static Report Build(IEnumerable<ProjectFragment> fragments, Policy? policy, ReportContext context)
    {
        ProjectFragment[] all = [.. FragmentFile.Distinct(fragments)];
        var scope = ScopeSplit.Of(all, policy?.Scope ?? new(), context.NotAnalyzedProjects);
        var link = new SolutionLink(all, scope.Fragments.Where(fragment => fragment.IsHost));
        var unevaluated = UnevaluatedProjects(scope, link, policy);
        string? nothing = NothingSeen(all.Length + context.NotAnalyzedProjects.Count, scope, context);
        var items = UnjustifiedSuppressions.Add(Exceptions.Apply(SiteMerge.Items(scope.Fragments, link), policy, context), scope.Fragments, policy, context);
        var controls = ControlMeasure.Measure(items, policy, unevaluated.Length == 0 && nothing is null);
        var waivers = Exceptions.Register(items, policy, context, unevaluated.Length == 0);
        var reasons = nothing is null
            ? GateRules.Reasons(items, controls, waivers, Exceptions.AmbiguousBaseline(items, context), unevaluated, policy, context.PolicyPath)
            : GateRules.NothingSeen(controls, nothing);
        return new Report
        {
            Gate = GateRules.Verdict(reasons),
            GateReasons = reasons,
            Warnings = [.. GateRules.Violations(items, policy, RuleLevel.Warn)],
            Populations =
            [
                .. ControlCatalog.Populations.Select(population => new ReportPopulation(
                    population.Name, population.Definition, [.. items.Where(item => item.Site.Population == population.Name)])),
            ],
            Findings = Findings(scope.Fragments, items),
            Controls = controls,
            NotAnalyzed =
            [
                .. unevaluated.Concat(NotAnalyzedParts(scope.Fragments)).OrderBy(entry => entry, NotAnalyzedOrder.Instance),
            ],
            Excluded = scope.Excluded,
            Waivers = waivers,
            Policy = policy is null ? null : new(context.PolicyPath ?? Policy.FileName, policy.Sha256),
            Run = context.Run with { Assemblies = Assemblies(all) },
        };
    }

    // The build of one project of many may build one that is out of scope: whether anything is in scope is not for it to say.
    private static string? NothingSeen(int projects, ScopeSplit scope, ReportContext context)
        => projects == 0 ? "there was no project to look at"
            : context.CoversWholePolicy && scope.Fragments.Count + scope.NotAnalyzed.Count == 0 ? "nothing is in scope"
            : null;

    // One entry a problem, so that a reader can count them; the cause stands first.
    private static ReportNotAnalyzed[] UnevaluatedProjects(ScopeSplit scope, SolutionLink link, Policy? policy) =>
    [
        .. scope.Fragments.SelectMany(fragment => fragment.Problems.Select(problem => Entry(fragment.Project, problem)))
            .Concat(scope.NotAnalyzed.Select(project => Entry(project.Project, project.Problem ?? new EvidenceProblem(EvidenceProblems.NotLoaded, ""))))
            .Concat(link.Missing.Where(gap => IsNeeded(gap.Reference, scope, policy)).Select(gap => Entry(gap.Program.Project, Unseen(gap.Reference))))
            .Distinct()
            .OrderBy(entry => entry, NotAnalyzedOrder.Instance),
    ];

    // What the policy leaves out is nobody's gap, and what is listed as not analysed is said already.
    private static bool IsNeeded(string reference, ScopeSplit scope, Policy? policy)
        => policy?.Scope.ExclusionOfProject(reference, false) is null && !scope.NotAnalyzed.Any(project => project.Project == reference);

    private static EvidenceProblem Unseen(string reference) => new(
        EvidenceProblems.ReferenceMissing,
        $"There is no evidence of '{reference}', which it references: what that project owes and supplies is not known. Build it with PromptShield, or leave it out of the policy's scope.");

    private static ReportNotAnalyzed Entry(string project, EvidenceProblem problem)
        => new(NotAnalyzedReasons.ProjectScope, problem.Code, 1, project, problem.Text.Length > 0 ? problem.Text : NotAnalyzedReasons.TextOf(problem.Code));

    // The target frameworks of a project see the same files: the largest count, not the sum.
    private static IEnumerable<ReportNotAnalyzed> NotAnalyzedParts(IEnumerable<ProjectFragment> fragments) => fragments
        .SelectMany(fragment => fragment.NotAnalyzed.Select(entry => (fragment.Project, Entry: entry)))
        .GroupBy(part => (part.Project, part.Entry.Scope, part.Entry.Reason))
        .Select(group => new ReportNotAnalyzed(
            group.Key.Scope, group.Key.Reason, group.Max(part => part.Entry.Count), group.Key.Project, NotAnalyzedReasons.TextOf(group.Key.Reason)))
        .Where(entry => entry.Count > 0);

    private static ReportFinding[] Findings(IEnumerable<ProjectFragment> fragments, IReadOnlyList<ReportItem> items)
    {
        var link = new FindingLink(items);
        return
        [
            .. fragments
                .SelectMany(fragment => fragment.Findings.Select(finding => (fragment.Project, Finding: finding)))
                .Distinct()
                .OrderBy(entry => entry.Finding, FindingOrder.Instance)
                .ThenBy(entry => entry.Project, StringComparer.Ordinal)
                .Select(entry => new ReportFinding(entry.Finding, entry.Project, link.SiteIdOf(entry.Project, entry.Finding))),
        ];
    }

    private static RunAssembly[] Assemblies(IEnumerable<ProjectFragment> fragments) =>
    [
        .. fragments
            .Select(fragment => new RunAssembly(
                fragment.Project, fragment.TargetFramework, fragment.AssemblyName, fragment.Mvid, fragment.AssemblySha256,
                fragment.AnalyzerVersion, fragment.CompilerVersion))
            .Distinct()
            .OrderBy(assembly => assembly.Project, StringComparer.Ordinal)
            .ThenBy(assembly => assembly.TargetFramework, StringComparer.Ordinal)
            .ThenBy(assembly => assembly.Mvid, StringComparer.Ordinal)
            .ThenBy(assembly => assembly.Sha256, StringComparer.Ordinal)
            .ThenBy(assembly => assembly.ToString(), StringComparer.Ordinal),
    ];
}
