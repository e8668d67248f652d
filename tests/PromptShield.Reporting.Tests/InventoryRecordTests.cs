using PromptShield.Reporting;

namespace PromptShield;

public class InventoryRecordTests
{
    private const string Header = "population\tkind\tfile\tline\tcolumn\tsymbol\tapi\tordinal\tsdk\tprovider\tguard\treason\treasonText\towedTo\tdataClasses\trule\torigin\tdebts";
    private const string Row = "model-calls\tchat\t/src/A.cs\t5\t21\tM:Desk.A\tM:C.D(System.String)\t0\tOpenAI\topenai\tDeferred\thanded-in\tthe client is handed in\tparameter 'c'\t\tPSH1001\t\t";

    [Fact]
    public void Reads_all_columns()
    {
        var site = Assert.Single(Parse(Header + "\n" + Row).Sites);

        Assert.Equal(new InventorySite
        {
            Population = "model-calls", Kind = "chat", File = "/src/A.cs", Line = 5, Column = 21, Symbol = "M:Desk.A", Api = "M:C.D(System.String)",
            Sdk = "OpenAI", Provider = "openai", Guard = GuardState.Deferred, Reason = "handed-in", ReasonText = "the client is handed in",
            OwedTo = "parameter 'c'", DataClasses = site.DataClasses, Debts = site.Debts, Rule = "PSH1001",
        }, site);
        Assert.Empty(site.DataClasses);
    }

    [Fact]
    public void Undoes_escapes()
    {
        var site = Assert.Single(Parse(Header + "\n" + Row.Replace("/src/A.cs", @"C:\\src\\tab\t\n\r.cs", StringComparison.Ordinal)).Sites);

        Assert.Equal("C:\\src\\tab\t\n\r.cs", site.File);
    }

    [Fact]
    public void Finds_columns_by_name_so_that_later_versions_may_add_some()
        => Assert.Equal("openai", Assert.Single(Parse("new\t" + Header + "\nx\t" + Row).Sites).Provider);

    [Fact]
    public void Splits_and_sorts_data_classes_and_fills_an_empty_provider()
    {
        string row = Row.Replace("\topenai\t", "\t\t", StringComparison.Ordinal).Replace("'c'\t\t", "'c'\tphone, email,phone\t", StringComparison.Ordinal);

        var site = Assert.Single(Parse(Header + "\n" + row).Sites);

        Assert.Equal(["email", "phone"], site.DataClasses);
        Assert.Equal("unknown", site.Provider);
    }

    [Fact]
    public void An_empty_inventory_is_a_record_too() => Assert.Empty(Parse(Header, 0).Sites);

    [Theory]
    [InlineData("\tchat\t", "\tchatter\t", "'chatter' is not allowed in column 'kind'")]
    [InlineData("model-calls\t", "calls\t", "'calls' is not allowed in column 'population'")]
    [InlineData("\tDeferred\t", "\tWaived\t", "not a guard state of an analyzer")]
    [InlineData("\thanded-in\t", "\tbecause\t", "'because' is not allowed in column 'reason'")]
    [InlineData("\t5\t21\t", "\t0\t21\t", "'0' in 'line' is not a position")]
    [InlineData("\t5\t21\t", "\t5\t-1\t", "'-1' in 'column' is not a number")]
    [InlineData("PSH1001", "PSH9001", "'PSH9001' is not allowed in column 'rule'")]
    [InlineData("/src/A.cs", "", "column 'file' is empty")]
    [InlineData("/src/A.cs", @"C:\x", @"'\x' is not an escape")]
    [InlineData("/src/A.cs", "a\\", "ends within an escape")]
    [InlineData("\tOpenAI", "", "row 1 has 17 fields under 18 columns")]
    public void Refuses_a_row_that_it_does_not_understand(string part, string replacement, string message)
        => Assert.Contains(message, Error(Properties(Header + "\n" + Row.Replace(part, replacement, StringComparison.Ordinal), 1)), StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_record_that_was_cut_off()
        => Assert.Contains("announces 2 sites and holds 1", Error(Properties(Header + "\n" + Row, 2)), StringComparison.Ordinal);

    [Theory]
    [InlineData("schema", "promptshield/inventory/v2", "its schema is")]
    [InlineData("outputKind", "driver", "not an output kind")]
    [InlineData("siteCount", "many", "not a number")]
    [InlineData("sites", "population\tkind", "column 'file' is missing")]
    [InlineData("notAnalyzed", "scope\treason\tcount\nfiles\tgenerated\tx", "not a number")]
    [InlineData("assembly", null, "property 'assembly' is missing")]
    public void Refuses_properties_that_it_does_not_understand(string name, string? value, string message)
    {
        var properties = Properties(Header + "\n" + Row, 1);
        properties[name] = value;

        Assert.Contains(message, Error(properties), StringComparison.Ordinal);
    }

    private static InventoryRecord Parse(string sites, int count = 1)
    {
        Assert.True(InventoryRecord.TryParse(Properties(sites, count), out var record, out string error), error);
        return record!;
    }

    private static string Error(Dictionary<string, string?> properties)
    {
        Assert.False(InventoryRecord.TryParse(properties, out var record, out string error));
        Assert.Null(record);
        return error;
    }

    private static Dictionary<string, string?> Properties(string sites, int count) => new()
    {
        ["schema"] = "promptshield/inventory/v1", ["analyzerVersion"] = "0.1.0", ["assembly"] = "Desk", ["outputKind"] = "library", ["language"] = "14.0",
        ["siteCount"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture), ["sites"] = sites, ["notAnalyzed"] = "scope\treason\tcount",
        ["supplies"] = "kind\tslot\tto\tguard\treason\ttext\tfile\tline\tcolumn\tdebts\tmember\tshieldable\treplaced\tinside",
    };
}
