using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Reporting;

namespace PromptShield.Tool.DesignTime;

/// <summary>The PromptShield analyzers, run in this process over a compilation.</summary>
internal sealed class AnalyzerSet
{
    private const string FileName = "PromptShield.Analyzers.dll";
    private readonly ImmutableArray<DiagnosticAnalyzer> analyzers;

    /// <summary>Loads the analyzers that lie in <paramref name="directory"/>.</summary>
    public AnalyzerSet(string directory)
    {
        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(directory, FileName));
        analyzers =
        [
            .. assembly.GetTypes()
                .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
    }

    /// <summary>The evidence of one project.</summary>
    public async Task<CompilationEvidence> RunAsync(LoadedProject loaded, string? policyLines, CancellationToken cancellation)
    {
        var failures = new ConcurrentBag<string>();
        var options = new CompilationWithAnalyzersOptions(
            OptionsOf(loaded.Project, policyLines),
            onAnalyzerException: (exception, analyzer, _) => failures.Add($"{analyzer.GetType().Name}: {exception.GetType().Name}: {exception.Message}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true);
        var diagnostics = await loaded.Compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(cancellation).ConfigureAwait(false);
        return DiagnosticEvidence.Of(diagnostics, loaded.Compilation, failures, cancellation);
    }

    private static AnalyzerOptions OptionsOf(Project project, string? policyLines)
    {
        var files = project.AnalyzerOptions.AdditionalFiles;
        return new AnalyzerOptions(
            policyLines is null ? files : files.Add(new PolicyText(policyLines)),
            new ReportOptions(project.AnalyzerOptions.AnalyzerConfigOptionsProvider));
    }
}
