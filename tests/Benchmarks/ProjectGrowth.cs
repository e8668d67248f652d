using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace PromptShield.Benchmarks;

/// <summary>
/// Whether a call costs more in a larger project: every member makes one model call and one log call, and the classes share the names of their fields,
/// constructors' parameters and methods, as generated and copied code does. The ratio to the driver must not grow with the number of members.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 3)]
public class ProjectGrowth : RuleCost
{
    private const int MembersPerFile = 5;

    [Params(1_000, 10_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void MakeProject() => Compilation = AnalyzerRun.Project(Enumerable.Range(0, Members / MembersPerFile).Select(File));

    private static string File(int number)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $$"""
            using Microsoft.Extensions.Logging;
            using OpenAI.Chat;

            namespace Project;

            public sealed class Service{{number}}
            {
                private readonly ILogger logger;
                internal readonly ChatClient client;

                public Service{{number}}(ILogger logger, ChatClient client)
                {
                    this.logger = logger;
                    this.client = client;
                }

                public static Service{{number}} Create(ILogger logger) => new(logger, new("m", "k"));

            """);
        for (var i = 0; i < MembersPerFile; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                    public object Ask{{i}}(string customerEmail)
                    {
                        logger.LogInformation("Asked for {Customer}", customerEmail);
                        return {{(i % 2 == 0 ? "client" : "new ChatClient(\"m\", \"k\")")}}.CompleteChat("Hello");
                    }

                """);
        }

        return text.AppendLine("}").ToString();
    }
}
