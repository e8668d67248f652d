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
        var collection = new EvidenceCollection(workplace, progress);
        var evidence = await collection.RunAsync(target, request.DesignTime, cancel).ConfigureAwait(false);

        var report = workplace.Report(evidence.Fragments, "promptshield scan", collection.CoversPolicy(target));
        ScanOutput.Write(evidence.Fragments, report, workplace);
        new Summary(output).Write(report, workplace.Policy, Path.Combine(workplace.Output, Report.HtmlFileName));
        return report.Gate == GateVerdict.Pass || request.WarnOnly ? ExitCode.Passed : ExitCode.Failed;
    }
}
