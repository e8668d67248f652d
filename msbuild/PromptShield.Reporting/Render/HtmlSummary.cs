using System.Globalization;

namespace PromptShield.Reporting;

/// <summary>The verdict with its reasons, and the table of controls.</summary>
internal static class HtmlSummary
{
    private const int MostReasons = 100;
    private const double BarWidth = 110;

    public static void Verdict(HtmlText html, Report report)
    {
        string verdict = ContractNames.Of(report.Gate);
        html.Markup("<section class=\"verdict ").Markup(verdict).Markup("\"><strong>").Text(verdict.Replace('-', ' ').ToUpperInvariant()).Markup("</strong><div>")
            .Text(Sentence(report)).Markup("</div></section>\n");

        // Violations have cards of their own; what else speaks against passing is said here.
        var others = report.GateReasons.Where(reason => reason.Code != GateReasonCodes.Violation).ToArray();
        if (others.Length == 0)
        {
            return;
        }

        html.Markup("<ul class=\"reasons\">\n");
        foreach (var reason in others.Take(MostReasons))
        {
            html.Markup("<li>").Text(reason.Text).Markup("</li>\n");
        }

        if (others.Length > MostReasons)
        {
            html.Markup("<li>").Text("More in the JSON: " + Counted.Of(others.Length - MostReasons, "reason")).Markup("</li>\n");
        }

        html.Markup("</ul>\n");
    }

    public static void Controls(HtmlText html, Report report)
    {
        HtmlParts.Section(html, "controls", "Controls",
            "What was measured for each control. Population is the sum of the six numbers after it; findings are violations of rules without a population that count against the control too. Coverage is guarded in percent of guarded, violating, waived and baselined: an accepted exception never counts as covered.");
        html.Markup("<div class=\"scroll\"><table>\n<thead><tr><th>Control</th><th>Title</th><th>Supports</th><th>Result</th>");
        foreach (string column in ControlTable.Columns.Skip(3))
        {
            html.Markup("<th class=\"number\">").Text(column).Markup("</th>");
        }

        html.Markup("</tr></thead>\n<tbody>\n");
        foreach (var control in report.Controls)
        {
            Row(html, control);
        }

        HtmlParts.TableEnd(html);
    }

    private static void Row(HtmlText html, ReportControl control)
    {
        html.Markup("<tr><td class=\"id\">").Text(control.Definition.Id).Markup("</td><td>").Text(control.Definition.Title)
            .Markup("</td><td class=\"soft\">").Text(string.Join(", ", control.Definition.TrustServicesCriteria)).Markup("</td><td>");
        string tone = control.Result switch
        {
            ControlResult.Pass => "good",
            ControlResult.Fail => "bad",
            ControlResult.PassWithWaivers or ControlResult.NotEvaluated => "warn",
            _ => "none",
        };
        HtmlParts.Tag(html, tone, ContractNames.Of(control.Result));
        html.Markup("</td>");
        Number(html, control.Population);
        Number(html, control.Guarded);
        Number(html, control.Violating, "bad");
        Number(html, control.Deferred);
        Number(html, control.Waived);
        Number(html, control.Baselined);
        Number(html, control.NotAnalyzed);
        Number(html, control.FindingSiteIds.Count, "bad");
        html.Markup("<td class=\"number\">").Text(ControlTable.Percent(control.Coverage));
        Bar(html, control);
        html.Markup("</td></tr>\n");
    }

    private static void Number(HtmlText html, int value, string tone = "")
        => html.Markup("<td class=\"number ").Markup(value == 0 ? "zero" : tone).Markup("\">").Number(value).Markup("</td>");

    private static void Bar(HtmlText html, ReportControl control)
    {
        if (control.Population == 0)
        {
            return;
        }

        html.Markup("<svg class=\"bar\" viewBox=\"0 0 110 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double start = 0;
        foreach (var (count, tone) in new[]
        {
            (control.Guarded, "good"), (control.Violating, "bad"), (control.Waived + control.Baselined, "warn"),
            (control.Deferred, "info"), (control.NotAnalyzed, "none"),
        })
        {
            double width = BarWidth * count / control.Population;
            if (count > 0)
            {
                html.Markup("<rect class=\"").Markup(tone).Markup("\" x=\"").Markup(Decimal(start)).Markup("\" width=\"").Markup(Decimal(width)).Markup("\" height=\"8\"/>");
            }

            start += width;
        }

        html.Markup("</svg>");
    }

    private static string Decimal(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Sentence(Report report)
    {
        int calls = report.Populations[0].Items.Count;
        int sinks = report.Populations[1].Items.Count;
        int violating = report.Items.Count(item => item.IsViolating);
        string measured = $"{Count(calls, "model call")} and {Count(sinks, "sink")} with personal data were observed in scope; {Count(violating, "site")} {(violating == 1 ? "violates" : "violate")} a rule.";
        return report.Gate switch
        {
            GateVerdict.Pass => "The gate of the policy passed. " + measured,
            GateVerdict.Fail => "The gate of the policy failed. " + measured,
            _ => "The gate is not decided, because something in scope was not evaluated. " + measured,
        };
    }

    private static string Count(int count, string noun)
        => count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
