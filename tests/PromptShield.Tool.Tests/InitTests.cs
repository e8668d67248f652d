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
    public async Task NeverOverwrites()
    {
        _folder.Write("promptshield.json", "mine");

        var outcome = await ScannedFolder.Run("init", _folder.Path);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("mine", File.ReadAllText(_folder.At("promptshield.json")));
    }
}
