using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>
/// Freezes today's violations, so that the gate fails only on new ones. It builds as a scan does: what is frozen is what the build will see. An
/// existing baseline shrinks by itself and grows only when asked.
/// </summary>
internal sealed class BaselineCommand(TextWriter output, Progress progress)
{
    /// <returns>An <see cref="ExitCode"/>: <see cref="ExitCode.Failed"/> when there are violations that the existing baseline does not hold.</returns>
    /// <exception cref="CannotRunException">There is no policy, or nothing could be analysed.</exception>
    public async Task<int> RunAsync(BaselineRequest request, CancellationToken cancel)
    {
        var target = await ProjectDiscovery.FindAsync(request.Path, cancel).ConfigureAwait(false);
        var workplace = Workplace.WithoutReport(target.Folder, request.Root, request.Policy);
        var policy = workplace.Policy ?? throw new CannotRunException(
            "promptshield: error: there is no policy, and a baseline applies only through one. Make one with 'promptshield init', or name one with --policy.");
        string name = policy.Baseline ?? Baseline.FileName;
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(policy.Path))!, name);
        bool exists = File.Exists(path);
        var earlier = exists ? Baseline.Sites(path) : [];

        var collection = new EvidenceCollection(workplace, progress);
        var evidence = await collection.RunAsync(target, designTime: false, cancel).ConfigureAwait(false);
        var report = workplace.Report(evidence.Fragments, "promptshield baseline", collection.CoversPolicy(target));
        var freeze = BaselineFreeze.Of(report, earlier, Evaluated(evidence));
        if (exists && freeze.Added.Count > 0 && !request.AcceptsNew)
        {
            Refuse(freeze, report, path);
            return ExitCode.Failed;
        }

        Baseline.Write(freeze.Sites, path);
        Say(freeze, report, path);
        NameInPolicy(policy, name);
        return ExitCode.Passed;
    }

    private static IEnumerable<string> Evaluated(ScanEvidence evidence) => evidence.Fragments
        .GroupBy(fragment => fragment.Project, StringComparer.Ordinal)
        .Where(project => project.All(fragment => fragment.IsEvaluated))
        .Select(project => project.Key);

    private void Refuse(BaselineFreeze freeze, Report report, string path)
    {
        var lines = new SiteLines(report);
        output.WriteLine($"Not in the baseline ({freeze.Added.Count}):");
        foreach (var item in freeze.Added)
        {
            output.WriteLine("  " + lines.Violation(item));
        }

        output.WriteLine();
        output.WriteLine($"{path} was not changed: code got worse since it was made. Mend these sites, or freeze them too with --accept-new.");
    }

    private void Say(BaselineFreeze freeze, Report report, string path)
    {
        output.WriteLine(freeze.Sites.Count == 0 ? "Nothing violates: the baseline is empty." : $"Frozen ({freeze.Sites.Count}):");
        foreach (var rule in freeze.Sites.GroupBy(site => site.Rule, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {rule.Key}  {rule.Count()}");
        }

        Count(freeze.Gone.Count, "of the earlier baseline gone");
        Count(freeze.Kept.Count, "of the earlier baseline kept, in projects that were not looked at");
        Count(freeze.Ambiguous.Count, "not frozen, because more than one site has the same id");
        foreach (var project in report.NotAnalyzed.Where(entry => entry.Scope == "project"))
        {
            output.WriteLine($"Not looked at: {project.Project}: {project.Text}");
        }

        output.WriteLine($"Wrote {path}");
    }

    private void Count(int count, string what)
    {
        if (count > 0)
        {
            output.WriteLine($"{count} {what}");
        }
    }

    private void NameInPolicy(Policy policy, string name)
    {
        if (policy.Baseline is null)
        {
            output.WriteLine(PolicyEdit.TryNameBaseline(policy.Path, name)
                ? $"Added {PolicyEdit.BaselineMember(name)} to {policy.Path}"
                : $"Add this line to {policy.Path}: {PolicyEdit.BaselineMember(name)}");
        }
    }
}
