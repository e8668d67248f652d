using PromptShield.Reporting;

namespace PromptShield;

/// <summary>Logs that csc 5.9 wrote, cut down to the rules that matter here.</summary>
public class SarifReaderTests
{
    [Fact]
    public void Reads_inventory_findings_and_suppressions_of_a_compile()
    {
        var evidence = Read("ok");

        Assert.Empty(evidence.Problems);
        Assert.Equal(("Desk", OutputKind.Executable, "0.1.0"), (evidence.Inventory!.Assembly, evidence.Inventory.OutputKind, evidence.Inventory.AnalyzerVersion));
        Assert.Equal([5, 7, 9], evidence.Inventory.Sites.Select(site => site.Line));
        Assert.Equal([new NotAnalyzedCount("files", "generated", 2)], evidence.Inventory.NotAnalyzed);
        Assert.StartsWith("5.9.0", evidence.CompilerVersion, StringComparison.Ordinal);
        Assert.Equal(
            [(5, null), (7, new FindingSuppression("attribute", "Approved in ticket 12")), (9, new FindingSuppression("pragma", ""))],
            evidence.Findings.OrderBy(finding => finding.Line).Select(finding => (finding.Line, finding.Suppression)));
        Assert.All(evidence.Findings, finding =>
            Assert.Equal(("PSH1001", FindingLevel.Warning, "/src/desk/Sub folder/Größe #1.cs", 21), (finding.Rule, finding.Level, finding.File, finding.Column)));
    }

    [Fact]
    public void A_rule_that_NoWarn_deletes_leaves_the_inventory()
    {
        var evidence = Read("nowarn");

        Assert.Empty(evidence.Problems);
        Assert.Empty(evidence.Findings);
        Assert.Equal(3, evidence.Inventory!.Sites.Count);
        Assert.Equal(["PSH1001"], evidence.SwitchedOff);
    }

    [Theory]
    [InlineData("""{ "id": "PSH1001", "properties": { "isEverSuppressed": "true", "suppressionKinds": ["external"] } }""", "", "PSH1001")]
    [InlineData("""{ "id": "PSH1001", "properties": { "isEverSuppressed": "true", "suppressionKinds": ["inSource", "external"] } }""", "", "PSH1001")]
    [InlineData("""{ "id": "PSH1001" }""", """{ "descriptor": { "id": "PSH1001" }, "configuration": { "enabled": false } }""", "PSH1001")]
    [InlineData("""{ "id": "PSH1001", "properties": { "isEverSuppressed": "true", "suppressionKinds": ["inSource"] } }""", "", "")]
    [InlineData("""{ "id": "PSH1001" }""", """{ "descriptor": { "id": "PSH1001" }, "configuration": { "level": "error" } }""", "")]
    [InlineData("""{ "id": "CA1516" }""", """{ "descriptor": { "id": "CA1516" }, "configuration": { "enabled": false } }""", "")]
    [InlineData("""{ "id": "PSH9001", "properties": { "suppressionKinds": ["external"] } }""", "", "")]
    public void A_rule_that_settings_switch_off_is_told_from_one_that_the_code_suppresses(string rule, string configured, string expected)
        => Assert.Equal(expected, string.Join(",", ReadText(
            $$"""{ "version": "2.1.0", "runs": [{ "tool": { "driver": { "rules": [{{rule}}] } }, "invocations": [{ "ruleConfigurationOverrides": [{{configured}}] }] }] }""").SwitchedOff));

    [Theory]
    [InlineData("broken", EvidenceProblems.CompileErrors, "CS0103")]
    [InlineData("crash", EvidenceProblems.AnalyzerCrash, "PromptShield.Analyzers.Crash")]
    [InlineData("off", EvidenceProblems.RulesAbsent, "RunAnalyzers")]
    [InlineData("v1", EvidenceProblems.SarifVersion, ",version=2.1")]
    [InlineData("does-not-exist", EvidenceProblems.SarifMissing, "no error log")]
    public void Says_why_a_compile_is_not_evaluated(string log, string code, string words)
    {
        var problem = Assert.Single(Read(log).Problems);

        Assert.Equal(code, problem.Code);
        Assert.Contains(words, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compile_error_keeps_what_was_analysed()
        => Assert.Equal(3, Read("broken").Inventory!.Sites.Count);

    [Theory]
    [InlineData("", EvidenceProblems.SarifUnreadable)]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [", EvidenceProblems.SarifUnreadable)]
    [InlineData("{ \"version\": \"3.0\" }", EvidenceProblems.SarifUnreadable)]
    [InlineData("[1]", EvidenceProblems.SarifUnreadable)]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [] }", EvidenceProblems.RulesAbsent)]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [{ \"results\": [1, null, {}], \"tool\": 3 }] }", EvidenceProblems.RulesAbsent)]
    public void A_log_that_is_damaged_is_a_problem_and_no_exception(string text, string code)
        => Assert.Equal(code, Assert.Single(ReadText(text).Problems).Code);

    [Fact]
    public void Errors_that_stop_the_compiler_before_the_analyzers_are_the_cause()
    {
        var problem = Assert.Single(ReadText("""
            { "version": "2.1.0", "runs": [{ "tool": { "driver": {} },
              "results": [{ "ruleId": "CS1002", "level": "error", "message": { "text": "; expected" } }] }] }
            """).Problems);

        Assert.Equal(new(EvidenceProblems.CompileErrors, "The project does not compile (1 error, the first is CS1002: ; expected)."), problem);
    }

    [Fact]
    public void Loaded_rules_without_a_record_are_not_evaluated()
        => Assert.Equal(EvidenceProblems.NoInventory, Assert.Single(ReadText(Log("")).Problems).Code);

    [Fact]
    public void A_record_that_does_not_follow_its_schema_is_not_evaluated()
        => Assert.Equal(EvidenceProblems.InventoryInvalid, Assert.Single(ReadText(Log(
            """{ "ruleId": "PSH9001", "properties": { "customProperties": { "schema": "promptshield/inventory/v9" } } }""")).Problems).Code);

    [Theory]
    [InlineData("Analyzer 'Acme.Rules' threw an exception")]
    [InlineData("Analyzer 'Acme.NotPromptShield.Rule' threw an exception")]
    public void The_crash_of_another_analyzer_is_not_ours(string message)
        => Assert.DoesNotContain(
            ReadText(Log($$"""{ "ruleId": "AD0001", "level": "warning", "message": { "text": "{{message}}" } }""")).Problems,
            problem => problem.Code == EvidenceProblems.AnalyzerCrash);

    [Theory]
    [InlineData("file:///C:/src/A%20B.cs", "C:/src/A B.cs")]
    [InlineData("file://server/share/A.cs", "//server/share/A.cs")]
    [InlineData("file:///src/100%25.cs", "/src/100%.cs")]
    [InlineData("src/A%20B.cs", "src/A B.cs")]
    public void File_addresses_become_paths_of_the_machine_that_wrote_them(string uri, string expected)
        => Assert.Equal(expected, Assert.Single(ReadText(Log(
            $$"""{ "ruleId": "PSH1001", "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "{{uri}}" }, "region": { "startLine": 1, "startColumn": 2 } } }] }""")).Findings).File);

    [Fact]
    public void A_level_that_is_left_out_is_a_warning()
        => Assert.Equal(FindingLevel.Warning, Assert.Single(ReadText(Log("""{ "ruleId": "PSH1001" }""")).Findings).Level);

    internal static CompilationEvidence Read(string log) => SarifReader.Read(Path.Combine(AppContext.BaseDirectory, "Logs", log + ".sarif"));

    private static string Log(string result) => $$"""
        { "version": "2.1.0", "runs": [{ "results": [{{result}}],
          "tool": { "driver": { "rules": [{ "id": "PSH1001" }, { "id": "PSH2001" }, { "id": "PSH2002" }, { "id": "PSH9001" }] } } }] }
        """;

    private static CompilationEvidence ReadText(string text)
    {
        using var folder = new TemporaryFolder();
        return SarifReader.Read(folder.Write("log.sarif", text));
    }
}
