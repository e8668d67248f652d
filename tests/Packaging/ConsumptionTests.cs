namespace PromptShield;

public sealed class ConsumptionTests : IDisposable
{
    private const string Mistakes = """
        using System.Net.Http.Json;

        var user = new User { Email = args.Length > 0 ? args[0] : "" };
        Console.WriteLine(user.Email);
        var client = new HttpClient();
        await client.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = "gpt", messages = new[] { new { role = "user", content = user.Email } } });

        public class User
        {
            public string Email { get; set; } = "";
        }

        """;

    private const string SdkMistakes = """
        using OpenAI.Chat;

        // The key comes from the vault.
        var client = new ChatClient("gpt-4o-mini", args[0]);
        var user = new User { Email = args[1] };

        // Support reads this line.
        Console.WriteLine(user.Email); // who asked
        ChatCompletion answer = client.CompleteChat("Hello"); // one turn
        Console.WriteLine(answer.Content.Count);

        public class User
        {
            public string Email { get; set; } = "";
        }

        """;

    private const string LoggingLibrary = """
        namespace Acme;

        public class User
        {
            public string Email { get; set; } = "";
        }

        public static class Greeting
        {
            public static void Say(User user) => Console.WriteLine(user.Email.Length);
        }

        """;

    private const string LibraryUser = """
        var user = new Acme.User { Email = args.Length > 0 ? args[0] : "" };
        Acme.Greeting.Say(user);
        Console.WriteLine(user.Email);

        """;

    private readonly Consumer _consumer = new();

    public void Dispose() => _consumer.Dispose();

    [Fact]
    public void ANewProjectIsWarnedInDebugFailsInReleaseAndPassesOnceItIsFixed()
    {
        var made = _consumer.Dotnet("", "new", "console", "-o", "App");
        Assert.True(made.ExitCode == 0, made.Output);
        _consumer.Write("App/Program.cs", Mistakes);
        var added = _consumer.Dotnet("App", "add", "package", "PromptShield", "--version", PackedPackages.Version);
        Assert.True(added.ExitCode == 0, added.Output);

        var debug = _consumer.Build("App", "Debug");
        Assert.True(debug.ExitCode == 0, debug.Output);
        Assert.Contains("Program.cs(6,14): warning PSH1001", debug.Output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(4,19): warning PSH2001", debug.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_consumer.At("App"), "*.sarif", SearchOption.AllDirectories));

        var release = _consumer.Build("App", "Release");
        Assert.True(release.ExitCode != 0, release.Output);
        Assert.Contains("Program.cs(6,14): error PSH0001", release.Output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(4,9): error PSH0001", release.Output, StringComparison.Ordinal);
        Assert.Contains("\"gate\": \"fail\"", Report("App", "Release"), StringComparison.Ordinal);

        var format = _consumer.Dotnet("App", "format", "analyzers", "--no-restore", "--diagnostics", "PSH1001", "PSH2001");
        Assert.True(format.ExitCode == 0, format.Output);

        var repaired = _consumer.Build("App", "Release");
        Assert.True(repaired.ExitCode == 0, repaired.Output + File.ReadAllText(_consumer.At("App/Program.cs")));
        Assert.DoesNotContain("PSH1001", repaired.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PSH2001", repaired.Output, StringComparison.Ordinal);
        Assert.Contains("\"gate\": \"pass\"", Report("App", "Release"), StringComparison.Ordinal);
    }

    [Fact]
    public void AProjectWithAnSdkClientIsWarnedThenFailsAndPassesOnceItIsFixedWithItsComments()
    {
        Project("App", "Exe", SdkMistakes, """<PackageReference Include="OpenAI" Version="2.15.0" />""" + Package("PromptShield"));

        var debug = _consumer.Build("App", "Debug");
        Assert.True(debug.ExitCode == 0, debug.Output);
        Assert.Contains("Program.cs(9,32): warning PSH1001", debug.Output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(8,19): warning PSH2001", debug.Output, StringComparison.Ordinal);

        var release = _consumer.Build("App", "Release");
        Assert.True(release.ExitCode != 0, release.Output);
        Assert.Contains("Program.cs(9,32): error PSH0001", release.Output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(8,9): error PSH0001", release.Output, StringComparison.Ordinal);

        var format = _consumer.Dotnet("App", "format", "analyzers", "--no-restore", "--diagnostics", "PSH1001", "PSH2001");
        Assert.True(format.ExitCode == 0, format.Output);

        var repaired = _consumer.Build("App", "Release");
        string source = File.ReadAllText(_consumer.At("App/Program.cs"));
        Assert.True(repaired.ExitCode == 0, repaired.Output + source);
        Assert.Contains("\"gate\": \"pass\"", Report("App", "Release"), StringComparison.Ordinal);
        Assert.All(
            ["// The key comes from the vault.", "// Support reads this line.", "// who asked", "// one turn"],
            comment => Assert.Contains(comment, source, StringComparison.Ordinal));
    }

    [Fact]
    public void ABuildThatIsUpToDateChangesNothingAndRepeatsTheVerdict()
    {
        Project("App", "Exe", Mistakes, Package("PromptShield.Analyzers", "all"));
        _consumer.Build("App", "Release");
        var before = _consumer.Outputs("App");

        var again = _consumer.Build("App", "Release", "--no-restore");

        Assert.True(again.ExitCode != 0, again.Output);
        Assert.Contains("Program.cs(6,14): error PSH0001", again.Output, StringComparison.Ordinal);
        Assert.Equal(before, _consumer.Outputs("App"));
    }

    [Fact]
    public void ABuildThatDoesNotCompileLeavesAReportThatSaysSo()
    {
        Project("App", "Exe", Mistakes + "class Broken { Missing field; }", Package("PromptShield.Analyzers", "all"));

        var build = _consumer.Build("App", "Release");

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.DoesNotContain("\"gate\": \"pass\"", Report("App", "Release"), StringComparison.Ordinal);
        Assert.Contains("compile-errors", Report("App", "Release"), StringComparison.Ordinal);
    }

    [Fact]
    public void AWaiverOfTheSitePassesTheGateAndAMalformedPolicyFailsTheBuildAtItsPlace()
    {
        Project("App", "Exe", Mistakes, Package("PromptShield.Analyzers", "all"));
        _consumer.Write("App/promptshield.json", "{ \"version\": 1,\n  \"rules\": { \"PSH7777\": \"warn\" } }");
        var malformed = _consumer.Build("App", "Debug");
        Assert.True(malformed.ExitCode != 0, malformed.Output);
        Assert.Contains("promptshield.json(2,14): error PSP0008", malformed.Output, StringComparison.Ordinal);

        _consumer.Write("App/promptshield.json", "{ \"version\": 1, \"rules\": { \"PSH1001\": \"warn\", \"PSH2001\": \"off\" } }");
        var tolerant = _consumer.Build("App", "Release");
        Assert.True(tolerant.ExitCode == 0, tolerant.Output);
    }

    [Fact]
    public void EverySiteThatWasNotJudgedIsAnErrorAtItsPlaceThatSaysWhatToDo()
    {
        Project("App", "Exe", """
            using System.Net.Http.Json;

            var clients = new Dictionary<string, HttpClient[]> { ["a"] = [new()] };
            await clients["a"][0].PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = "gpt" });
            await clients["b"][0].PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = "gpt" });

            """, Package("PromptShield.Analyzers", "all"));

        var build = _consumer.Build("App", "Release");

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.Contains("Program.cs(4,23): error PSH0004", build.Output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(5,23): error PSH0004", build.Output, StringComparison.Ordinal);
        Assert.Contains("Make the origin of the client visible", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AWaiverThatHasExpiredIsAnErrorAtItsPlace()
    {
        Project("App", "Exe", "System.Console.WriteLine(1);", Package("PromptShield.Analyzers", "all"));
        _consumer.Write("App/promptshield.json", """
            { "version": 1, "waivers": [
              { "siteId": "0123456789abcdef", "rule": "PSH1001", "owner": "a@x", "approver": "b@x", "reason": "r", "expires": "2020-01-01" }
            ] }
            """);

        var silent = _consumer.Build("App", "Release");
        Assert.True(silent.ExitCode == 0, silent.Output);

        _consumer.Write("App/Program.cs", Mistakes);
        _consumer.Build("App", "Release", "--no-restore");
        using var report = System.Text.Json.JsonDocument.Parse(Report("App", "Release"));
        string site = report.RootElement.GetProperty("populations")[0].GetProperty("items")[0].GetProperty("siteId").GetString()!;
        _consumer.Write("App/promptshield.json", File.ReadAllText(_consumer.At("App/promptshield.json")).Replace("0123456789abcdef", site, StringComparison.Ordinal));

        var build = _consumer.Build("App", "Release", "--no-restore");
        Assert.Contains("promptshield.json(2,3): error PSH0003", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheErrorLogOfTheUserIsUsedAndNotReplaced()
    {
        Project("App", "Exe", Mistakes, Package("PromptShield.Analyzers", "all"), "<ErrorLog>my.sarif,version=2.1</ErrorLog>");

        var build = _consumer.Build("App", "Release");

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.True(File.Exists(_consumer.At("App/my.sarif")));
        Assert.Contains("Program.cs(6,14): error PSH0001", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PSH0004", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorLogWithoutVersionIsNotEvaluatedAndTheBuildFails()
    {
        Project("App", "Exe", "System.Console.WriteLine(1);", Package("PromptShield.Analyzers", "all"), "<ErrorLog>my.sarif</ErrorLog>");

        var build = _consumer.Build("App", "Release");

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.Contains("error PSH0004", build.Output, StringComparison.Ordinal);
        Assert.Contains(",version=2.1", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p:RunAnalyzers=false", "error PSH0004")]
    [InlineData("-p:CompilerApiVersion=roslyn4.4", "error PSH0008")]
    [InlineData("-p:PromptShieldMode=bogus", "error PSH0007")]
    public void TheGateFailsClosed(string setting, string expected)
    {
        Project("App", "Exe", "System.Console.WriteLine(1);", Package("PromptShield.Analyzers", "all"));

        var build = _consumer.Build("App", "Release", setting);

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.Contains(expected, build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ModeOffIsSilent()
    {
        Project("App", "Exe", Mistakes, Package("PromptShield.Analyzers", "all"));

        var build = _consumer.Build("App", "Release", "-p:PromptShieldMode=off");

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.DoesNotContain("PSH", build.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_consumer.At("App/bin/Release/net10.0/promptshield-report.json")));
    }

    [Fact]
    public void WarningsAsErrorsDoNotTurnFindingsIntoErrorsOfTheCompiler()
    {
        Project("App", "Exe", Mistakes, Package("PromptShield.Analyzers", "all"), "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");

        var build = _consumer.Build("App", "Debug");

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("warning PSH1001", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AProjectThatReferencesAProjectThatAskedIsGatedToo()
    {
        Project("Lib", "Library", LoggingLibrary, Package("PromptShield"));
        Project("App", "Exe", LibraryUser, """<ProjectReference Include="../Lib/Lib.csproj" />""");

        var build = _consumer.Build("App", "Release");

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.Contains("Program.cs(3,9): error PSH0001", build.Output, StringComparison.Ordinal);
        Assert.Contains("\"gate\": \"pass\"", Report("Lib", "Release"), StringComparison.Ordinal);
    }

    [Fact]
    public void ALibraryOnAFeedDoesNotBreakItsCustomers()
    {
        Project("Acme.Lib", "Library", LoggingLibrary, Package("PromptShield"));
        var packed = _consumer.Dotnet("Acme.Lib", "pack", "-nologo", "-nodeReuse:false", "-c", "Release", "-o", _consumer.At("feed"));
        Assert.True(packed.ExitCode == 0, packed.Output);
        Project("App", "Exe", LibraryUser, """<PackageReference Include="Acme.Lib" Version="1.0.0" />""");

        var build = _consumer.Build("App", "Release");

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.DoesNotContain("PSH", build.Output, StringComparison.Ordinal);
    }

    private void Project(string name, string outputType, string source, string items, string properties = "")
    {
        _consumer.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>{outputType}</OutputType><ImplicitUsings>enable</ImplicitUsings>{properties}</PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """);
        _consumer.Write($"{name}/Program.cs", source);
    }

    private static string Package(string id, string? privateAssets = null)
        => $"""<PackageReference Include="{id}" Version="{PackedPackages.Version}"{(privateAssets is null ? "" : $" PrivateAssets=\"{privateAssets}\"")} />""";

    private string Report(string project, string configuration) => File.ReadAllText(_consumer.At($"{project}/bin/{configuration}/net10.0/promptshield-report.json"));
}
