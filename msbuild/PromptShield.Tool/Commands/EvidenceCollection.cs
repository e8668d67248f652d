using System.Globalization;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Collects the evidence of projects and file-based apps by building them with the analyzers injected, or by loading them.</summary>
internal sealed class EvidenceCollection(Workplace workplace, Progress progress)
{
    /// <summary>The evidence of the target's projects and apps, and of what they reference.</summary>
    /// <param name="target">What to look at.</param>
    /// <param name="designTime">True to load the projects without building them.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="CannotRunException">Nothing could be analysed.</exception>
    public async Task<ScanEvidence> RunAsync(ScanTarget target, bool designTime, CancellationToken cancel)
    {
        string[] found = [.. new[] { Counted(target.Projects.Count, "project"), Counted(target.Apps.Count, "file-based app") }.OfType<string>()];
        progress.Step($"Scanning {string.Join(" and ", found)} below {workplace.Root}");
        var evidence = await RunAsync(target, target.Projects, target.Apps, designTime, cancel).ConfigureAwait(false);

        // Only now it is known which files the projects compile.
        FileBasedApp[] left = [.. target.AppsBesideProjects.Where(app => !evidence.Sources.Contains(app.Path))];
        if (left.Length > 0)
        {
            progress.Step($"Scanning {Counted(left.Length, "file-based app")} that no project compiles");
            evidence = evidence.And(await RunAsync(target, [], left, designTime, cancel).ConfigureAwait(false));
        }

        RequireSomething(evidence, designTime);
        return evidence;
    }

    /// <summary>Whether the policy is about nothing but the target: one above the scanned folder speaks of other projects too, and a waiver for a site that is not there is then no mistake.</summary>
    public bool CoversPolicy(ScanTarget target) =>
        workplace.Policy is not { } policy || !Path.GetRelativePath(target.Folder, policy.Path).StartsWith("..", StringComparison.Ordinal);

    private async Task<ScanEvidence> RunAsync(
        ScanTarget target, IReadOnlyList<string> projects, IReadOnlyList<FileBasedApp> apps, bool designTime, CancellationToken cancel)
    {
        using var generated = new ScratchFolder();
        ProjectFile[] files =
        [
            .. projects.Select(ProjectFile.Read),
            .. apps.Select((app, index) => AppProject.Write(app, Path.Combine(generated.Path, index.ToString(CultureInfo.InvariantCulture)))),
        ];
        return designTime
            ? await new DesignTimeScan(workplace, progress).RunAsync(target.Folder, files, cancel).ConfigureAwait(false)
            : await new InjectedBuild(workplace, progress).RunAsync(target.Folder, files, cancel).ConfigureAwait(false);
    }

    private static string? Counted(int count, string noun) => count == 0 ? null : $"{count} {noun}{(count == 1 ? "" : "s")}";

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
