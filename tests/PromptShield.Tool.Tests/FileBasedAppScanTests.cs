using System.Text.Json;

namespace PromptShield;

public sealed class FileBasedAppScanTests : IDisposable
{
    private const string Chat = """
        using OpenAI.Chat;

        var client = new ChatClient("gpt-4o", args[0]);
        Console.WriteLine(client.CompleteChat(args[1]).Value.Content[0].Text);
        """;

    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--design-time")]
    public async Task ACallInAnAppIsFoundInTheFileThatIsTheApp(params string[] options)
    {
        _folder.Write("samples/hello/app.cs", "#!/usr/bin/env dotnet\n#:package OpenAI@2.15.0\n#:project ../../Lib\n" + Chat + "\nConsole.WriteLine(typeof(Assistant));\n")
            .Write("samples/other/app.cs", "#:property LangVersion=latest\nConsole.WriteLine(1);\n")
            .Write("samples/other/plain.cs", "this is no code")
            .Project("Lib", ScannedFolder.ModelCall, "<TargetFramework>net10.0</TargetFramework>");

        var outcome = await _folder.Scan(options);

        Assert.True(outcome.ExitCode == 1, outcome.Error);
        Assert.Contains("Scanning 1 project and 2 file-based apps below", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(
            [("Lib/Lib.csproj", "Lib/Lib.cs", 9, "Unguarded"), ("samples/hello/app.cs", "samples/hello/app.cs", 7, "Unguarded")],
            _folder.Items("model-calls").Select(call => (Text(call, "project"), Text(call, "file"), call.GetProperty("line").GetInt32(), Text(call, "guard"))));
        Assert.Equal(
            ["Lib/Lib.csproj", "samples/hello/app.cs", "samples/other/app.cs"],
            _folder.Report().GetProperty("run").GetProperty("assemblies").EnumerateArray().Select(assembly => Text(assembly, "project")));
        Assert.DoesNotContain(NotAnalyzed(), entry => entry.Reason is not ("design-time" or "generator-not-run"));
        Assert.Equal(["samples/hello/app.cs", "samples/other/app.cs", "samples/other/plain.cs"], _folder.Below("samples"));
    }

    [Fact]
    public async Task AnAppThatIsNamedIsScannedWithTheRootAndPolicyOfItsFolder()
    {
        _folder.Write("tool/app.cs", "Greeting.Say(new User());\n" + ScannedFolder.PersonalLog).Write("tool/promptshield.json", """{ "version": 1, "personalData": { "ignore": ["Email"] } }""")
            .Write("promptshield.json", """{ "version": 1 }""");

        var outcome = await ScannedFolder.Run("scan", _folder.At("tool/app.cs"), "--output", _folder.Output);

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Empty(_folder.Items("personal-data-sinks"));
        Assert.Equal("app.cs", Text(Assert.Single(_folder.Report().GetProperty("run").GetProperty("assemblies").EnumerateArray()), "project"));
        Assert.Equal(["app.cs.net10.0.promptshield-fragment.json"], _folder.Below("artifacts/promptshield/fragments").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData]
    [InlineData("--design-time")]
    public async Task AFileThatAProjectCompilesIsNotTakenTwice(params string[] options)
    {
        // The feature is what lets a project compile a file with directives.
        _folder.Project("App", ScannedFolder.Main, "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><Features>FileBasedProgram</Features>")
            .Write("App/Assistant.cs", "#:property A=b\n" + ScannedFolder.ModelCall);

        await _folder.Scan(options);

        Assert.Equal("App/App.csproj", Text(Assert.Single(_folder.Items("model-calls")), "project"));
        Assert.Equal("App/App.csproj", Text(Assert.Single(_folder.Report().GetProperty("run").GetProperty("assemblies").EnumerateArray()), "project"));
    }

    [Theory]
    [InlineData]
    [InlineData("--design-time")]
    public async Task AFileThatAProjectLeavesOutIsAnApp(params string[] options)
    {
        _folder.Project("App", ScannedFolder.Main, items: """<Compile Remove="scripts/**" />""")
            .Write("App/scripts/ask.cs", "#!/usr/bin/env dotnet\nConsole.WriteLine(await Assistant.Ask(args[0]));\n" + ScannedFolder.ModelCall[ScannedFolder.ModelCall.IndexOf("public", StringComparison.Ordinal)..]);

        var outcome = await _folder.Scan(options);

        Assert.Equal("App/scripts/ask.cs", Text(Assert.Single(_folder.Items("model-calls")), "project"));
        Assert.Contains("Scanning 1 file-based app that no project compiles", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--design-time")]
    public async Task WhatCannotBeAnalysedIsListedWithItsReason(params string[] options)
    {
        _folder.Write("good/app.cs", "#:property A=b\nConsole.WriteLine(1);\n")
            .Write("feed/app.cs", "#:package Acme.Private.Feed.Package@1.0.0\nAcme.Go();\n")
            .Write("future/app.cs", "#:tomorrow x\nConsole.WriteLine(1);\n")
            .Write("sdk/app.cs", "#:sdk Acme.Private.Sdk@1.0.0\nConsole.WriteLine(1);\n")
            .Write("name/app.cs", "#:property MSBuildProjectName=x\nConsole.WriteLine(1);\n");

        await _folder.Scan(options);

        var reasons = NotAnalyzed();
        Assert.Contains(("feed/app.cs", "not-restored"), reasons);
        Assert.Contains(("future/app.cs", "not-loaded"), reasons);
        Assert.Contains(("name/app.cs", "not-loaded"), reasons);
        Assert.Contains(("sdk/app.cs", "not-loaded"), reasons);
        Assert.DoesNotContain(("sdk/app.cs", "compile-errors"), reasons);
        Assert.DoesNotContain(reasons, entry => entry.Project == "good/app.cs" && entry.Reason != "design-time");
        Assert.DoesNotContain(Path.GetTempPath() + "promptshield-", File.ReadAllText(_folder.ReportPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAppMayHaveANameThatMSBuildWouldEvaluate()
    {
        _folder.Write("a b$(x);@(y)'&%41.cs", "#:property A=b\nConsole.WriteLine(new User().Email);\nclass User { public string Email = \"\"; }\n");

        await _folder.Scan();

        Assert.Equal("a b$(x);@(y)'&%41.cs", Text(Assert.Single(_folder.Items("personal-data-sinks")), "file"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private (string? Project, string? Reason)[] NotAnalyzed()
        => [.. _folder.Report().GetProperty("notAnalyzed").EnumerateArray().Select(entry => (Text(entry, "project"), Text(entry, "reason")))];
}
