using System.Text.Json;
using PromptShield.Tool;

namespace PromptShield;

/// <summary>A folder with generated projects, under a path with a space and letters beyond ASCII.</summary>
public sealed class ScannedFolder : IDisposable
{
    public const string ModelCall = """
        using System.Net.Http;
        using System.Threading.Tasks;

        public static class Assistant
        {
            public static async Task<string> Ask(string question)
            {
                using var client = new HttpClient();
                var answer = await client.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}"));
                return await answer.Content.ReadAsStringAsync();
            }
        }

        """;

    public const string PersonalLog = """
        public class User
        {
            public string Email { get; set; } = "";
        }

        public static class Greeting
        {
            public static void Say(User user) => System.Console.WriteLine(user.Email);
        }

        """;

    public const string Harmless = """
        public static class Harmless
        {
            public static void Say(string fileName) => System.Console.WriteLine(fileName);
        }

        """;

    public const string Main = """
        public static class Program
        {
            public static void Main()
            {
            }
        }

        """;

    public ScannedFolder()
    {
        Path = Directory.CreateTempSubdirectory("prüf stück ").FullName;
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Path { get; }

    public string Output => System.IO.Path.Combine(Path, "artifacts", "promptshield");

    public string ReportPath => System.IO.Path.Combine(Output, "promptshield-report.json");

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public ScannedFolder Write(string relative, string text)
    {
        string path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public ScannedFolder Project(string name, string source, string properties = "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>", string items = "")
        => Write($"{name}/{name}.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>""")
            .Write($"{name}/{name}.cs", source);

    public static async Task<Outcome> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = await CommandLine.RunAsync(arguments, output, TextWriter.Synchronized(error), TestContext.Current.CancellationToken);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    public Task<Outcome> Scan(params string[] arguments) => Run(["scan", Path, "--root", Path, .. arguments]);

    public JsonElement Report()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(ReportPath));
        return document.RootElement.Clone();
    }

    /// <summary>The report without what may differ between two runs.</summary>
    public string StableReport()
    {
        var report = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(ReportPath))!.AsObject();
        report.Remove("run");
        return report.ToJsonString();
    }

    public IReadOnlyList<JsonElement> Items(string population)
        => [.. Report().GetProperty("populations").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == population).GetProperty("items").EnumerateArray()];

    public IReadOnlyList<string> Below(string relative) => !Directory.Exists(At(relative)) ? [] :
    [
        .. Directory.EnumerateFiles(At(relative), "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public sealed record Outcome(int ExitCode, string Output, string Error);
}
