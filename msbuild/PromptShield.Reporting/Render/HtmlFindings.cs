namespace PromptShield.Reporting;

/// <summary>One card for each site that is not guarded, with its finding and the source around it.</summary>
internal sealed class HtmlFindings(Report report, Func<string, IReadOnlyList<string>?>? readSource)
{
    private const int MostCards = 300;
    private const int MostFindings = 10;
    private const int LinesAround = 3;

    private readonly Dictionary<string, IReadOnlyList<string>?> _sources = new(StringComparer.Ordinal);
    private readonly ILookup<string, ReportFinding> _bySite = report.Findings.Where(finding => finding.SiteId is not null).ToLookup(finding => finding.SiteId!);

    public void Write(HtmlText html)
    {
        HtmlParts.Section(html, "findings", "Findings",
            "Every site that violates a rule, is waived or is baselined. The list comes from the inventory: a finding that was switched off in the code still stands here.");
        var items = report.Items.Where(item => item.IsViolating || item.StateBefore is not null)
            .OrderBy(item => item.IsViolating ? 0 : 1).ToArray();
        var loose = report.Findings.Where(finding => finding.SiteId is null).ToArray();
        if (items.Length + loose.Length == 0)
        {
            HtmlParts.Empty(html, "No site violates a rule.");
        }

        foreach (var item in items.Take(MostCards))
        {
            Card(html, item);
        }

        foreach (var finding in loose.Take(MostCards))
        {
            Card(html, finding);
        }

        int left = Math.Max(0, items.Length - MostCards) + Math.Max(0, loose.Length - MostCards);
        if (left > 0)
        {
            HtmlParts.Empty(html, $"{left} more stand in the inventory below and in the JSON.");
        }
    }

    private void Card(HtmlText html, ReportItem item)
    {
        html.Markup("<article class=\"finding\"><div><div class=\"top\">");
        HtmlParts.Guard(html, item);
        html.Markup("<span class=\"id\">").Text(item.Site.Rule).Markup("</span><h3>").Text(MemberName.Of(item.Site.Api)).Markup("</h3>");
        HtmlParts.Place(html, item.Site.File, item.Site.Line, item.Site.Column);
        html.Markup("<span class=\"id\">site ").Text(item.SiteId).Markup("</span></div>");
        var findings = _bySite[item.SiteId].ToArray();
        foreach (var entry in findings.Take(MostFindings))
        {
            Paragraph(html, entry.Finding.Message);
            Suppression(html, entry.Finding.Suppression);
        }

        if (findings.Length == 0 || item.Chain.Count > 0)
        {
            Paragraph(html, item.ReasonText.Length > 0 ? item.ReasonText : item.Reason);
        }

        Chain(html, item.Chain);
        if (findings.Length == 0 && item.Chain.Count == 0 && item.Guard != GuardState.Deferred && item.StateBefore != GuardState.Deferred)
        {
            Paragraph(html, "The compiler reported no finding here: its rule is switched off or configured away, or its analyzer failed.");
        }

        if (item.Waiver is { } waiver)
        {
            Paragraph(html, $"Waived until {waiver.Expires} by {waiver.Owner}, approved by {waiver.Approver}: {waiver.Reason}");
        }

        if (item.Site.Origin.Length > 0)
        {
            Paragraph(html, (item.Site.Population == ControlCatalog.ModelCalls ? "Client created at " : "The value comes from ") + item.Site.Origin);
        }

        html.Markup("</div>");
        Excerpt(html, item.Site.File, item.Site.Line);
        html.Markup("</article>\n");
    }

    private void Card(HtmlText html, ReportFinding entry)
    {
        var finding = entry.Finding;
        html.Markup("<article class=\"finding\"><div><div class=\"top\">");
        HtmlParts.Tag(html, finding.Level == FindingLevel.Error ? "bad" : "warn", ContractNames.Of(finding.Level));
        html.Markup("<span class=\"id\">").Text(finding.Rule).Markup("</span>");
        HtmlParts.Place(html, finding.File, finding.Line, finding.Column);
        html.Markup("</div>");
        Paragraph(html, finding.Message);
        Suppression(html, finding.Suppression);
        html.Markup("</div>");
        Excerpt(html, finding.File, finding.Line);
        html.Markup("</article>\n");
    }

    private static void Chain(HtmlText html, IReadOnlyList<ChainStep> chain)
    {
        // A single step stands in the reason already.
        if (chain.Count < 2)
        {
            return;
        }

        html.Markup("<ol class=\"chain\">");
        foreach (var step in chain)
        {
            html.Markup("<li>").Text(step.Text);
            if (step.File.Length > 0)
            {
                html.Markup(" ");
                HtmlParts.Place(html, step.File, step.Line, step.Column);
            }

            html.Markup("</li>");
        }

        html.Markup("</ol>");
    }

    private static void Suppression(HtmlText html, FindingSuppression? suppression)
    {
        if (suppression is not null)
        {
            Paragraph(html, "Suppressed in the code (" + suppression.How + "), which the gate does not accept"
                + (suppression.Justification.Length > 0 ? ": " + suppression.Justification : "."));
        }
    }

    private static void Paragraph(HtmlText html, string text) => html.Markup("<p>").Text(text).Markup("</p>");

    private void Excerpt(HtmlText html, string file, int line)
    {
        if (Source(file) is not { } lines || line < 1 || line > lines.Count)
        {
            return;
        }

        html.Markup("<pre>");
        for (int number = Math.Max(1, line - LinesAround); number <= Math.Min(lines.Count, line + LinesAround); number++)
        {
            html.Markup(number == line ? "<span class=\"hit\"><i>" : "<span><i>").Number(number).Markup("</i>").Text(lines[number - 1]).Markup("</span>");
        }

        html.Markup("</pre>");
    }

    private IReadOnlyList<string>? Source(string file)
    {
        if (!_sources.TryGetValue(file, out var lines))
        {
            // A fragment may come from elsewhere: it must not make the page show a file from outside the root.
            bool isInside = !file.StartsWith("../", StringComparison.Ordinal) && !file.StartsWith("/", StringComparison.Ordinal) && file.IndexOf(':') < 0;
            _sources.Add(file, lines = isInside ? readSource?.Invoke(file) : null);
        }

        return lines;
    }
}
