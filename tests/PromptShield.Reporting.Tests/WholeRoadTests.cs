using System.Text.Json;
using PromptShield.Reporting;

namespace PromptShield;

/// <summary>From the compiler's log and a policy file to the report's files.</summary>
public class WholeRoadTests
{
    // printf 'desk/app.csproj\x1fM:Desk.A\x1fM:Client.Complete(System.String)\x1f0' | sha256sum | cut -c1-16
    private const string SiteA = "2d2db1f7c71387b2";

    [Fact]
    public void Three_unguarded_calls_one_of_them_waived()
    {
        using var folder = new TemporaryFolder();
        string policyFile = folder.Write(Policy.FileName, $$"""
            { "version": 1, "waivers": [
              { "siteId": "{{SiteA}}", "rule": "PSH1001", "owner": "a", "approver": "b", "reason": "r", "expires": "2026-12-31" } ] }
            """);
        var fragment = FragmentBuilder.Create(
            SarifReaderTests.Read("ok"), new FragmentInput { Root = "/src", ProjectPath = "/src/desk/app.csproj", TargetFramework = "net10.0" });
        string fragmentFile = Path.Combine(folder.Path, ProjectFragment.FileName);
        FragmentFile.Write(fragment, fragmentFile);
        var policy = PolicyReader.Read(policyFile).Policy;

        var report = ReportBuilder.Build([FragmentFile.Read(fragmentFile)], policy, new ReportContext { Today = Desk.Today });
        ReportJson.Write(report, Path.Combine(folder.Path, Report.JsonFileName));
        ReportHtml.Write(report, Path.Combine(folder.Path, Report.HtmlFileName));

        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, Report.JsonFileName)));
        var items = json.RootElement.GetProperty("populations")[0].GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["Waived", "Unguarded", "Unguarded"], items.Select(item => item.GetProperty("guard").GetString()));
        Assert.Equal([5, 7, 9], items.Select(item => item.GetProperty("line").GetInt32()));
        Assert.Equal(SiteA, items[0].GetProperty("siteId").GetString());
        Assert.Equal("fail", json.RootElement.GetProperty("gate").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("gateReasons").GetArrayLength());
        Assert.Equal(
            items.Select(item => item.GetProperty("siteId").GetString()),
            json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("siteId").GetString()));
        Assert.Equal(
            [null, "attribute", "pragma"],
            json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("suppressed"))
                .Select(suppressed => suppressed.ValueKind == JsonValueKind.Null ? null : suppressed.GetProperty("how").GetString()));
        Assert.Contains("<strong>FAIL</strong>", File.ReadAllText(Path.Combine(folder.Path, Report.HtmlFileName)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken", "fail", "compile-errors")]
    [InlineData("crash", "fail", "analyzer-crash")]
    [InlineData("off", "not-evaluated", "rules-absent")]
    [InlineData("nowarn", "fail", null)]
    public void What_happened_to_the_compile_reaches_the_gate(string log, string gate, string? reason)
    {
        var fragment = FragmentBuilder.Create(
            SarifReaderTests.Read(log), new FragmentInput { Root = "/src", ProjectPath = "/src/desk/app.csproj", TargetFramework = "net10.0" });

        using var json = JsonDocument.Parse(ReportJson.Text(Desk.Report(null, fragment)));

        Assert.Equal(gate, json.RootElement.GetProperty("gate").GetString());
        Assert.Equal(reason, json.RootElement.GetProperty("notAnalyzed").EnumerateArray()
            .Where(entry => entry.GetProperty("scope").GetString() == "project").Select(entry => entry.GetProperty("reason").GetString()).SingleOrDefault());
    }
}
