namespace PromptShield.Reporting;

/// <summary>Writes a report for machines and for people.</summary>
public static class ReportFiles
{
    /// <summary>Writes <c>promptshield-report.json</c> and <c>promptshield-report.html</c>: both are complete before either replaces an older one.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="root">The root that the report's paths start from; source excerpts are read below it only.</param>
    public static void Write(Report report, string folder, string root)
        => WholeFile.Write(
        [
            (Path.Combine(folder, Report.JsonFileName), ReportJson.Text(report)),
            (Path.Combine(folder, Report.HtmlFileName), ReportHtml.Text(report, file => Lines(root, file))),
        ]);

    private static string[]? Lines(string root, string file)
    {
        string parent = Path.GetFullPath(root);
        string path = Path.GetFullPath(Path.Combine(parent, file));
        try
        {
            // A fragment may come from elsewhere: its paths must not make the page show other files of this machine.
            return path.StartsWith(parent.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
                ? File.ReadAllLines(path)
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
