namespace PromptShield;

/// <summary>The running shield reads the policy beside the program: build and publish bring it there.</summary>
public sealed class PolicyCopyTests : IDisposable
{
    private const string Strict = """{ "version": 1, "runtime": { "personalData": { "action": "block" } } }""";
    private const string Loose = """{ "version": 1, "runtime": { "personalData": { "action": "replace" } } }""";

    private readonly Consumer _consumer = new();

    public void Dispose() => _consumer.Dispose();

    [Fact]
    public void BuildAndPublishCopyThePolicyAndFollowItsEdits()
    {
        Project("App");
        _consumer.Write("App/promptshield.json", Loose);
        Succeed(_consumer.Build("App", "Debug"));
        Assert.Equal(Loose, Built("App"));

        var before = _consumer.Outputs("App");
        Succeed(_consumer.Build("App", "Debug", "--no-restore"));
        Assert.Equal(before, _consumer.Outputs("App"));

        _consumer.Write("App/promptshield.json", Strict);
        Succeed(_consumer.Build("App", "Debug", "--no-restore"));
        Assert.Equal(Strict, Built("App"));
        Succeed(Publish("App"));
        Assert.Equal(Strict, File.ReadAllText(_consumer.At("out/promptshield.json")));

        File.Delete(_consumer.At("App/promptshield.json"));
        Succeed(_consumer.Build("App", "Debug", "--no-restore"));
        Assert.False(File.Exists(BuiltPath("App")), "A policy that is gone must not go on ruling.");
    }

    [Fact]
    public void AWebProgramPublishesItsPolicyOnce()
    {
        Project("App", "Microsoft.NET.Sdk.Web");
        _consumer.Write("App/promptshield.json", Strict);

        Succeed(_consumer.Build("App", "Debug"));
        Succeed(Publish("App"));

        Assert.Equal(Strict, Built("App"));
        Assert.Equal(Strict, File.ReadAllText(_consumer.At("out/promptshield.json")));
    }

    [Fact]
    public void ThePolicyThatTheProjectNamesIsCopiedUnderTheNameThatTheShieldReads()
    {
        Project("App", properties: "<PromptShieldPolicy>../policies/strict.json</PromptShieldPolicy>", package: "PromptShield.Runtime");
        _consumer.Write("policies/strict.json", Strict);
        _consumer.Write("App/promptshield.json", Loose);

        Succeed(_consumer.Build("App", "Debug"));

        Assert.Equal(Strict, Built("App"));
    }

    [Fact]
    public void AProjectThatCopiesSuchAFileItselfIsLeftAlone()
    {
        Project("App", items: """<None Include="own.json" Link="promptshield.json" CopyToOutputDirectory="PreserveNewest" />""");
        _consumer.Write("App/promptshield.json", Strict);
        _consumer.Write("App/own.json", Loose);

        Succeed(_consumer.Build("App", "Debug"));
        Succeed(Publish("App"));

        Assert.Equal(Loose, Built("App"));
        Assert.Equal(Loose, File.ReadAllText(_consumer.At("out/promptshield.json")));
    }

    [Fact]
    public void ThePolicyOfTheRepositoryIsFoundAndOneAboveItIsNot()
    {
        Project("In/App");
        _consumer.Write("In/.git", "gitdir: elsewhere");
        _consumer.Write("promptshield.json", Loose);
        Succeed(_consumer.Build("In/App", "Debug"));
        Assert.False(File.Exists(BuiltPath("In/App")));

        _consumer.Write("In/promptshield.json", Strict);
        Succeed(_consumer.Build("In/App", "Debug", "--no-restore"));
        Assert.Equal(Strict, Built("In/App"));
    }

    private (int ExitCode, string Output) Publish(string folder)
        => _consumer.Dotnet(folder, "publish", "-nologo", "-nodeReuse:false", "-c", "Debug", "-o", _consumer.At("out"));

    private string BuiltPath(string folder) => _consumer.At($"{folder}/bin/Debug/net10.0/promptshield.json");

    private string Built(string folder) => File.ReadAllText(BuiltPath(folder));

    private static void Succeed((int ExitCode, string Output) run) => Assert.True(run.ExitCode == 0, run.Output);

    private void Project(string folder, string sdk = "Microsoft.NET.Sdk", string properties = "", string items = "", string package = "PromptShield")
    {
        _consumer.Write($"{folder}/{Path.GetFileName(folder)}.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="{package}" Version="{PackedPackages.Version}" />{items}</ItemGroup>
            </Project>
            """);
        _consumer.Write($"{folder}/Program.cs", "System.Console.WriteLine(1);");
    }
}
