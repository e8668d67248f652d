using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Collects the evidence of projects by building them with the analyzers injected, or by loading them.</summary>
internal sealed class EvidenceCollection(Workplace workplace, Progress progress)
{
    /// <summary>The evidence of the target's projects and of what they reference.</summary>
    /// <param name="target">What to look at.</param>
    /// <param name="designTime">True to load the projects without building them.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="CannotRunException">Nothing could be analysed.</exception>
    public async Task<ScanEvidence> RunAsync(ScanTarget target, bool designTime, CancellationToken cancel)
    {
        ProjectFile[] projects = [.. target.Projects.Select(ProjectFile.Read)];
        progress.Step($"Scanning {projects.Length} {(projects.Length == 1 ? "project" : "projects")} below {workplace.Root}");
        var evidence = designTime
            ? await new DesignTimeScan(workplace, progress).RunAsync(projects, cancel).ConfigureAwait(false)
            : await new InjectedBuild(workplace, progress).RunAsync(target, projects, cancel).ConfigureAwait(false);
        RequireSomething(evidence, designTime);
        return evidence;
    }

    /// <summary>Whether the policy is about nothing but the target: one above the scanned folder speaks of other projects too, and a waiver for a site that is not there is then no mistake.</summary>
    public bool CoversPolicy(ScanTarget target) =>
        workplace.Policy is not { } policy || !Path.GetRelativePath(target.Folder, policy.Path).StartsWith("..", StringComparison.Ordinal);

    private void RequireSomething(ScanEvidence evidence, bool designTime)
    {
        var scope = workplace.Policy?.Scope ?? new();
        ProjectFragment[] inScope = [.. evidence.Fragments.Where(fragment => scope.ExclusionOfProject(fragment.Project, fragment.IsTestProject) is null)];
        if (inScope.Length == 0 || inScope.Any(fragment => designTime ? fragment.AnalyzerVersion.Length > 0 : fragment.IsEvaluated))
        {
            return;
        }

        string[] reasons = [.. inScope.SelectMany(fragment => fragment.Problems.Select(problem => $"{fragment.Project}: {problem.Text}")).Distinct().Order(StringComparer.Ordinal)];
        string[] errors = [.. evidence.Errors.Select(error => error.ToString()).Distinct().Take(20)];
        string remedy = designTime
            ? "promptshield: error: no project could be analysed; nothing was written."
            : "promptshield: error: no project could be analysed; nothing was written. Make the projects build, or use --design-time to analyse what resolves.";
        throw new CannotRunException(string.Join(Environment.NewLine, [.. errors, .. reasons, remedy]));
    }
}
