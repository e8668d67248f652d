namespace PromptShield.Reporting;

/// <summary>The complete populations in one table that can be filtered.</summary>
internal static class HtmlInventory
{
    public static void Write(HtmlText html, Report report)
    {
        HtmlParts.Section(html, "sites", "Inventory", string.Join(" ", report.Populations.Select(population =>
            $"{population.Name} ({population.Items.Count}): {population.Definition}")));
        html.Markup("<form id=\"filter\" hidden><input name=\"words\" type=\"search\" placeholder=\"Filter by file, API, provider, id…\" aria-label=\"Filter the inventory\">")
            .Markup("<select name=\"population\" aria-label=\"Population\"><option value=\"\">All populations</option>");
        foreach (var population in report.Populations)
        {
            Option(html, population.Name);
        }

        html.Markup("</select><select name=\"guard\" aria-label=\"Guard state\"><option value=\"\">All guard states</option>");
        foreach (string guard in ContractNames.GuardNames)
        {
            Option(html, guard);
        }

        html.Markup("</select><span id=\"shown\" class=\"soft\"></span></form>\n<div id=\"inventory\">");
        HtmlParts.TableStart(html, "Site", "Guard", "Kind", "API", "Provider", "Where", "Why", "Targets");
        foreach (var item in report.Items)
        {
            Row(html, item);
        }

        HtmlParts.TableEnd(html);
        html.Markup("</div>\n");
    }

    private static void Option(HtmlText html, string name)
        => html.Markup("<option value=\"").Text(name).Markup("\">").Text(name).Markup("</option>");

    private static void Row(HtmlText html, ReportItem item)
    {
        html.Markup("<tr data-guard=\"").Text(ContractNames.Of(item.Guard)).Markup("\" data-population=\"").Text(item.Site.Population)
            .Markup("\"><td class=\"id\">").Text(item.SiteId).Markup("</td><td>");
        HtmlParts.Guard(html, item);
        html.Markup("</td><td>").Text(item.Site.Kind).Markup("</td><td><code title=\"").Text(item.Site.Api).Markup("\">");
        HtmlParts.Breakable(html, MemberName.Of(item.Site.Api), '.');
        html.Markup("</code></td><td>").Text(item.Site.Provider).Markup("</td><td>");
        HtmlParts.Place(html, item.Site.File, item.Site.Line, item.Site.Column);
        html.Markup("</td><td class=\"why\">").Text(item.ReasonText.Length > 0 ? item.ReasonText : item.Reason).Markup("</td><td class=\"soft\">")
            .Text(string.Join(", ", item.TargetFrameworks)).Markup("</td></tr>\n");
    }
}
