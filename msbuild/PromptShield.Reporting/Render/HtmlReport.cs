using System.Security.Cryptography;
using System.Text;

namespace PromptShield.Reporting;

/// <summary>Builds the page: its frame and the order of its sections.</summary>
internal sealed class HtmlReport(Report report, Func<string, IReadOnlyList<string>?>? readSource)
{
    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    public string Text()
    {
        var html = new HtmlText();
        Head(html);
        Header(html);
        html.Markup("<main>\n");
        HtmlSummary.Verdict(html, report);
        HtmlSummary.Controls(html, report);
        new HtmlFindings(report, readSource).Write(html);
        HtmlInventory.Write(html, report);
        HtmlCompleteness.NotAnalyzed(html, report);
        HtmlCompleteness.Excluded(html, report);
        HtmlCompleteness.Waivers(html, report);
        HtmlReading.Write(html, report);
        HtmlCompleteness.Evidence(html, report);
        html.Markup("</main>\n<footer>Made by PromptShield from the compiler's own evidence. It supports the work of an auditor and is not an opinion. ")
            .Markup("The numbers stand in <code>promptshield-report.json</code> beside this file.</footer>\n<script>")
            .Markup(Script)
            .Markup("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void Head(HtmlText html) => html
        .Markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-").Markup(Digest(Style))
        .Markup("'; script-src 'sha256-").Markup(Digest(Script)).Markup("'; base-uri 'none'; form-action 'none'\">\n")
        .Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
        .Markup("<title>PromptShield control coverage report</title>\n<style>").Markup(Style).Markup("</style>\n</head>\n<body>\n");

    private void Header(HtmlText html)
    {
        html.Markup("<header><div>\n<div class=\"brand\">PromptShield</div>\n<h1>Control coverage report</h1>\n<dl class=\"facts\">\n");
        var run = report.Run;
        Fact(html, "Commit", run.Commit.Length == 0 ? "unknown" : run.Commit);
        Fact(html, "Policy", report.Policy is { } policy ? $"{policy.Path}, SHA-256 {policy.Sha256}" : "none: every rule is enforced");
        Fact(html, "Made by", $"{run.Tool} {run.ToolVersion}".Trim() is { Length: > 0 } tool ? tool : "unknown");
        if (run.Started is { } started)
        {
            Fact(html, "Made at", started.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + " UTC");
        }

        html.Markup("</dl>\n<nav><a href=\"#controls\">Controls</a><a href=\"#findings\">Findings</a><a href=\"#sites\">Inventory</a>")
            .Markup("<a href=\"#not-analysed\">Not analysed</a><a href=\"#excluded\">Excluded</a><a href=\"#waivers\">Waivers</a>")
            .Markup("<a href=\"#reading\">How to read this</a><a href=\"#evidence\">Evidence</a></nav>\n</div></header>\n");
    }

    private static void Fact(HtmlText html, string name, string value)
        => html.Markup("<dt>").Text(name).Markup("</dt><dd>").Text(value).Markup("</dd>\n");

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // The content security policy holds the digest of these bytes, and a browser reads CR LF as LF.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string Digest(string text)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
