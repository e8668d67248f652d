using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Linking;
using PromptShield.Analyzers.Rules;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Inventory;

/// <summary>
/// PSH9001. Lists every site of the compilation in one diagnostic, so that the build has the whole population even where findings are suppressed
/// or rules are switched off. Its presence also proves that the analyzers ran.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ControlInventory : DiagnosticAnalyzer
{
    private const string Schema = "promptshield/inventory/v1";

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.ControlInventory);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!IsWanted(start.Options))
            {
                return;
            }

            var model = CompilationModel.Of(start.Compilation, start.Options, start.CancellationToken);
            var sinks = PersonalDataSinks.Of(model);
            var sites = new ConcurrentBag<Site>();
            foreach (var finder in model.SiteFinders)
            {
                start.RegisterOperationAction(
                    operation =>
                    {
                        if (finder.Judge(operation.Operation, operation.CancellationToken) is { } site)
                        {
                            sites.Add(site);
                        }
                    },
                    finder.Kinds);
            }

            var rules = CodeRules.Of(model);
            rules.WalkTwice();
            rules.Walk(start, (site, _) => sites.Add(site));
            var indirect = new IndirectUses(model, sinks);
            start.RegisterOperationAction(operation => indirect.Look(operation.Operation, operation.CancellationToken), indirect.Kinds);
            var uses = new ModelUses(model);
            start.RegisterOperationAction(operation => uses.Look(operation.Operation, operation.CancellationToken), uses.Operations);
            start.RegisterSyntaxNodeAction(text => uses.Look(text.Node), uses.Texts);
            var supplies = new SupplyFinder(model);
            supplies.Register(start);
            start.RegisterCompilationEndAction(end => end.ReportDiagnostic(Record(model, sites, indirect, uses, supplies.Table(end.CancellationToken))));
        });
    }

    /// <summary>The error log makes the compiler keep Info diagnostics, so the build asks only when it writes a report.</summary>
    private static bool IsWanted(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.PromptShieldReport", out var value) &&
        string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static Diagnostic Record(CompilationModel model, ConcurrentBag<Site> sites, IndirectUses indirect, ModelUses uses, string supplies)
    {
        var count = sites.Count.ToString(CultureInfo.InvariantCulture);
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        properties.Add("schema", Schema);
        properties.Add("analyzerVersion", Version());
        properties.Add("assembly", model.Compilation.AssemblyName ?? string.Empty);
        properties.Add("outputKind", model.IsExecutable ? "exe" : "library");
        properties.Add("language", ((CSharpCompilation)model.Compilation).LanguageVersion.ToDisplayString());
        properties.Add("siteCount", count);
        properties.Add("sites", SiteTable.Write(sites));
        properties.Add("supplies", supplies);
        properties.Add("notAnalyzed", NotAnalyzed(model.TooLargeBodies, indirect));
        properties.Add("uses", uses.Write());
        return Diagnostic.Create(Descriptors.ControlInventory, Location.None, properties.ToImmutable(), count);
    }

    /// <summary>What is left out and is no site: one row a reason with its count.</summary>
    private static string NotAnalyzed(int tooLargeBodies, IndirectUses indirect) =>
        "scope\treason\tcount" + Row(Reasons.BudgetExhausted, tooLargeBodies) + Row(Reasons.MethodGroup, indirect.MethodGroups) + Row(Reasons.Reflection, indirect.Reflections);

    private static string Row(string reason, int count) =>
        count == 0 ? string.Empty : "\ncode\t" + reason + "\t" + count.ToString(CultureInfo.InvariantCulture);

    private static string Version()
    {
        var assembly = typeof(ControlInventory).Assembly;
        return assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version.ToString();
    }
}
