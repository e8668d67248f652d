using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptShield.Benchmarks;

/// <summary>Runs analyzers over a project in memory.</summary>
internal static class AnalyzerRun
{
    /// <summary>An analyzer that does nothing with each call: what the compiler's analyzer driver costs by itself.</summary>
    public static DiagnosticAnalyzer Nothing => new NothingAnalyzer();

    /// <summary>All analyzers that ship, the inventory included.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All =>
        [new Analyzers.Rules.UnguardedModelCall(), new Analyzers.Rules.PersonalDataInLog(), new Analyzers.Rules.RuleFindings(), new Analyzers.Inventory.ControlInventory()];

    /// <summary>A project of the files <paramref name="texts"/>, which must compile.</summary>
    public static CSharpCompilation Project(IEnumerable<string> texts)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var trees = texts.Select((text, number) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp12), $"File{number}.cs"));
        var compilation = CSharpCompilation.Create("Project", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3).ToArray();
        return errors.Length == 0 ? compilation : throw new InvalidOperationException(string.Join(Environment.NewLine, errors.Select(error => error.ToString())));
    }

    /// <summary>The number of diagnostics of <paramref name="analyzers"/> for <paramref name="compilation"/>.</summary>
    public static async Task<int> Count(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
    {
        // Compilations and trees cache what analyzers ask of them: each run gets some that nobody has asked yet.
        var trees = compilation.SyntaxTrees.Select(tree => tree.WithRootAndOptions(tree.GetRoot(), tree.Options));
        var fresh = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ReportAsked()), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var diagnostics = await fresh.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return diagnostics.Length;
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
