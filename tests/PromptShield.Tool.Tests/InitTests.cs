using PromptShield.Reporting;

namespace PromptShield;

public sealed class InitTests : IDisposable
{
    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WritesAPolicyThatIsValid()
    {
        var outcome = await ScannedFolder.Run("init", _folder.Path);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Empty(PolicyReader.Read(_folder.At("promptshield.json")).Errors);
    }

    [Fact]
    public async Task SaysThatNothingWasScannedAndWritesThePolicyAllTheSame()
    {
        var outcome = await ScannedFolder.Run("init", _folder.Path);

        Assert.Contains("The code was not scanned, so the policy does not say what it uses: there is no project in", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("approved", File.ReadAllText(_folder.At("promptshield.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListsWhatTheCodeUsesAsCommentsThatMakeAPolicyWhenTheyAreUncommented()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.Main)
            .Project("App.Tests", ScannedFolder.ModelCall.Replace("api.openai.com", "api.anthropic.com", StringComparison.Ordinal), "<TargetFramework>net10.0</TargetFramework><IsTestProject>true</IsTestProject>");

        var outcome = await ScannedFolder.Run("init", _folder.Path);

        string text = File.ReadAllText(_folder.At("promptshield.json"));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("""
              // "approved": {
              //   "providers": [
              //     "OpenAI", // App/App.cs:9
              //   ],
              //   "endpoints": [
              //     "api.openai.com", // App/App.cs:9
              //   ],
              // },
            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
        Assert.Empty(PolicyReader.Read(_folder.At("promptshield.json")).Policy!.Approved);

        int start = text.IndexOf("  // \"approved\"", StringComparison.Ordinal), end = text.IndexOf("  \"waivers\"", StringComparison.Ordinal);
        string uncommented = text[..start] + text[start..end].Replace("  // ", "  ", StringComparison.Ordinal) + text[end..];
        var policy = PolicyReader.Read(_folder.Write("other/promptshield.json", uncommented).At("other/promptshield.json"));
        Assert.Empty(policy.Errors);
        Assert.Equal(["OpenAI"], policy.Policy!.Approved["providers"]);
    }

    [Fact]
    public async Task SaysWhenTheCodeUsesNothing()
    {
        _folder.Project("App", ScannedFolder.Harmless + ScannedFolder.Main);

        await ScannedFolder.Run("init", _folder.Path);

        Assert.Contains("// The scan saw no provider, endpoint or model", File.ReadAllText(_folder.At("promptshield.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeverOverwrites()
    {
        _folder.Write("promptshield.json", "mine");

        var outcome = await ScannedFolder.Run("init", _folder.Path);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("mine", File.ReadAllText(_folder.At("promptshield.json")));
    }
}
