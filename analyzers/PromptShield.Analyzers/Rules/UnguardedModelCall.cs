using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH1001 and PSH1003: a model call whose client did not come through the shield, and one over a transport that the shield does not cover. One
/// analyzer reports both, because a call is judged once and is one site.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnguardedModelCall : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.UnguardedModelCall, Descriptors.UnguardableTransport);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var model = CompilationModel.Of(start.Compilation, start.Options, start.CancellationToken);
            var calls = model.ModelCalls;
            start.RegisterOperationAction(operation => Report(operation, calls, model), calls.Kinds);
        });
    }

    private static void Report(OperationAnalysisContext context, ISiteFinder calls, CompilationModel model)
    {
        if (calls.Judge(context.Operation, context.CancellationToken) is not { } site)
        {
            return;
        }

        // Nobody else composes an executable, so a client that nothing here supplies is a gap of this program. What a library registers, the build links.
        var isUndischarged = model.IsExecutable && site.Guard == GuardState.Deferred && !ForeignRegistrations.MayMeet(model, site.Debts);
        if (site.Guard != GuardState.Unguarded && !isUndischarged)
        {
            return;
        }

        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        properties.Add("siteKind", site.Kind);
        properties.Add("guard", site.Guard.ToString());
        properties.Add("reason", isUndischarged ? Reasons.DeferredUndischarged : site.Reason);
        context.ReportDiagnostic(Diagnostic.Create(
            site.Rule == Descriptors.UnguardableTransport.Id ? Descriptors.UnguardableTransport : Descriptors.UnguardedModelCall,
            site.Place.Location,
            site.Origin is null ? [] : [site.Origin],
            properties.ToImmutable(),
            site.Place.Name,
            site.Provider == "unknown" ? "a model" : site.Provider,
            site.ReasonText));
    }
}
