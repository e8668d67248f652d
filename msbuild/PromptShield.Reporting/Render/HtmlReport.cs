using System.Text;

namespace PromptShield.Reporting;

/// <summary>Builds the page, part by part.</summary>
internal sealed class HtmlReport(Report report, Func<string, IReadOnlyList<string>?>? readSource)
{
    private readonly StringBuilder _html = new();

    public string Text()
    {
        _html.Append("<!doctype html>\n<title>PromptShield report</title>\n<p>Gate: ").Append(ContractNames.Of(report.Gate)).Append("</p>\n");
        _ = readSource;
        return _html.ToString();
    }
}
