using System.Globalization;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Finds projects, collects their evidence, evaluates the gate over all of it and writes the report.</summary>
internal sealed class ScanCommand(TextWriter output, Progress progress)
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="CannotRunException">Nothing could be analysed.</exception>
    public async Task<int> RunAsync(ScanRequest request, CancellationToken cancel)
    {
        var target = await ProjectDiscovery.FindAsync(request.Path, cancel).ConfigureAwait(false);
        var workplace = Workplace.Of(target.Folder, request.Root, request.Policy, request.Output);
        string[] found = [.. new[] { Counted(target.Projects.Count, "project"), Counted(target.Apps.Count, "file-based app") }.OfType<string>()];
        progress.Step($"Scanning {string.Join(" and ", found)} below {workplace.Root}");
        var evidence = await CollectAsync(request, target, workplace, target.Projects, target.Apps, cancel).ConfigureAwait(false);

        // Only now it is known which files the projects compile.
        FileBasedApp[] left = [.. target.AppsBesideProjects.Where(app => !evidence.Sources.Contains(app.Path))];
        if (left.Length > 0)
        {
            progress.Step($"Scanning {Counted(left.Length, "file-based app")} that no project compiles");
            evidence = evidence.And(await CollectAsync(request, target, workplace, [], left, cancel).ConfigureAwait(false));
        }

        RequireSomething(evidence, workplace, request.DesignTime);

        var report = workplace.Report(evidence.Fragments, "promptshield scan", CoversPolicy(target, workplace));
        ScanOutput.Write(evidence.Fragments, report, workplace);
        new Summary(output).Write(report, workplace.Policy, Path.Combine(workplace.Output, Report.HtmlFileName));
        return report.Gate == GateVerdict.Pass || request.WarnOnly ? ExitCode.Passed : ExitCode.Failed;
    }

    private async Task<ScanEvidence> CollectAsync(
        ScanRequest request, ScanTarget target, Workplace workplace, IReadOnlyList<string> projects, IReadOnlyList<FileBasedApp> apps, CancellationToken cancel)
    {
        using var generated = new ScratchFolder();
        ProjectFile[] files =
        [
            .. projects.Select(ProjectFile.Read),
            .. apps.Select((app, index) => AppProject.Write(app, Path.Combine(generated.Path, index.ToString(CultureInfo.InvariantCulture)))),
        ];
        return request.DesignTime
            ? await new DesignTimeScan(workplace, progress).RunAsync(target.Folder, files, cancel).ConfigureAwait(false)
            : await new InjectedBuild(workplace, progress).RunAsync(target.Folder, files, cancel).ConfigureAwait(false);
    }

    private static string? Counted(int count, string noun) => count == 0 ? null : $"{count} {noun}{(count == 1 ? "" : "s")}";

    // A policy above the scanned folder speaks of other projects too: a waiver for a site that is not there is then no mistake.
    private static bool CoversPolicy(ScanTarget target, Workplace workplace)
        => workplace.Policy is not { } policy
            || !Path.GetRelativePath(target.Folder, policy.Path).StartsWith("..", StringComparison.Ordinal);

    private static void RequireSomething(ScanEvidence evidence, Workplace workplace, bool designTime)
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
