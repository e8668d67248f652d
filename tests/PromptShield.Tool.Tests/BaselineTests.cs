using System.Text.Json;
using PromptShield.Reporting;

namespace PromptShield;

public sealed class BaselineTests : IDisposable
{
    private const string Policy = """
        {
          "version": 1, // ours
          // what we look at
          "scope": {}
        }

        """;

    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FreezesWhatViolatesAndFailsOnlyOnWhatIsNew()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.PersonalLog + ScannedFolder.Main).Write("promptshield.json", Policy);

        var frozen = await Freeze();
        var scanned = await _folder.Scan();

        Assert.Equal((0, 0), (frozen.ExitCode, scanned.ExitCode));
        Assert.Contains("Frozen (2):\n  PSH1001  1\n  PSH2001  1\n", frozen.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("Baselined", Assert.Single(_folder.Items("model-calls")).GetProperty("guard").GetString());
        Assert.Equal(
            "{\n  \"version\": 1, // ours\n  \"baseline\": \"promptshield-baseline.json\",\n  // what we look at\n  \"scope\": {}\n}\n",
            File.ReadAllText(_folder.At("promptshield.json")).ReplaceLineEndings("\n"));

        // Lines move, and one more call comes.
        _folder.Write("App/App.cs", "\n\n" + ScannedFolder.ModelCall + ScannedFolder.PersonalLog + ScannedFolder.Main).Write("App/New.cs", ScannedFolder.ModelCall.Replace("class Assistant", "class Newcomer", StringComparison.Ordinal));
        var worse = await _folder.Scan();

        Assert.Equal(1, worse.ExitCode);
        Assert.Equal("App/New.cs", Assert.Single(_folder.Report().GetProperty("gateReasons").EnumerateArray()).GetProperty("file").GetString());
    }

    [Fact]
    public async Task AnExistingBaselineShrinksByItselfAndGrowsOnlyWhenAsked()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.Main).Write("promptshield.json", Policy);
        await Freeze();
        string before = File.ReadAllText(_folder.At(Baseline.FileName));

        _folder.Write("App/App.cs", ScannedFolder.PersonalLog + ScannedFolder.Main);
        var refused = await Freeze();
        string after = File.ReadAllText(_folder.At(Baseline.FileName));
        var asked = await Freeze("--accept-new");

        Assert.Equal((1, 0), (refused.ExitCode, asked.ExitCode));
        Assert.Contains("Not in the baseline (1):\n  App/App.cs:8:", refused.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("--accept-new", refused.Output, StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.Equal("PSH2001", Assert.Single(Baseline.Sites(_folder.At(Baseline.FileName))).Rule);
        Assert.Contains("1 of the earlier baseline gone", asked.Output, StringComparison.Ordinal);

        _folder.Write("App/App.cs", ScannedFolder.Main);
        Assert.Equal(0, (await Freeze()).ExitCode);
        Assert.Empty(Baseline.Sites(_folder.At(Baseline.FileName)));
    }

    [Fact]
    public async Task GoesWhereThePolicyNamesItThoughThereIsNoneYet()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.Main).Write("promptshield.json", """{ "version": 1, "baseline": "known.json" }""");

        var outcome = await Freeze();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Single(Baseline.Sites(_folder.At("known.json")));
        Assert.Equal("""{ "version": 1, "baseline": "known.json" }""", File.ReadAllText(_folder.At("promptshield.json")));
        using var document = JsonDocument.Parse(File.ReadAllText(_folder.At("known.json")));
        Assert.Equal("App/App.cs", document.RootElement.GetProperty("sites")[0].GetProperty("file").GetString());
    }

    [Fact]
    public async Task WithoutAPolicyItCannotApply()
    {
        _folder.Project("App", ScannedFolder.Harmless + ScannedFolder.Main);

        var outcome = await Freeze();

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("promptshield init", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At(Baseline.FileName)));
    }

    private Task<ScannedFolder.Outcome> Freeze(params string[] options) => ScannedFolder.Run(["baseline", _folder.Path, "--root", _folder.Path, .. options]);
}
