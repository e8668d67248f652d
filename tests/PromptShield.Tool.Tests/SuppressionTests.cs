namespace PromptShield;

/// <summary>Suppressions by every road that a user has, through a real compile.</summary>
public sealed class SuppressionTests : IDisposable
{
    private const string Framework = "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>";
    private const string Quiet = "[*.cs]\ndotnet_diagnostic.PSH1001.severity = none\n";
    private const string RuleSet = """<?xml version="1.0"?><RuleSet Name="x" ToolsVersion="15.0"><Rules AnalyzerId="x" RuleNamespace="x"><Rule Id="PSH1001" Action="None" /></Rules></RuleSet>""";

    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string, string, string> Roads { get; } = new()
    {
        { "#pragma warning disable PSH1001\n", "", "", "", "suppressed by a pragma" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"x\", \"PSH1001\", Justification = \"by design\", Scope = \"type\", Target = \"~T:Assistant\")]\n", "", "", "", "suppressed by an attribute" },
        { "", "<NoWarn>PSH1001</NoWarn>", "", "", "switched off" },
        { "", "", "App/.editorconfig", Quiet, "switched off" },
        { "", "", "App/.globalconfig", "is_global = true\ndotnet_diagnostic.PSH1001.severity = silent\n", "switched off" },
        { "", "<CodeAnalysisRuleSet>App.ruleset</CodeAnalysisRuleSet>", "App/App.ruleset", RuleSet, "switched off" },
    };

    [Theory]
    [MemberData(nameof(Roads))]
    public async Task EveryRoadIsSeenInABuildAndAtDesignTime(string code, string property, string file, string text, string words)
    {
        // A using directive stands before an attribute of the assembly.
        string source = code.StartsWith('[') ? ScannedFolder.ModelCall.Replace("public static class", code + "public static class", StringComparison.Ordinal) : code + ScannedFolder.ModelCall;
        _folder.Project("App", source + ScannedFolder.Main, Framework + property);
        if (file.Length > 0)
        {
            _folder.Write(file, text);
        }

        await _folder.Scan();
        string? built = Unjustified();
        await _folder.Scan("--design-time");

        Assert.Contains(words, built, StringComparison.Ordinal);
        Assert.Equal(built, Unjustified());
    }

    [Fact]
    public async Task AFindingThatShowsIsNoSuppression()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.Main);

        await _folder.Scan();

        Assert.Empty(_folder.Items("rule-findings"));
    }

    private string? Unjustified() => Assert.Single(_folder.Items("rule-findings")).GetProperty("reasonText").GetString();
}
