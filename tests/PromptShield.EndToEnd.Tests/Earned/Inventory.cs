using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Rules;

namespace PromptShield.Earned;

/// <summary>What the analyzers say about a compilation: the rows of their inventory record, read as the build reads them, the whole record, and the findings.</summary>
internal sealed record Inventory(
    IReadOnlyList<IReadOnlyDictionary<string, string>> Sites, IReadOnlyDictionary<string, string?> Record, IReadOnlyList<Diagnostic> Findings)
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(UnguardedModelCall).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly CompilationWithAnalyzersOptions s_options = new(
        new AnalyzerOptions([], new ReportAskedFor()), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);

    public static async Task<Inventory> OfAsync(Compilation compilation, CancellationToken cancellationToken)
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(s_analyzers, s_options).GetAnalyzerDiagnosticsAsync(cancellationToken);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        Diagnostic record = Assert.Single(diagnostics, diagnostic => diagnostic.Id == "PSH9001");
        string[] lines = record.Properties["sites"]!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] header = lines[0].Split('\t');
        return new Inventory(
            [.. lines.Skip(1).Select(line => header.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second))],
            record.Properties,
            [.. diagnostics.Remove(record)]);
    }

    private sealed class ReportAskedFor : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Properties : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.PromptShieldReport" ? "true" : null;
                return value is not null;
            }
        }
    }
}
