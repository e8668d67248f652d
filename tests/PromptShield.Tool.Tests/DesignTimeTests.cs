namespace PromptShield;

public sealed class DesignTimeTests : IDisposable
{
    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GoesOnWhereNothingIsRestoredAndSomethingDoesNotCompile()
    {
        _folder.Project("App", ScannedFolder.ModelCall + ScannedFolder.Main + "class Broken { Missing field; }", items: """<PackageReference Include="Acme.Private.Feed.Package" Version="1.0.0" />""");

        var outcome = await _folder.Scan("--design-time");

        Assert.Equal(1, outcome.ExitCode);
        var call = Assert.Single(_folder.Items("model-calls"));
        Assert.Equal((9, "Unguarded"), (call.GetProperty("line").GetInt32(), call.GetProperty("guard").GetString()));
        var notAnalyzed = _folder.Report().GetProperty("notAnalyzed").EnumerateArray().ToArray();
        Assert.Contains(notAnalyzed, entry => entry.GetProperty("reason").GetString() == "not-restored");
        var unresolved = Assert.Single(notAnalyzed, entry => entry.GetProperty("reason").GetString() == "unresolved");
        Assert.Equal(1, unresolved.GetProperty("count").GetInt32());
        Assert.False(Directory.Exists(_folder.At("App/bin")));
    }

    [Fact]
    public async Task NeverPassesTheGate()
    {
        _folder.Project("App", ScannedFolder.Harmless + ScannedFolder.Main);

        var outcome = await _folder.Scan("--design-time");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("not-evaluated", _folder.Report().GetProperty("gate").GetString());
    }

    [Fact]
    public async Task FollowsProjectReferences()
    {
        _folder.Project("Lib", ScannedFolder.ModelCall, "<TargetFramework>net10.0</TargetFramework>")
            .Project("App", ScannedFolder.Main, items: """<ProjectReference Include="../Lib/Lib.csproj" />""");

        await ScannedFolder.Run("scan", _folder.At("App/App.csproj"), "--root", _folder.Path, "--design-time");

        Assert.Equal("Lib/Lib.csproj", Assert.Single(_folder.Items("model-calls")).GetProperty("project").GetString());
    }

    [Theory]
    [InlineData]
    [InlineData("--design-time")]
    public async Task AFindingInARazorFileStandsWhereItWasWritten(params string[] options)
    {
        _folder.Write("App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""")
            .Write("App/App.cs", ScannedFolder.Main)
            .Write("App/Index.razor", """
                <p>hello</p>
                @code {
                    private string email = "";
                    private void Say() { System.Console.WriteLine(email); }
                }
                """);

        await _folder.Scan(options);

        var finding = Assert.Single(_folder.Report().GetProperty("findings").EnumerateArray());
        Assert.Equal(("App/Index.razor", 4), (finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32()));
        Assert.Equal(Assert.Single(_folder.Items("personal-data-sinks")).GetProperty("siteId").GetString(), finding.GetProperty("siteId").GetString());
    }

    [Fact]
    public async Task CodeThatNeedsAGeneratorOfTheSdkCompiles()
    {
        _folder.Project("App", ScannedFolder.Main + """
            public static partial class Patterns
            {
                [System.Text.RegularExpressions.GeneratedRegex("a+")]
                public static partial System.Text.RegularExpressions.Regex Letters();
            }
            """);

        await _folder.Scan("--design-time");

        Assert.Equal(["design-time"], NotAnalyzed("reason"));
    }

    [Fact]
    public async Task AGeneratorOfTheScannedCodeDoesNotRunAndIsCountedAndNotBlamedOnTheCode()
    {
        _folder.Project("App", ScannedFolder.Main + Ungenerated, items: """<Analyzer Include="Own.dll" />""");
        File.Copy(GeneratorOfTheSdk(), _folder.At("App/Own.dll"));

        var outcome = await _folder.Scan("--design-time");

        Assert.Equal(["design-time", "generator-not-run"], NotAnalyzed("reason"));
        Assert.Contains("App/App.csproj: 1 generator (generator-not-run)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APartThatNoGeneratorCouldBringIsAnErrorOfTheCode()
    {
        _folder.Project("App", ScannedFolder.Main + Ungenerated);

        await _folder.Scan("--design-time");

        Assert.Equal(["compile-errors", "design-time"], NotAnalyzed("reason"));
    }

    private const string Ungenerated = "public static partial class Parts { public static partial int Number(); }";

    private string?[] NotAnalyzed(string member) => [.. _folder.Report().GetProperty("notAnalyzed").EnumerateArray().Select(entry => entry.GetProperty(member).GetString())];

    private static string GeneratorOfTheSdk() => Directory.EnumerateFiles(
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref")),
        "System.Text.RegularExpressions.Generator.dll", SearchOption.AllDirectories).First();
}
