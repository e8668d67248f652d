namespace PromptShield;

/// <summary>The build of a program links what its libraries owe, with the evidence that their builds left.</summary>
public sealed class LinkedBuildTests : IDisposable
{
    private const string Assistant = """
        namespace Acme;

        public sealed class Assistant(HttpClient client)
        {
            public Task AskAsync(string text)
                => client.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{\"messages\":[{\"content\":\"" + text + "\"}]}"));
        }

        """;

    private const string Raw = "await new Acme.Assistant(new HttpClient()).AskAsync(\"hello\");";
    private const string Shielded = "await new Acme.Assistant(PromptShield.PromptShieldHandler.CreateClient()).AskAsync(\"hello\");";

    private readonly Consumer _consumer = new();

    public void Dispose() => _consumer.Dispose();

    [Fact]
    public void AProgramFailsForWhatItHandsToItsLibraryAndPassesOnceItIsShielded()
    {
        Project("Lib", "Library", Assistant, Package);
        Project("App", "Exe", Raw, Package + Reference("Lib"));

        var failed = _consumer.Build("App", "Release");

        Assert.True(failed.ExitCode != 0, failed.Output);
        Assert.Contains("Program.cs(6,19): error PSH0001", failed.Output, StringComparison.Ordinal);
        Assert.Contains("App passes a client to Assistant(HttpClient client): its HTTP client has no shield handler at App/Program.cs:1:26", failed.Output, StringComparison.Ordinal);
        Assert.Contains("\"gate\": \"pass\"", Report("Lib"), StringComparison.Ordinal);
        Assert.Contains("\"gate\": \"fail\"", Report("App"), StringComparison.Ordinal);

        _consumer.Write("App/Program.cs", Shielded);
        var passed = _consumer.Build("App", "Release", "--no-restore");

        Assert.True(passed.ExitCode == 0, passed.Output);
        Assert.Contains("\"gate\": \"pass\"", Report("App"), StringComparison.Ordinal);
        Assert.Contains("the client came through the shield in App", Report("App"), StringComparison.Ordinal);
    }

    [Fact]
    public void AProgramWhoseLibraryLeftNoEvidenceIsNotEvaluated()
    {
        Project("Lib", "Library", Assistant, "");
        Project("App", "Exe", Shielded, Package + Reference("Lib"));

        var build = _consumer.Build("App", "Release");

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.Contains("error PSH0004", build.Output, StringComparison.Ordinal);
        Assert.Contains("There is no evidence of 'Lib/Lib.csproj'", build.Output, StringComparison.Ordinal);

        _consumer.Write("promptshield.json", """{ "version": 1, "scope": { "exclude": ["Lib/**"] } }""");
        var left = _consumer.Build("App", "Release", "--no-restore");
        Assert.True(left.ExitCode == 0, left.Output);
    }

    [Fact]
    public void EvidenceOfAnotherBuildOfTheLibraryIsNoEvidence()
    {
        Project("Lib", "Library", Assistant, Package);
        Project("App", "Exe", Shielded, Package + Reference("Lib"));
        var first = _consumer.Build("App", "Release");
        Assert.True(first.ExitCode == 0, first.Output);

        string fragment = _consumer.At("Lib/bin/Release/net10.0/promptshield-fragment.json");
        string text = File.ReadAllText(fragment);
        _consumer.Write("Lib/Program.cs", Assistant + "public class More;");
        var library = _consumer.Build("Lib", "Release", "--no-restore");
        Assert.True(library.ExitCode == 0, library.Output);
        File.WriteAllText(fragment, text);

        var build = _consumer.Build("App", "Release", "--no-restore", "-p:BuildProjectReferences=false");

        Assert.True(build.ExitCode != 0, build.Output);
        Assert.Contains("There is no evidence of 'Lib/Lib.csproj'", build.Output, StringComparison.Ordinal);
    }

    private const string Package = "<PackageReference Include=\"PromptShield\" Version=\"$(PromptShieldVersion)\" />";

    private static string Reference(string project) => $"""<ProjectReference Include="../{project}/{project}.csproj" />""";

    private void Project(string name, string outputType, string source, string items)
    {
        // The root is where the repository begins.
        Directory.CreateDirectory(_consumer.At(".git"));
        _consumer.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>{outputType}</OutputType><ImplicitUsings>enable</ImplicitUsings>
                <PromptShieldVersion>{PackedPackages.Version}</PromptShieldVersion>
              </PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """);
        _consumer.Write($"{name}/Program.cs", source);
    }

    private string Report(string project) => File.ReadAllText(_consumer.At($"{project}/bin/Release/net10.0/promptshield-report.json"));
}
