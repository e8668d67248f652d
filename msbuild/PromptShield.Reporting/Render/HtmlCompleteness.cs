using System.Globalization;

namespace PromptShield.Reporting;

/// <summary>What is not in the numbers, what was accepted, and what the evidence is bound to.</summary>
internal static class HtmlCompleteness
{
    public static void NotAnalyzed(HtmlText html, Report report)
    {
        HtmlParts.Section(html, "not-analysed", "Not analysed",
            "What is in scope and is no item of a population, because it could not be analysed. Sites that were met and not judged stand in the inventory as NotAnalyzed.");
        if (report.NotAnalyzed.Count == 0)
        {
            HtmlParts.Empty(html, "Everything in scope was analysed.");
            return;
        }

        HtmlParts.TableStart(html, "Project", "Scope", "Reason", "Count");
        foreach (var entry in report.NotAnalyzed)
        {
            HtmlParts.Row(html, entry.Project, entry.Scope, $"{entry.Reason}: {entry.Text}", Number(entry.Count));
        }

        HtmlParts.TableEnd(html);
    }

    public static void Excluded(HtmlText html, Report report)
    {
        HtmlParts.Section(html, "excluded", "Excluded", "What the policy's scope leaves out. Test projects are left out unless the policy says otherwise.");
        if (report.Excluded.Count == 0)
        {
            HtmlParts.Empty(html, "Nothing is excluded.");
            return;
        }

        HtmlParts.TableStart(html, "Path", "Scope", "Reason", "Sites seen there");
        foreach (var entry in report.Excluded)
        {
            HtmlParts.Row(html, entry.Path, entry.Scope, entry.Reason, entry.Sites is { } sites ? Number(sites) : "not analysed");
        }

        HtmlParts.TableEnd(html);
    }

    public static void Waivers(HtmlText html, Report report)
    {
        HtmlParts.Section(html, "waivers", "Waivers", "Every accepted exception of the policy, with what became of it.");
        if (report.Waivers.Count == 0)
        {
            HtmlParts.Empty(html, "The policy holds no waiver.");
            return;
        }

        HtmlParts.TableStart(html, "Site", "Rule", "Status", "Expires", "Owner", "Approver", "Reason");
        foreach (var entry in report.Waivers)
        {
            var waiver = entry.Waiver;
            HtmlParts.Row(html, waiver.SiteId, waiver.Rule, entry.Status, waiver.Expires, waiver.Owner, waiver.Approver, waiver.Reason);
        }

        HtmlParts.TableEnd(html);
    }

    public static void Evidence(HtmlText html, Report report)
    {
        HtmlParts.Section(html, "evidence", "Evidence",
            "The compilations that were read, with the module version id and the SHA-256 of the assembly that each one made.");
        if (report.Run.Assemblies.Count == 0)
        {
            HtmlParts.Empty(html, "No compilation was read.");
            return;
        }

        HtmlParts.TableStart(html, "Project", "Target framework", "Assembly", "Module version id", "SHA-256", "Analyzers", "Compiler");
        foreach (var assembly in report.Run.Assemblies)
        {
            html.Markup("<tr><td>").Text(assembly.Project).Markup("</td><td>").Text(assembly.TargetFramework).Markup("</td><td>").Text(assembly.Name)
                .Markup("</td><td class=\"where\">").Text(OrNone(assembly.Mvid)).Markup("</td><td class=\"where\">").Text(OrNone(assembly.Sha256))
                .Markup("</td><td>").Text(OrNone(assembly.AnalyzerVersion)).Markup("</td><td>").Text(OrNone(assembly.CompilerVersion)).Markup("</td></tr>\n");
        }

        HtmlParts.TableEnd(html);
    }

    private static string OrNone(string text) => text.Length > 0 ? text : "none";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
