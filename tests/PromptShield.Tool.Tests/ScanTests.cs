using System.Text.Json;

namespace PromptShield;

public sealed class ScanTests : IDisposable
{
    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FindsTheCallAndTheLogLineAndLeavesTheProjectAsItWas()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.PersonalLog + ScannedFolder.Main);

        var outcome = await _folder.Scan();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("fail", _folder.Report().GetProperty("gate").GetString());
        var call = Assert.Single(_folder.Items("model-calls"));
        Assert.Equal("App/App.csproj", call.GetProperty("project").GetString());
        Assert.Equal("App/App.cs", call.GetProperty("file").GetString());
        Assert.Equal((9, 35), (call.GetProperty("line").GetInt32(), call.GetProperty("column").GetInt32()));
        Assert.Equal("http", call.GetProperty("kind").GetString());
        Assert.Equal("Unguarded", call.GetProperty("guard").GetString());
        var sink = Assert.Single(_folder.Items("personal-data-sinks"));
        Assert.Equal("console", sink.GetProperty("kind").GetString());
        Assert.Contains("App/App.cs:9:35: PSH1001", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(_folder.At("artifacts/promptshield/promptshield-report.html"), outcome.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.At("artifacts/promptshield/promptshield-report.html")));
        Assert.Empty(_folder.Below("App/bin"));
        Assert.Empty(_folder.Below("App/obj/Debug"));
    }

    [Fact]
    public async Task FindsTheSameInAProjectThatIsAlreadyBuilt()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.PersonalLog + ScannedFolder.Main);
        await _folder.Scan();
        string fresh = _folder.StableReport();

        var (built, tail) = await Tool.DotnetProcess.RunAsync(_folder.At("App"), ["build", "-nologo", "-nodeReuse:false"], null, TestContext.Current.CancellationToken);
        string[] before = [.. _folder.Below("App/bin"), .. _folder.Below("App/obj")];
        await _folder.Scan();

        Assert.True(built == 0, tail);
        Assert.Equal(fresh, _folder.StableReport());
        Assert.Equal(before, _folder.Below("App/bin").Concat(_folder.Below("App/obj")));
    }

    [Fact]
    public async Task PassesWhereThereIsNothingToFind()
    {
        _folder.Project("App", ScannedFolder.Harmless + ScannedFolder.Main);

        var outcome = await _folder.Scan();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("pass", _folder.Report().GetProperty("gate").GetString());
        Assert.Empty(_folder.Items("model-calls"));
        Assert.Empty(_folder.Items("personal-data-sinks"));
    }

    [Fact]
    public async Task CountsASiteOfTwoTargetFrameworksOnce()
    {
        _folder.Project("Lib", ScannedFolder.ModelCall, "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><LangVersion>latest</LangVersion>");

        await _folder.Scan();

        var call = Assert.Single(_folder.Items("model-calls"));
        Assert.Equal(["net10.0", "netstandard2.0"], call.GetProperty("targetFrameworks").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            ["Lib.Lib.csproj.net10.0.promptshield-fragment.json", "Lib.Lib.csproj.netstandard2.0.promptshield-fragment.json"],
            _folder.Below("artifacts/promptshield/fragments").Select(Path.GetFileName));
    }

    [Fact]
    public async Task LooksIntoWhatAProjectReferences()
    {
        _folder.Project("Lib", ScannedFolder.ModelCall, "<TargetFramework>net10.0</TargetFramework>")
            .Project("Middle", ScannedFolder.Harmless, "<TargetFramework>net10.0</TargetFramework>", """<ProjectReference Include="../Lib/Lib.csproj" />""")
            .Project("App", ScannedFolder.Main, items: """<ProjectReference Include="../Middle/Middle.csproj" />""");

        await ScannedFolder.Run("scan", _folder.At("App/App.csproj"), "--root", _folder.Path);

        var call = Assert.Single(_folder.Items("model-calls"));
        Assert.Equal("Lib/Lib.csproj", call.GetProperty("project").GetString());
    }

    [Fact]
    public async Task LooksIntoWhatAProjectReferencesOutsideTheRootToo()
    {
        _folder.Project("Lib", ScannedFolder.ModelCall, "<TargetFramework>net10.0</TargetFramework>")
            .Project("App", ScannedFolder.Main, items: """<ProjectReference Include="../Lib/Lib.csproj" />""");

        var outcome = await ScannedFolder.Run("scan", _folder.At("App"), "--output", _folder.Output);

        Assert.Equal(1, outcome.ExitCode);
        var call = Assert.Single(_folder.Items("model-calls"));
        Assert.Equal("../Lib/Lib.csproj", call.GetProperty("project").GetString());
        Assert.Equal("../Lib/Lib.cs", call.GetProperty("file").GetString());
    }

    [Fact]
    public async Task BindsTheEvidenceToTheAssemblyThatWasCompiled()
    {
        _folder.Project("App", ScannedFolder.Harmless + ScannedFolder.Main);

        await _folder.Scan();

        var assembly = Assert.Single(_folder.Report().GetProperty("run").GetProperty("assemblies").EnumerateArray());
        Assert.NotEqual(Guid.Empty, assembly.GetProperty("mvid").GetGuid());
        Assert.Matches("^[0-9a-f]{64}$", assembly.GetProperty("sha256").GetString()!);
    }

    [Fact]
    public async Task ListsWhatItCannotAnalyseAndExcludesTests()
    {
        _folder.Project("App", ScannedFolder.Harmless + ScannedFolder.Main)
            .Project("Broken", "class Broken { Missing field; }", "<TargetFramework>net10.0</TargetFramework>")
            .Project("Tests", ScannedFolder.ModelCall, "<TargetFramework>net10.0</TargetFramework><IsTestProject>true</IsTestProject>")
            .Write("Basic/Basic.vbproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""")
            .Write("Old/Old.csproj", """<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003" />""")
            .Write("All.slnx", """<Solution><Project Path="App/App.csproj" /><Project Path="Broken/Broken.csproj" /><Project Path="Tests/Tests.csproj" /><Project Path="Basic/Basic.vbproj" /><Project Path="Old/Old.csproj" /><Project Path="Gone/Gone.csproj" /></Solution>""");

        var outcome = await ScannedFolder.Run("scan", _folder.At("All.slnx"), "--root", _folder.Path);

        Assert.Equal(1, outcome.ExitCode);
        var report = _folder.Report();
        Assert.Equal("not-evaluated", report.GetProperty("gate").GetString());
        Assert.Equal(
            [("Basic/Basic.vbproj", "other-language"), ("Broken/Broken.csproj", "compile-errors"), ("Gone/Gone.csproj", "not-loaded"), ("Old/Old.csproj", "old-project-format")],
            report.GetProperty("notAnalyzed").EnumerateArray().Select(entry => (entry.GetProperty("project").GetString(), entry.GetProperty("reason").GetString())));
        var excluded = Assert.Single(report.GetProperty("excluded").EnumerateArray());
        Assert.Equal("test-project", excluded.GetProperty("reason").GetString());
        Assert.Contains("Basic/Basic.vbproj", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProjectThatNeedsANewerSdkDoesNotTakeItsNeighboursAway()
    {
        _folder.Project("Lib", ScannedFolder.ModelCall, "<TargetFramework>net10.0</TargetFramework>")
            .Project("App", ScannedFolder.Main, items: """<ProjectReference Include="../Lib/Lib.csproj" />""")
            .Project("New", ScannedFolder.ModelCall, "<TargetFramework>net99.0</TargetFramework>");

        var outcome = await _folder.Scan();

        Assert.True(outcome.ExitCode == 1, outcome.Error);
        Assert.Equal("Lib/Lib.csproj", Assert.Single(_folder.Items("model-calls")).GetProperty("project").GetString());
        var entry = Assert.Single(_folder.Report().GetProperty("notAnalyzed").EnumerateArray());
        Assert.Equal(("New/New.csproj", "newer-compiler"), (entry.GetProperty("project").GetString(), entry.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task IsNotTalkedOutOfItByTheProjectsOwnSettings()
    {
        string log = _folder.At("theirs.sarif");
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.Main, $"""
            <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><RunAnalyzers>false</RunAnalyzers><NoWarn>PSH1001;PSH9001</NoWarn>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors><ErrorLog>{log}</ErrorLog><OutputPath>out/</OutputPath><IntermediateOutputPath>obj/mine/</IntermediateOutputPath>
            """).Write("App/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.PSH1001.severity = none\n");

        var outcome = await _folder.Scan();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(_folder.Items("model-calls"));
        Assert.False(File.Exists(log));
        Assert.Empty(_folder.Below("App/out"));
        Assert.Empty(_folder.Below("App/obj/mine"));
    }

    [Fact]
    public async Task ShowsAFailedGateWithExitCodeZeroInModeWarn()
    {
        _folder.Project("App", ScannedFolder.PersonalLog + ScannedFolder.Main);

        var outcome = await _folder.Scan("--mode", "warn");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Gate: fail", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ObeysThePolicyOfTheScannedFolder()
    {
        _folder.Project("App", ScannedFolder.PersonalLog + ScannedFolder.Main)
            .Write("promptshield.json", """{ "version": 1, "personalData": { "ignore": ["Email"] } }""");

        var outcome = await _folder.Scan();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Empty(_folder.Items("personal-data-sinks"));
    }

    [Fact]
    public async Task MergesFragmentsToTheSameVerdict()
    {
        _folder.Project("App", ScannedFolder.PersonalLog + ScannedFolder.Main).Write("promptshield.json", """{ "version": 1 }""");
        await _folder.Scan();
        string scanned = _folder.StableReport();
        string merged = _folder.At("merged");

        string[] report = ["report", _folder.ReportPath, _folder.At("artifacts/promptshield/fragments"), "--policy", _folder.At("promptshield.json"), "--output", merged];
        var outcome = await ScannedFolder.Run(report);
        var shown = await ScannedFolder.Run([.. report, "--mode", "warn"]);

        Assert.Equal((1, 0), (outcome.ExitCode, shown.ExitCode));
        Assert.Equal(outcome.Output, shown.Output);
        using var first = JsonDocument.Parse(scanned);
        using var second = JsonDocument.Parse(File.ReadAllText(Path.Combine(merged, "promptshield-report.json")));
        Assert.Equal(first.RootElement.GetProperty("populations").GetRawText(), JsonSerializer.Serialize(second.RootElement.GetProperty("populations")));
    }
}
