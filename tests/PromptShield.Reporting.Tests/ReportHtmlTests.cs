using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PromptShield.Reporting;

namespace PromptShield;

public partial class ReportHtmlTests
{
    [Fact]
    public void Shows_how_a_client_gets_to_a_call_that_was_linked()
    {
        string html = ReportHtml.Text(Everything.Report("plain"), _ => null);

        Assert.Contains("<ol class=\"chain\"><li>plain sets plain: plain <span class=\"where\">plain:5:6</span></li><li>plain sets plain to what it was handed <span class=\"where\">plain:3:4</span></li></ol>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_only_its_own_script_and_style()
    {
        string html = ReportHtml.Text(Everything.Report(), _ => ["<script>alert(2)</script>"]);

        Assert.Single(Tag("script").Matches(html));
        Assert.Single(Tag("style").Matches(html));
        Assert.Contains($"script-src 'sha256-{Digest(Tag("script").Match(html))}'", html, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{Digest(Tag("style").Match(html))}'", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'; form-action 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Loads_nothing_from_elsewhere()
    {
        string html = ReportHtml.Text(Everything.Report("https://example.com/x.png"));

        Assert.Empty(ExternalReference().Matches(html));
        Assert.All(Link().Matches(html), match => Assert.StartsWith("#", match.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_tag_and_attribute_is_one_of_its_own()
    {
        string quiet = ReportHtml.Text(Everything.Report("plain"), _ => ["plain"]);
        string hostile = ReportHtml.Text(Everything.Report("\"><img src=x onerror=alert(1)><i x='"), _ => ["</pre><b onclick=\"x\">"]);

        Assert.Equal(Elements(quiet), Elements(hostile));
    }

    [Fact]
    public void Spells_out_what_cannot_be_seen_or_reorders_text()
    {
        string html = ReportHtml.Text(Everything.Report());

        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain('\0', html);
        Assert.DoesNotContain('\ud800', html.Replace("😀", "", StringComparison.Ordinal));
        Assert.Contains("[U+202E]txt.exe[U+0000][U+D800]😀", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_megabytes_of_names_make_a_page_that_opens()
    {
        var site = Desk.Call with { ReasonText = string.Concat(Enumerable.Repeat("<b>\u202E", 250_000)) };
        var sites = Enumerable.Range(0, 10).Select(i => site with { Ordinal = i, Line = i + 1 }).ToArray();
        var watch = Stopwatch.StartNew();

        string html = ReportHtml.Text(Desk.Report(null, Desk.Program(sites)));

        Assert.True(html.Length < 200_000, $"{html.Length} characters");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
        Assert.Contains("more characters in the JSON)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_lines_around_a_finding_and_marks_its_own()
    {
        string[] source = [.. Enumerable.Range(1, 40).Select(line => $"code {line} < {line + 1};")];

        string html = ReportHtml.Text(Desk.Report(null, Desk.Program(Desk.Call)), file => file == "src/Desk/Assistant.cs" ? source : null);

        Assert.Contains("<span class=\"hit\"><i>12</i>code 12 &lt; 13;</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span><i>9</i>code 9 &lt; 10;</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span><i>15</i>code 15", html, StringComparison.Ordinal);
        Assert.DoesNotContain("code 8 ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("code 16 ", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_is_shorter_than_the_finding_is_left_out()
        => Assert.DoesNotContain("<pre>", ReportHtml.Text(Desk.Report(null, Desk.Program(Desk.Call)), _ => ["one"]), StringComparison.Ordinal);

    [Theory]
    [InlineData("../secret.cs")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/secret.cs")]
    public void A_file_outside_the_root_is_not_shown(string file)
        => Assert.DoesNotContain("<pre>", ReportHtml.Text(Desk.Report(null, Desk.Program(Desk.Call with { File = file, Line = 1 })), _ => ["one"]), StringComparison.Ordinal);

    [Fact]
    public void Shows_every_finding_of_a_site()
    {
        var finding = new Finding { Rule = "PSH2001", File = Desk.Sink.File, Line = 7, Column = 40, Message = "the e-mail address" };
        string html = ReportHtml.Text(Desk.Report(null, Desk.Program(Desk.LeakingSink) with { Findings = [finding, finding with { Column = 50, Message = "the phone number" }] }));

        Assert.Contains("the e-mail address", html, StringComparison.Ordinal);
        Assert.Contains("the phone number", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_whose_finding_was_switched_off_is_shown_and_said_to_be_so()
    {
        var finding = new Finding { Rule = "PSH1001", File = Desk.Call.File, Line = 12, Column = 30, Message = "the message" };
        const string SwitchedOff = "The compiler reported no finding here";

        Assert.Contains(SwitchedOff, ReportHtml.Text(Desk.Report(null, Desk.Program(Desk.Call))), StringComparison.Ordinal);
        string reported = ReportHtml.Text(Desk.Report(null, Desk.Program(Desk.Call) with { Findings = [finding] }));
        Assert.DoesNotContain(SwitchedOff, reported, StringComparison.Ordinal);
        Assert.Contains("the message", reported, StringComparison.Ordinal);
        Assert.Contains("Suppressed in the code (pragma)", ReportHtml.Text(Desk.Report(null, Desk.Program(Desk.Call) with
        {
            Findings = [finding with { Suppression = new("pragma", "") }],
        })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PASS", "The gate of the policy passed.")]
    [InlineData("FAIL", "The gate of the policy failed.")]
    [InlineData("NOT EVALUATED", "The gate is not decided")]
    public void Says_the_verdict_in_words(string verdict, string sentence)
    {
        var fragment = verdict switch
        {
            "PASS" => Desk.Program(Desk.GuardedCall),
            "FAIL" => Desk.Program(Desk.Call),
            _ => Desk.Program(Desk.GuardedCall) with { Problems = [new("compile-errors", "It does not compile.")] },
        };

        string html = ReportHtml.Text(Desk.Report(null, fragment));

        Assert.Contains($"<strong>{verdict}</strong>", html, StringComparison.Ordinal);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Equal(verdict == "NOT EVALUATED", html.Contains("It does not compile.", StringComparison.Ordinal));
    }

    [Fact]
    public void Claims_no_more_than_was_measured()
    {
        string html = ReportHtml.Text(Everything.Report("plain"), _ => ["plain"]);

        foreach (string word in new[] { "compliant", "certified", "guarantee", "ensures", "AICPA" })
        {
            Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_inventory_lists_every_item_once()
    {
        var report = Everything.Report("plain");

        Assert.Equal(report.Items.Count(), InventoryRow().Count(ReportHtml.Text(report)));
    }

    private static List<string> Elements(string html)
        => [.. Element().Matches(html).Select(match => Value().Replace(match.Value, "=\"\""))];

    private static Regex Tag(string name) => new($"<{name}>(.*?)</{name}>", RegexOptions.Singleline);

    private static string Digest(Match match) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)));

    [GeneratedRegex("""(?:src|srcset|action|data|poster)\s*=|url\(|@import|<link|<iframe|<object""", RegexOptions.IgnoreCase)]
    private static partial Regex ExternalReference();

    [GeneratedRegex("""href\s*=\s*"([^"]*)""")]
    private static partial Regex Link();

    [GeneratedRegex("<[a-zA-Z/!][^>]*>")]
    private static partial Regex Element();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("<tr data-guard=")]
    private static partial Regex InventoryRow();
}
