using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Sites as lines of the summary: place, what is said about it, id.</summary>
internal sealed class SiteLines(Report report)
{
    private readonly ILookup<string, string> _messages = report.Findings
        .Where(finding => finding.SiteId is not null)
        .Select(finding => (SiteId: finding.SiteId!, finding.Finding.Message))
        .Distinct()
        .ToLookup(finding => finding.SiteId, finding => finding.Message, StringComparer.Ordinal);

    /// <summary>A site that violates, with each finding of it on a line of its own.</summary>
    public string Violation(ReportItem item)
    {
        // A finding that was switched off leaves the site violating, and the inventory says why.
        string[] messages = [.. _messages[item.SiteId]];
        return messages.Length == 0
            ? Line(item, Reason(item))
            : Line(item, messages[0]) + string.Concat(messages.Skip(1).Select(message => "\n  and " + message));
    }

    /// <summary>A site whose client is handed in, with who owes the shield.</summary>
    public static string Deferred(ReportItem item)
        => Line(item, Reason(item) + (item.Site.OwedTo.Length == 0 ? "" : "; the shield is owed by " + item.Site.OwedTo));

    /// <summary>A site that the analyzers could not judge.</summary>
    public static string NotAnalysed(ReportItem item) => Line(item, $"{Reason(item)} ({item.Reason})");

    private static string Line(ReportItem item, string text)
        => $"{item.Site.File}:{item.Site.Line}:{item.Site.Column}: {item.Site.Rule}: {text} [site {item.SiteId}]";

    private static string Reason(ReportItem item) => item.ReasonText.Length > 0 ? item.ReasonText : item.Reason;
}
