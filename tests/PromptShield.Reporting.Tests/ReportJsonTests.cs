using System.Text.Json;
using NJsonSchema;
using PromptShield.Reporting;

namespace PromptShield;

public class ReportJsonTests
{
    [Fact]
    public async Task Follows_the_published_schema()
    {
        var schema = await Schema();

        Assert.Empty(schema.Validate(ReportJson.Text(Everything.Report())).Select(error => error.ToString()));
        Assert.Empty(schema.Validate(ReportJson.Text(Desk.Report(null))).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("\"gate\": \"fail\"", "\"gate\": \"failed\"")]
    [InlineData("\"guard\": \"Baselined\"", "\"guard\": \"Accepted\"")]
    [InlineData("\"reason\": \"budget-exhausted\"", "\"reason\": \"because\"")]
    [InlineData("\"kind\": \"chat\"", "\"kind\": \"talk\"")]
    [InlineData("\"stateBefore\": \"Unguarded\"", "\"stateBefore\": \"Waived\"")]
    [InlineData("\"code\": \"violation\"", "\"code\": \"other\"")]
    [InlineData("\"line\": 12", "\"line\": 0")]
    [InlineData("\"scope\": \"files\"", "\"scope\": \"things\"")]
    [InlineData("\"reason\": \"generated\"", "\"reason\": \"because\"")]
    [InlineData("\"email\"", "\"mail\"")]
    [InlineData("\"text\": \"The files are generated and left out.\"", "\"text\": \"\"")]
    public async Task The_schema_refuses_what_is_not_in_its_lists(string part, string replacement)
    {
        string text = ReportJson.Text(Everything.Report());
        Assert.Contains(part, text, StringComparison.Ordinal);

        Assert.NotEmpty((await Schema()).Validate(text.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_schema_knows_every_name_that_the_code_can_write()
    {
        var schema = await Schema();

        Assert.Equal(ContractNames.ReasonCodes, Names("item", "reason"));
        Assert.Equal(ContractNames.SiteKinds, Names("item", "kind"));
        Assert.Equal(ContractNames.DataClasses, schema.Definitions["item"].Properties["dataClasses"].Item!.Enumeration);
        Assert.Equal(NotAnalyzedReasons.Scopes, Names("notAnalyzed", "scope"));
        Assert.Equal(NotAnalyzedReasons.Codes, Names("notAnalyzed", "reason"));
        Assert.Equal(typeof(GateReasonCodes).GetFields().Select(field => field.GetRawConstantValue()), Names("gateReason", "code"));
        Assert.Equal(Enum.GetValues<GuardState>().Select(ContractNames.Of), Names("item", "guard"));
        Assert.Equal(Enum.GetValues<ControlResult>().Select(ContractNames.Of), Names("control", "result"));
        Assert.Equal(Enum.GetValues<GateVerdict>().Select(ContractNames.Of), schema.Properties["gate"].Enumeration);

        IEnumerable<object?> Names(string definition, string property) => schema.Definitions[definition].Properties[property].Enumeration;
    }

    [Fact]
    public void The_classes_of_data_are_those_of_the_lexicon()
    {
        string lexicon = Path.Combine(AppContext.BaseDirectory, "lexicon", "personal-data.txt");

        Assert.Equal(File.ReadLines(lexicon).Where(line => line.StartsWith("class ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]), ContractNames.DataClasses);
    }

    [Fact]
    public void Every_code_of_missing_evidence_has_a_rank_and_a_text()
        => Assert.All(typeof(EvidenceProblems).GetFields(), field => Assert.Contains((string)field.GetRawConstantValue()!, NotAnalyzedReasons.Codes));

    [Fact]
    public void Holds_what_the_contract_names()
    {
        using var document = JsonDocument.Parse(ReportJson.Text(Everything.Report()));
        var root = document.RootElement;

        Assert.Equal("promptshield/report/v1", root.GetProperty("schema").GetString());
        Assert.Equal("fail", root.GetProperty("gate").GetString());
        Assert.Equal(["model-calls", "personal-data-sinks", "rule-findings"], root.GetProperty("populations").EnumerateArray().Select(population => population.GetProperty("name").GetString()));
        Assert.All(root.GetProperty("populations").EnumerateArray(), population =>
            Assert.Equal(population.GetProperty("count").GetInt32(), population.GetProperty("items").GetArrayLength()));
        Assert.All(root.GetProperty("controls").EnumerateArray(), control => Assert.Equal(
            control.GetProperty("population").GetInt32(),
            new[] { "guarded", "violating", "deferred", "waived", "baselined", "notAnalyzed" }.Sum(name => control.GetProperty(name).GetInt32())));
        Assert.All(root.GetProperty("gateReasons").EnumerateArray(), reason =>
            Assert.True(reason.TryGetProperty("site", out _) || reason.TryGetProperty("control", out _)));
        Assert.Equal("2026-06-30T10:00:00Z", root.GetProperty("run").GetProperty("started").GetString());
    }

    [Fact]
    public void Is_plain_ASCII_with_line_feeds_whatever_names_hold()
    {
        string text = ReportJson.Text(Everything.Report());

        Assert.All(text, character => Assert.InRange(character, '\n', '~'));
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_run_depends_on_the_run()
    {
        var report = Everything.Report();
        var later = report with { Run = new RunInfo { Tool = "other", ToolVersion = "9" } };

        Assert.Equal(ReportJson.Text(report).Split("\"run\": {")[0], ReportJson.Text(later).Split("\"run\": {")[0]);
    }

    [Fact]
    public void Replaces_an_older_file_and_leaves_no_draft()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(Report.JsonFileName, "old");

        ReportJson.Write(Desk.Report(null), path);

        Assert.Equal(ReportJson.Text(Desk.Report(null)), File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_an_exception_and_nothing_half_written()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "");

        Assert.ThrowsAny<IOException>(() => ReportJson.Write(Desk.Report(null), Path.Combine(file, Report.JsonFileName)));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_page_that_cannot_be_written_leaves_the_older_report_as_it_was()
    {
        using var folder = new TemporaryFolder();
        string json = folder.Write(Report.JsonFileName, "old");
        string html = Path.Combine(folder.Path, Report.HtmlFileName);
        Directory.CreateDirectory(html);

        Assert.ThrowsAny<IOException>(() => ReportFiles.Write(Desk.Report(null), folder.Path, folder.Path));
        Assert.Equal("old", File.ReadAllText(json));
        Assert.Equal([html, json], Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));

        Directory.Delete(html);
        ReportFiles.Write(Desk.Report(null), folder.Path, folder.Path);
        Assert.Equal(ReportJson.Text(Desk.Report(null)), File.ReadAllText(json));
        Assert.Equal(ReportHtml.Text(Desk.Report(null)), File.ReadAllText(html));
        Assert.Equal([html, json], Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "schemas", "promptshield-report.schema.json"));
}
