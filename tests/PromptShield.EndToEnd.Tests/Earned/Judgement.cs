using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Rules;

namespace PromptShield.Earned;

/// <summary>What the analyzers say about the marked call of a program, read from their inventory record as the build reads it.</summary>
internal sealed record Judgement(string Guard, string Reason)
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(UnguardedModelCall).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly AnalyzerOptions s_options = new([], new ReportAskedFor());

    public static async Task<Judgement> OfAsync(CompiledProgram program, CancellationToken cancellationToken)
    {
        ImmutableArray<Diagnostic> diagnostics = await program.Compilation
            .WithAnalyzers(s_analyzers, new CompilationWithAnalyzersOptions(s_options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(cancellationToken);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        Diagnostic record = Assert.Single(diagnostics, diagnostic => diagnostic.Id == "PSH9001");
        string[] lines = record.Properties["sites"]!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] header = lines[0].Split('\t');
        string[] row = Assert.Single(lines.Skip(1).Select(line => line.Split('\t')), IsTheCall);
        return new Judgement(Field(row, "guard"), Field(row, "reason"));

        string Field(string[] cells, string column) => cells[Array.IndexOf(header, column)];

        bool IsTheCall(string[] cells) =>
            Field(cells, "population") == "model-calls"
            && Field(cells, "file") == program.Tree.FilePath
            && Field(cells, "line") == program.Call.Line.ToString(CultureInfo.InvariantCulture)
            && Field(cells, "column") == program.Call.Column.ToString(CultureInfo.InvariantCulture);
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
