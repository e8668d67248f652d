using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
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
    /// <summary>The property that says how many of the additional locations, the last ones, are what a fix has to change.</summary>
    internal const string Parts = "parts";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = RuleTable.All.ToImmutableDictionary(static rule => rule.Descriptor.Id, static rule => rule.Descriptor);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.CreateRange(ById.Values);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
            CodeRules.Of(CompilationModel.Of(start.Compilation, start.Options, start.CancellationToken)).Walk(start, Report));
    }

    private static void Report(Site site, Action<Diagnostic> report)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add("siteKind", site.Kind)
            .Add("guard", site.Guard.ToString())
            .Add("reason", site.Reason);
        if (!site.Parts.IsEmpty)
        {
            properties = properties.Add(Parts, site.Parts.Length.ToString(CultureInfo.InvariantCulture));
        }

        var related = site.Path.IsEmpty && site.Origin is { } origin ? ImmutableArray.Create(origin) : site.Path;
        report(Diagnostic.Create(ById[site.Rule], site.Place.Location, related.AddRange(site.Parts), properties, site.Place.Name, site.ReasonText));
    }
}
