namespace PromptShield.Reporting;

/// <summary>The report as one HTML file for people: no external resource, nothing of the scanned code runs in it.</summary>
public static class ReportHtml
{
    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file.</param>
    /// <param name="readSource">The lines of a source file by its path relative to the root; null when it cannot be read. Null for no excerpts.</param>
    public static void Write(Report report, string path, Func<string, IReadOnlyList<string>?>? readSource = null)
        => WholeFile.Write(path, Text(report, readSource));

    /// <summary>The text of the file.</summary>
    public static string Text(Report report, Func<string, IReadOnlyList<string>?>? readSource = null)
        => new HtmlReport(report, readSource).Text();
}
