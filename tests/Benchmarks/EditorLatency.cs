using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptShield.Benchmarks;

/// <summary>
/// From an edit to fresh diagnostics of its document, as an editor asks: the compiler's own semantic diagnostics of the document, and those of our analyzers
/// on top, over one file of 2,000 lines in a project of 200,000. Each edit changes one body and makes a new compilation of the same trees.
/// </summary>
internal static class EditorLatency
{
    private const int Files = 100;
    private const int MethodsPerFile = 100;
    private const int Warm = 5;
    private const int Edits = 40;

    /// <summary>Prints the times of both and their ratio, medians and 95th percentiles.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var compilation = AnalyzerRun.Project(Enumerable.Range(0, Files).Select(static number => File(number)));
        var lines = compilation.SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count);
        var compiler = new List<double>();
        var ours = new List<double>();
        for (var edit = 0; edit < Warm + Edits; edit++)
        {
            var old = compilation.SyntaxTrees.First();
            var text = old.GetText();
            var place = text.ToString().IndexOf("var total = ", StringComparison.Ordinal);
            var tree = old.WithChangedText(text.WithChanges(new TextChange(new TextSpan(place + 12, 1), (edit % 10).ToString(CultureInfo.InvariantCulture))));
            compilation = compilation.ReplaceSyntaxTree(old, tree);

            // Each gets a compilation of its own, so that neither profits from what the other bound.
            var first = compilation.Clone();
            var second = compilation.Clone();
            var clock = Stopwatch.GetTimestamp();
            _ = first.GetSemanticModel(tree).GetDiagnostics();
            var byCompiler = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;

            var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
            clock = Stopwatch.GetTimestamp();
            var model = second.GetSemanticModel(tree);
            _ = model.GetDiagnostics();
            _ = await second.WithAnalyzers(AnalyzerRun.All, options).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).ConfigureAwait(false);
            var withOurs = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            if (edit >= Warm)
            {
                compiler.Add(byCompiler);
                ours.Add(withOurs - byCompiler);
            }
        }

        compiler.Sort();
        ours.Sort();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{lines} lines, {Edits} edits of a file of {compilation.SyntaxTrees.First().GetText().Lines.Count} lines")).ConfigureAwait(false);
        await output.WriteLineAsync("| | median | 95th percentile |").ConfigureAwait(false);
        await output.WriteLineAsync("| --- | --- | --- |").ConfigureAwait(false);
        await output.WriteLineAsync(Row("compiler's semantic diagnostics", compiler, static time => time.ToString("0.0", CultureInfo.InvariantCulture) + " ms")).ConfigureAwait(false);
        await output.WriteLineAsync(Row("our analyzers on top", ours, static time => time.ToString("0.0", CultureInfo.InvariantCulture) + " ms")).ConfigureAwait(false);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| ratio | {At(ours, 0.5) / At(compiler, 0.5):0.00} | {At(ours, 0.95) / At(compiler, 0.95):0.00} |")).ConfigureAwait(false);
    }

    private static string Row(string name, List<double> times, Func<double, string> show) => $"| {name} | {show(At(times, 0.5))} | {show(At(times, 0.95))} |";

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private static string File(int number)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
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

                        {{(i % 4 == 0 ? "logger.LogInformation(\"Wrote {Count} to {Customer}\", total, customerEmail);" : "")}}
                        {{(i % 20 == 7 ? "return (count > 2 ? own : handedIn).CompleteChat(string.Join(' ', parts)).Value.Content[0].Text;" : "return string.Concat(parts);")}}
                    }

                """);
        }

        text.AppendLine("}");
        return text.ToString();
    }
}
