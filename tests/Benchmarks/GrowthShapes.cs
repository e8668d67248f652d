using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptShield.Benchmarks;

/// <summary>
/// Shapes of code in which each call asks about something that the whole project has many of. The ratio to the driver must not grow with the number.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 3)]
public class GrowthShapes
{
    private CSharpCompilation compilation = null!;

    public enum Code
    {
        /// <summary>Each call's client comes from an interface of its own, which one class implements.</summary>
        Interfaces,

        /// <summary>One method registers one service as often as classes ask for it.</summary>
        Registrations,

        /// <summary>All log calls stand in one method.</summary>
        OneMethod,
    }

    [Params(Code.Interfaces, Code.Registrations, Code.OneMethod)]
    public Code Shape { get; set; }

    [Params(500, 2_000)]
    public int Calls { get; set; }

    [GlobalSetup]
    public void MakeProject() => compilation = AnalyzerRun.Project(Shape switch
    {
        Code.Interfaces => Enumerable.Range(0, Calls).Select(Interface),
        Code.Registrations => [Registrations(Calls), .. Enumerable.Range(0, Calls).Select(Asker)],
        _ => [Logs(Calls)],
    });

    [Benchmark(Baseline = true)]
    public Task<int> Driver() => AnalyzerRun.Count(compilation, AnalyzerRun.Nothing);

    [Benchmark]
    public Task<int> Rules() => AnalyzerRun.Count(
        compilation, [.. AnalyzerRun.All]);

    private static string Interface(int number) => $$"""
        using OpenAI.Chat;

        internal interface ISource{{number}}
        {
            ChatClient Client();
        }

        internal sealed class Source{{number}} : ISource{{number}}
        {
            public ChatClient Client() => new("m", "k");
        }

        internal static class Use{{number}}
        {
            public static object Ask(ISource{{number}} source) => source.Client().CompleteChat("Hello");
        }
        """;

    private static string Asker(int number) => $$"""
        using Microsoft.Extensions.AI;

        internal sealed class Use{{number}}(IChatClient client)
        {
            public object Ask() => client.GetResponseAsync("Hello");
        }
        """;

    private static string Registrations(int count) =>
        Method(
            "using Microsoft.Extensions.AI;\nusing Microsoft.Extensions.DependencyInjection;\nusing OpenAI.Chat;",
            "Register(IServiceCollection services)",
            count,
            _ => "services.AddSingleton<IChatClient>(_ => new ChatClient(\"m\", \"k\").AsIChatClient());");

    private static string Logs(int count) =>
        Method(
            "using Microsoft.Extensions.Logging;",
            "Log(ILogger logger, string customerEmail)",
            count,
            number => string.Create(CultureInfo.InvariantCulture, $"logger.LogInformation(\"Step {number} for {{Customer}}\", customerEmail);"));

    private static string Method(string usings, string signature, int count, Func<int, string> statement)
    {
        var text = new StringBuilder(usings).Append("\n\ninternal static class Program\n{\n    public static void ").Append(signature).Append("\n    {\n");
        for (var i = 0; i < count; i++)
        {
            text.Append("        ").Append(statement(i)).Append('\n');
        }

        return text.Append("    }\n}\n").ToString();
    }
}
