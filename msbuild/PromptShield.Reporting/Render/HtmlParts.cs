namespace PromptShield.Reporting;

/// <summary>Small pieces that several sections share.</summary>
internal static class HtmlParts
{
    public static void Section(HtmlText html, string id, string title, string lead)
        => html.Markup("<h2 id=\"").Markup(id).Markup("\">").Text(title).Markup("</h2>\n<p class=\"lead\">").Text(lead).Markup("</p>\n");

    public static void Empty(HtmlText html, string text) => html.Markup("<div class=\"empty\">").Text(text).Markup("</div>\n");

    public static void Tag(HtmlText html, string tone, string text)
        => html.Markup("<span class=\"tag ").Markup(tone).Markup("\">").Text(text).Markup("</span>");

    public static void TableStart(HtmlText html, params string[] heads)
    {
        html.Markup("<div class=\"scroll\"><table>\n<thead><tr>");
        foreach (string head in heads)
        {
            html.Markup("<th>").Text(head).Markup("</th>");
        }

        html.Markup("</tr></thead>\n<tbody>\n");
    }

    public static void TableEnd(HtmlText html) => html.Markup("</tbody></table></div>\n");

    public static void Row(HtmlText html, params string[] cells)
    {
        html.Markup("<tr>");
        foreach (string cell in cells)
        {
            html.Markup("<td>").Text(cell).Markup("</td>");
        }

        html.Markup("</tr>\n");
    }

    public static void Place(HtmlText html, string file, int line, int column)
    {
        html.Markup("<span class=\"where\">");
        Breakable(html, file, '/');
        if (line > 0)
        {
            html.Markup(":").Number(line).Markup(":").Number(column);
        }

        html.Markup("</span>");
    }

    /// <summary>Text that may break after a separator and nowhere else.</summary>
    public static void Breakable(HtmlText html, string text, char separator)
    {
        string[] segments = text.Split(separator);
        for (int i = 0; i < segments.Length; i++)
        {
            if (i > 0)
            {
                html.Text(separator.ToString()).Markup("<wbr>");
            }

            html.Text(segments[i]);
        }
    }

    public static void Guard(HtmlText html, ReportItem item)
    {
        string tone = item.IsViolating ? "bad" : item.Guard switch
        {
            GuardState.Guarded => "good",
            GuardState.Deferred => "info",
            GuardState.Waived or GuardState.Baselined => "warn",
            _ => "none",
        };
        Tag(html, tone, ContractNames.Of(item.Guard));
    }
}
