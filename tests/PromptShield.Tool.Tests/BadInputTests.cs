namespace PromptShield;

public sealed class BadInputTests : IDisposable
{
    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NoSuchPath()
        => AssertRefused(await ScannedFolder.Run("scan", _folder.At("nowhere.csproj")), "there is no file or folder", "nowhere.csproj");

    [Fact]
    public async Task AFolderWithoutAProject()
        => AssertRefused(await _folder.Scan(), "there is no project in", _folder.Path);

    [Fact]
    public async Task AFileThatIsNoProject()
        => AssertRefused(await ScannedFolder.Run("scan", _folder.At("Directory.Build.props")), "is neither a project");

    [Fact]
    public async Task ASolutionThatCannotBeRead()
    {
        _folder.Write("All.slnx", "<Solution><Project");

        AssertRefused(await ScannedFolder.Run("scan", _folder.At("All.slnx")), "All.slnx", "the solution cannot be read");
    }

    [Fact]
    public async Task AProjectThatDoesNotCompile()
    {
        _folder.Project("App", ScannedFolder.Main + "class Broken { Missing field; }");

        AssertRefused(await _folder.Scan(), "App.cs(7", "CS0246", "--design-time");
    }

    [Fact]
    public async Task AMalformedPolicy()
    {
        _folder.Project("App", ScannedFolder.Main).Write("promptshield.json", "{\n  \"version\": 1,\n  \"rules\": }\n");

        AssertRefused(await _folder.Scan(), "promptshield.json(3,12): error PSP0002");
    }

    [Fact]
    public async Task AnUnknownRuleInThePolicy()
    {
        _folder.Project("App", ScannedFolder.Main).Write("strict.json", "{ \"version\": 1,\n  \"rules\": { \"PSH7777\": \"enforce\" } }");

        AssertRefused(await _folder.Scan("--policy", _folder.At("strict.json")), "strict.json(2,14): error PSP0008", "PSH7777", "PSH1001");
    }

    [Fact]
    public async Task APolicyThatIsNotThere()
    {
        _folder.Project("App", ScannedFolder.Main);

        AssertRefused(await _folder.Scan("--policy", _folder.At("gone.json")), "there is no policy", "gone.json", "promptshield init");
    }

    [Fact]
    public async Task AnOutputFolderThatCannotBeWrittenTo()
    {
        // A file in the way binds every user; permission bits do not bind the administrator who runs tests in a container.
        _folder.Project("App", ScannedFolder.Main).Write("taken", "");

        AssertRefused(await _folder.Scan("--output", _folder.At("taken/report")), "cannot be written", "taken", "--output");
    }

    [Fact]
    public async Task AProjectThatNeedsANewerSdk()
    {
        _folder.Project("App", ScannedFolder.Main, "<TargetFramework>net99.0</TargetFramework>");

        AssertRefused(await _folder.Scan(), "needs a newer SDK", "NETSDK1045");
    }

    [Fact]
    public async Task AProjectThatNeedsANewerCompiler()
    {
        _folder.Project("App", ScannedFolder.Main, "<TargetFramework>net10.0</TargetFramework><LangVersion>99.0</LangVersion>");

        AssertRefused(await _folder.Scan(), "needs a newer SDK", "CS1617");
    }

    [Fact]
    public async Task AnSdkThatIsNotInstalled()
    {
        _folder.Project("App", ScannedFolder.Main).Write("global.json", """{ "sdk": { "version": "99.0.100", "rollForward": "disable" } }""");

        AssertRefused(await _folder.Scan(), "99.0.100", "global.json");
    }

    [Fact]
    public async Task AFragmentThatIsNone()
    {
        _folder.Write("x.json", "[]").Write("promptshield.json", """{ "version": 1 }""");

        var outcome = await ScannedFolder.Run("report", _folder.At("x.json"), "--policy", _folder.At("promptshield.json"), "--output", _folder.Output);

        AssertRefused(outcome, "x.json");
    }

    private void AssertRefused(ScannedFolder.Outcome outcome, params string[] parts)
    {
        Assert.Equal(2, outcome.ExitCode);
        Assert.All(parts, part => Assert.Contains(part, outcome.Error, StringComparison.Ordinal));
        Assert.Empty(outcome.Output);
        Assert.False(Directory.Exists(_folder.At("artifacts")), "Nothing may be left half-written.");
    }
}
