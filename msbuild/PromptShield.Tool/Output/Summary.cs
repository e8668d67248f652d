using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>The report as text for a console: table of controls, sites that are not guarded, what was not analysed, verdict.</summary>
internal sealed class Summary(TextWriter output)
{
    /// <summary>Writes the summary.</summary>
    /// <param name="report">The report.</param>
    /// <param name="policy">The policy that was applied; null when there is none.</param>
    /// <param name="reportPath">Where the report for people was written.</param>
    public void Write(Report report, Policy? policy, string reportPath)
    {
        WriteTable(report);
        WriteQuietControls(report);
        WriteSites(report, policy);
        WriteSection("Other reasons", report.GateReasons.Where(reason => reason.Code != GateReasonCodes.Violation).Select(Short).Distinct());
        WriteSection("Not analysed", report.NotAnalyzed.Select(entry => entry.Scope == "project"
            ? $"{entry.Project}: {(entry.Text.Length > 0 ? entry.Text : entry.Reason)}"
            : $"{entry.Project}: {Count(entry.Count, entry.Scope)} ({entry.Reason})"));
        WriteSection("Excluded", report.Excluded.Select(entry => $"{entry.Path} ({entry.Reason}{(entry.Sites is { } sites ? ", " + Count(sites, "sites") : "")})"));
        output.WriteLine();
        output.WriteLine($"Gate: {ContractNames.Of(report.Gate)}");
        output.WriteLine($"Report: {FromHere(reportPath)}");
    }

    private void WriteTable(Report report)
    {
        // The title is the widest cell and the least needed one: last, and not padded.
        int title = ControlTable.Columns.ToList().IndexOf("title");
        int[] order = [.. Enumerable.Range(0, ControlTable.Columns.Count).Where(i => i != title), title];
        string[] quiet = [.. report.Controls.Where(IsQuiet).Select(control => control.Definition.Id)];
        IReadOnlyList<string>[] lines = [ControlTable.Columns, .. ControlTable.Rows(report).Where(row => !quiet.Contains(row[0]))];
        int[] widths = [.. order.Select(i => lines.Max(line => line[i].Length))];
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", order.Select((i, position) => i == title ? line[i] : Pad(line[i], widths[position], position > 1))));
        }
    }

    // A row of zeros for each of a dozen controls would hide the three that were counted.
    private void WriteQuietControls(Report report)
    {
        foreach (var result in report.Controls.Where(IsQuiet).GroupBy(control => control.Result).OrderBy(group => group.Key))
        {
            output.WriteLine($"{ContractNames.Of(result.Key)}, nothing found: {string.Join(", ", result.Select(control => control.Definition.Id))}");
        }
    }

    private static bool IsQuiet(ReportControl control) => control.Definition.Population == ControlCatalog.RuleFindings && control.Population == 0;

    private void WriteSites(Report report, Policy? policy)
    {
        var lines = new SiteLines(report);
        var violations = report.Items.Where(item => item.IsViolating).ToLookup(item => RuleCatalog.LevelOf(item.Site.Rule, policy));
        WriteSection("Violations", violations[RuleLevel.Enforce].Select(lines.Violation));
        foreach (var level in new[] { RuleLevel.Warn, RuleLevel.Off })
        {
            foreach (var rule in violations[level].GroupBy(item => item.Site.Rule, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal))
            {
                WriteSection($"Violations, not enforced ({rule.Key} is {(level == RuleLevel.Warn ? "warn" : "off")})", rule.Select(lines.Violation));
            }
        }

        WriteSection("Deferred", report.Items.Where(item => item.Guard == GuardState.Deferred && !item.IsViolating).Select(SiteLines.Deferred));
        WriteSection("Not analysed sites", report.Items.Where(item => item.Guard == GuardState.NotAnalyzed).Select(SiteLines.NotAnalysed));
    }

    // The projects that were not evaluated stand in a section of their own.
    private static string Short(GateReason reason) => reason.Code == GateReasonCodes.NotEvaluated ? reason.Text.Split(": ", 2)[0] : reason.Text;

    private void WriteSection(string title, IEnumerable<string> entries)
    {
        string[] all = [.. entries];
        if (all.Length > 0)
        {
            output.WriteLine();
            output.WriteLine($"{title} ({all.Length}):");
            foreach (string line in all.SelectMany(entry => entry.Split('\n')))
            {
                output.WriteLine("  " + line);
            }
        }
    }

    // The report's own words are plural: "files", "sites".
    private static string Count(int count, string things) => $"{count} {(count == 1 && things.EndsWith('s') ? things[..^1] : things)}";

    // Below the current folder the short form reads better, and it is the same on every machine.
    private static string FromHere(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Pad(string text, int width, bool right) => right ? text.PadLeft(width) : text.PadRight(width);
}
