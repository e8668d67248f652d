using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Merges fragments and renders the report again.</summary>
internal sealed class ReportCommand(TextWriter output)
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Run(IReadOnlyList<string> evidence, string? outputPath, string? policyPath, string? root, bool warnsOnly)
    {
        var workplace = Workplace.Of(Directory.GetCurrentDirectory(), root, policyPath, outputPath);
        var fragments = evidence.SelectMany(Files).Distinct(StringComparer.Ordinal).Select(FragmentFile.Read).ToArray();
        var report = workplace.Report(fragments, "promptshield report", coversWholePolicy: true);
        ReportFiles.Write(report, workplace.Output, workplace.Root);
        new Summary(output).Write(report, workplace.Policy, Path.Combine(workplace.Output, Report.HtmlFileName));
        return report.Gate == GateVerdict.Pass || warnsOnly ? ExitCode.Passed : ExitCode.Failed;
    }

    private static IEnumerable<string> Files(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return Below(full);
        }

        if (!File.Exists(full))
        {
            throw new CannotRunException($"promptshield: error: there is no file or folder '{full}'.");
        }

        return Path.GetFileName(full) == Report.JsonFileName ? Below(Path.GetDirectoryName(full)!) : [full];
    }

    private static string[] Below(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*" + ProjectFragment.FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new CannotRunException($"promptshield: error: there is no *{ProjectFragment.FileName} in '{folder}'.");
    }
}
