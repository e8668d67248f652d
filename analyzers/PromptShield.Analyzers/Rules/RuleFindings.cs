using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// Reports the rules without a population (<see cref="RuleTable"/>). One analyzer walks for all of them: a walk a rule would cost a large project
/// more than the rules themselves.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RuleFindings : DiagnosticAnalyzer
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = RuleTable.All.ToImmutableDictionary(static rule => rule.Descriptor.Id, static rule => rule.Descriptor);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.CreateRange(ById.Values);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
            CodeRules.Of(CompilationModel.Of(start.Compilation), PolicyFiles.Read(start.Options.AdditionalFiles, start.CancellationToken)).Walk(start, Report));
    }

    private static void Report(Site site, Action<Diagnostic> report)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add("siteKind", site.Kind)
            .Add("guard", site.Guard.ToString())
            .Add("reason", site.Reason);
        var related = site.Path.IsEmpty && site.Origin is { } origin ? ImmutableArray.Create(origin) : site.Path;
        report(Diagnostic.Create(ById[site.Rule], site.Place.Location, related, properties, site.Place.Name, site.ReasonText));
    }
}
