namespace PromptShield.Packaging;

/// <summary>The packages in projects that have nothing to do with this repository.</summary>
public sealed class ConsumptionTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Unguarded = """
        using OpenAI.Chat;

        // The assistant of a shop.
        ChatClient client = new("gpt-4o-mini", Environment.GetEnvironmentVariable("OPENAI_API_KEY") ?? "none");
        var customer = new Customer("Ada", "ada@example.com");

        if (args.Length > 0)
        {
            ChatCompletion answer = client.CompleteChat($"Write to {customer.Email}"); // one line a question
            Console.WriteLine($"Answered {customer.Email} with {answer.Content.Count} parts");
        }

        internal sealed record Customer(string Name, string Email);
        """;

    [Fact]
    public void A_new_project_warns_in_Debug_fails_in_Release_and_passes_once_the_fixes_are_applied()
    {
        var work = NewConsole("PromptShield", Unguarded);

        work.DotNet("build").Succeeded().Says("warning PSH1001").Says("warning PSH2001");
        Assert.False(File.Exists(work.At("bin", "Debug", "net10.0", "promptshield-report.json")), "the inner loop writes no report");

        work.DotNet("build", "-c", "Release").Failed().Says("Program.cs(9,").Says("error PSH");
        Assert.Contains("\"gate\": \"fail\"", File.ReadAllText(work.At("bin", "Release", "net10.0", "promptshield-report.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(work.At("bin", "Release", "net10.0", "promptshield-report.html")));

        work.DotNet("format", "analyzers", "--diagnostics", "PSH1001", "PSH2001").Succeeded();
        var source = File.ReadAllText(work.At("Program.cs"));
        Assert.Contains("// The assistant of a shop.", source, StringComparison.Ordinal);
        Assert.Contains("// one line a question", source, StringComparison.Ordinal);
        Assert.Contains("ChatClient client = ", source, StringComparison.Ordinal);

        work.DotNet("build").Succeeded().IsSilentAbout("PSH1001").IsSilentAbout("PSH2001");
        work.DotNet("build", "-c", "Release").Succeeded().IsSilentAbout("PSH1001").IsSilentAbout("PSH2001");
        Assert.Contains("\"gate\": \"pass\"", File.ReadAllText(work.At("bin", "Release", "net10.0", "promptshield-report.json")), StringComparison.Ordinal);
        work.DotNet("run").Succeeded();
    }

    [Fact]
    public void A_build_that_is_up_to_date_writes_nothing_and_repeats_the_verdict()
    {
        var work = NewConsole("PromptShield", Unguarded);
        work.DotNet("build", "-c", "Release").Failed().Says("error PSH");
        var report = work.At("bin", "Release", "net10.0", "promptshield-report.json");
        var written = File.GetLastWriteTimeUtc(report);
        var assembly = File.GetLastWriteTimeUtc(work.At("obj", "Release", "net10.0", "App.dll"));

        work.DotNet("build", "-c", "Release").Failed().Says("error PSH");

        Assert.Equal(written, File.GetLastWriteTimeUtc(report));
        Assert.Equal(assembly, File.GetLastWriteTimeUtc(work.At("obj", "Release", "net10.0", "App.dll")));
    }

    [Fact]
    public void The_analyzers_alone_need_no_runtime()
    {
        var work = NewConsole("PromptShield.Analyzers", """
            using System.Net.Http.Json;

            using var http = new HttpClient();
            using var response = await http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = "m" });
            """);

        work.DotNet("build").Succeeded().Says("warning PSH1001");
        work.DotNet("build", "-c", "Release", "-p:PromptShieldMode=warn").Succeeded().Says("warning PSH");
        work.DotNet("build", "-c", "Release", "-p:PromptShieldMode=off").Succeeded();
        work.DotNet("build", "-c", "Release").Failed().Says("error PSH");
    }

    [Fact]
    public void A_malformed_policy_fails_the_build_at_its_line()
    {
        var work = NewConsole("PromptShield.Analyzers", "System.Console.WriteLine();");
        work.Write("promptshield.json", """
            {
              "version": 1,
              "rules": { "PSH7777": "enforce" }
            }
            """);

        work.DotNet("build", "-c", "Release").Failed().Says("promptshield.json(3,").Says("PSH7777");
    }

    [Fact]
    public void A_project_that_refers_to_a_project_that_uses_PromptShield_is_not_judged_unasked()
    {
        var work = feed.NewWorkplace();
        Library(work);
        work.Write("App/App.csproj", Project("Exe", """<ProjectReference Include="../Lib/Lib.csproj" />"""));
        work.Write("App/Program.cs", Unguarded);

        work.DotNet("build", "App", "-c", "Release").Succeeded().IsSilentAbout("error PSH");
    }

    [Fact]
    public void A_library_on_a_feed_does_not_break_the_builds_of_its_customers()
    {
        var work = feed.NewWorkplace();
        Library(work);
        work.DotNet("pack", "Lib", "-c", "Release", "-o", work.At("feed")).Succeeded();
        work.Write("App/App.csproj", Project("Exe", """<PackageReference Include="Lib" Version="1.0.0" />"""));
        work.Write("App/Program.cs", Unguarded);

        work.DotNet("build", "App", "-c", "Release").Succeeded().IsSilentAbout("PSH");
    }

    [Fact]
    public void The_tool_installs_from_the_feed_and_scans()
    {
        var work = NewConsole("PromptShield", Unguarded);
        work.DotNet("tool", "install", "PromptShield.Tool", "--version", PackedFeed.Version, "--tool-path", work.At("tools")).Succeeded();

        var scan = work.DotNet("exec", Directory.GetFiles(work.At("tools"), "PromptShield.Tool.dll", SearchOption.AllDirectories).Single(), "scan", ".");

        Assert.Equal(1, scan.ExitCode);
        scan.Says("Program.cs:9").Says("PS-C01");
        Assert.True(File.Exists(work.At("artifacts", "promptshield", "promptshield-report.json")), scan.Output);
    }

    private static void Library(Workplace work)
    {
        work.Write("Lib/Lib.csproj", Project("Library", $"""<PackageReference Include="PromptShield" Version="{PackedFeed.Version}" />"""));
        work.Write("Lib/Assistant.cs", """
            using OpenAI.Chat;

            namespace Lib;

            public sealed class Assistant(ChatClient client)
            {
                public string Answer(string question) => client.CompleteChat(question).Value.Content[0].Text;
            }
            """);
    }

    private static string Project(string outputType, string reference) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>{outputType}</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>{reference}</ItemGroup>
        </Project>
        """;

    private Workplace NewConsole(string package, string program)
    {
        var work = feed.NewWorkplace();
        work.DotNet("new", "console", "-n", "App", "-o", ".", "--framework", "net10.0").Succeeded();
        work.DotNet("add", "package", package, "--version", PackedFeed.Version).Succeeded();
        work.Write("Program.cs", program);
        return work;
    }
}
