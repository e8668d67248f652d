using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>The report as text for a console: table of controls, violations, what was not analysed, verdict.</summary>
internal sealed class Summary(TextWriter output)
{
    /// <summary>Writes the summary.</summary>
    public void Write(Report report, string reportPath)
    {
        WriteTable();
        WriteViolations();
        WriteSection("Other reasons", report.GateReasons.Where(reason => reason.Code != GateReasonCodes.Violation).Select(Short).Distinct());
        WriteSection("Not analysed", report.NotAnalyzed.Select(entry => entry.Scope == "project"
            ? $"{entry.Project}: {(entry.Text.Length > 0 ? entry.Text : entry.Reason)}"
            : $"{entry.Project}: {entry.Count} {entry.Scope} ({entry.Reason})"));
        WriteSection("Excluded", report.Excluded.Select(entry => $"{entry.Path} ({entry.Reason}{(entry.Sites is { } sites ? $", {sites} sites" : "")})"));
        output.WriteLine();
        output.WriteLine($"Gate: {ContractNames.Of(report.Gate)}");
        output.WriteLine($"Report: {FromHere(reportPath)}");

        void WriteTable()
        {
            // The title is the widest cell and the least needed one: last, and not padded.
            int title = ControlTable.Columns.ToList().IndexOf("title");
            int[] order = [.. Enumerable.Range(0, ControlTable.Columns.Count).Where(i => i != title), title];
            IReadOnlyList<string>[] lines = [ControlTable.Columns, .. ControlTable.Rows(report)];
            int[] widths = [.. order.Select(i => lines.Max(line => line[i].Length))];
            foreach (var line in lines)
            {
                output.WriteLine(string.Join("  ", order.Select((i, position) => i == title ? line[i] : Pad(line[i], widths[position], position > 1))));
            }
        }

        void WriteViolations()
        {
            var messages = report.Findings.Where(finding => finding.SiteId is not null)
                .GroupBy(finding => finding.SiteId!, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Finding.Message, StringComparer.Ordinal);
            WriteSection("Violations", report.Items.Where(item => item.IsViolating).Select(item =>
                $"{item.Site.File}:{item.Site.Line}:{item.Site.Column}: {item.Site.Rule}: {messages.GetValueOrDefault(item.SiteId, item.ReasonText.Length > 0 ? item.ReasonText : item.Reason)} [site {item.SiteId}]"));
        }
    }

    // The projects that were not evaluated stand in a section of their own.
    private static string Short(GateReason reason) => reason.Code == GateReasonCodes.NotEvaluated ? reason.Text.Split(": ", 2)[0] : reason.Text;

    private void WriteSection(string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length > 0)
        {
            output.WriteLine();
            output.WriteLine($"{title} ({all.Length}):");
            foreach (string line in all)
            {
                output.WriteLine("  " + line);
            }
        }
    }

    // Below the current folder the short form reads better, and it is the same on every machine.
    private static string FromHere(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Pad(string text, int width, bool right) => right ? text.PadLeft(width) : text.PadRight(width);
}
