using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptShield.Benchmarks;

/// <summary>
/// What the rules cost on top of the compiler's analyzer driver, over a project of 100 files and 2,000 methods in which one method in
/// twenty calls a model and one in four logs. The driver with an analyzer that does nothing is the floor.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class AnalyzerCost
{
    private const int Files = 100;
    private const int MethodsPerFile = 20;
    private CSharpCompilation compilation = null!;

    [GlobalSetup]
    public void MakeProject()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        compilation = CSharpCompilation.Create(
            "Project", Enumerable.Range(0, Files).Select(File), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3).ToArray();
        if (errors.Length > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, errors.Select(error => error.ToString())));
        }
    }

    [Benchmark(Baseline = true)]
    public Task<int> Driver() => Analyze(new NothingAnalyzer());

    [Benchmark]
    public Task<int> UnguardedModelCall() => Analyze(new Analyzers.Rules.UnguardedModelCall());

    [Benchmark]
    public Task<int> PersonalDataInLog() => Analyze(new Analyzers.Rules.PersonalDataInLog());

    [Benchmark]
    public Task<int> AllWithInventory() => Analyze(
        new Analyzers.Rules.UnguardedModelCall(), new Analyzers.Rules.PersonalDataInLog(), new Analyzers.Inventory.ControlInventory());

    private async Task<int> Analyze(params DiagnosticAnalyzer[] analyzers)
    {
        // A compilation caches what analyzers ask of it: each run gets one that nobody has asked yet.
        var fresh = compilation.WithAssemblyName("Project").AddSyntaxTrees();
        fresh = fresh.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ReportAsked()), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var diagnostics = await fresh.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return diagnostics.Length;
    }

    private static SyntaxTree File(int number)
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

                        {{(i % 4 == 0 ? "logger.LogInformation(\"Wrote {Count} to {Customer}\", total, customerEmail);" : "")}}
                        {{(i == 7 ? "return (count > 2 ? own : handedIn).CompleteChat(string.Join(' ', parts)).Value.Content[0].Text;" : "return string.Concat(parts);")}}
                    }
                """);
        }

        text.AppendLine("}");
        return CSharpSyntaxTree.ParseText(text.ToString(), new CSharpParseOptions(LanguageVersion.CSharp12), path: $"Service{number}.cs");
    }

    private sealed class ReportAsked : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.PromptShieldReport" ? "true" : null;
                return value is not null;
            }
        }
    }

#pragma warning disable RS1001, RS1026, RS1036, RS2008 // Never loaded by a compiler: it is the floor of a measurement.
    private sealed class NothingAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Descriptor = new("NOTHING", "Nothing", "Nothing", "Nothing", DiagnosticSeverity.Hidden, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
            context.RegisterOperationAction(static _ => { }, OperationKind.Invocation);
        }
    }
#pragma warning restore RS1001, RS1026, RS1036, RS2008
}
