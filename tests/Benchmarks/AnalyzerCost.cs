using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptShield.Benchmarks;

/// <summary>
/// What the rules cost on top of the compiler's analyzer driver, over a project of 100 files and 2,000 methods in which one method in
/// twenty calls a model and one in four logs. The driver with an analyzer that does nothing is the floor.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class AnalyzerCost : RuleCost
{
    private const int Files = 100;
    private const int MethodsPerFile = 20;
    private const string Log = "logger.LogInformation(\"Wrote {Count} to {Customer}\", total, customerEmail);";
    private const string Telemetry = "System.Diagnostics.Activity.Current?.SetTag(\"count\", total).SetTag(\"customer\", customerEmail);";
    private CSharpCompilation traced = null!;

    [GlobalSetup]
    public void MakeProject()
    {
        Compilation = AnalyzerRun.Project(Enumerable.Range(0, Files).Select(static number => File(number, Log)));
        traced = AnalyzerRun.Project(Enumerable.Range(0, Files).Select(static number => File(number, Telemetry)));
    }

    /// <summary>The rule of the log, which judges telemetry too, over a project that tags activities where the other one logs.</summary>
    [Benchmark]
    public Task<int> PersonalDataInTelemetry() => AnalyzerRun.Count(traced, new Analyzers.Rules.PersonalDataInLog());

    private static string File(int number, string write)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using Microsoft.Extensions.Logging;
            using OpenAI.Chat;

            namespace Project;

            public sealed class Service{{number}}(ILogger<Service{{number}}> logger, ChatClient handedIn)
            {
                private readonly ChatClient own = new("m", "k");
            """);
        for (var i = 0; i < MethodsPerFile; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                    public string Method{{i}}(string customerEmail, int count, List<string> parts)
                    {
                        var total = 0;
                        for (var n = 0; n < count; n++)
                        {
                            try
                            {
                                total += parts[n].Length > 3 ? parts[n].Length : n;
                            }
                            catch (ArgumentOutOfRangeException)
                            {
                                total--;
                            }
                        }

                        {{(i % 4 == 0 ? write : "")}}
                        {{(i == 7 ? "return (count > 2 ? own : handedIn).CompleteChat(string.Join(' ', parts)).Value.Content[0].Text;" : "return string.Concat(parts);")}}
                    }
                """);
        }

        text.AppendLine("}");
        return text.ToString();
    }
}
