using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH2001: personal data or a secret that is written to a log, a scope, a console or telemetry without having been redacted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PersonalDataInLog : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.PersonalDataInLog);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Razor views and components are generated code that people write.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var policy = PersonalDataPolicyFiles.Read(start.Options.AdditionalFiles, start.CancellationToken);
            var sinks = PersonalDataSinks.Of(CompilationModel.Of(start.Compilation), policy);
            start.RegisterOperationAction(operation => Report(sinks, operation), OperationKind.Invocation);
        });
    }

    private static void Report(PersonalDataSinks sinks, OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (sinks.Find(call, context.CancellationToken) is not { InTheClear: not 0 } sink)
        {
            return;
        }

        foreach (var carrier in sink.Carriers)
        {
            if (carrier.Value.Classes == 0)
            {
                continue;
            }

            var classes = sinks.Lexicon.Names(carrier.Value.Classes);
            var properties = ImmutableDictionary<string, string?>.Empty
                .Add("siteKind", sink.Api.Kind)
                .Add("guard", nameof(GuardState.Unguarded))
                .Add("reason", Reasons.PersonalDataUnredacted)
                .Add("dataClasses", classes);
            var source = sinks.SourceOf(carrier.Value);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.PersonalDataInLog,
                carrier.Operation.Syntax.GetLocation(),
                source is null ? [] : [source],
                properties,
                Shown(carrier),
                classes,
                sink.Api.Kind == "telemetry" ? "telemetry" : "the log",
                call.TargetMethod.Name));
        }
    }

    /// <summary>The expression; for an object that shows a member, the member's name with it.</summary>
    private static string Shown(PersonalDataCarrier carrier)
    {
        var text = carrier.Operation.Syntax.ToString();
        text = text.Length <= 60 && text.IndexOf('\n') < 0 ? text : text.Substring(0, Math.Min(text.Length, 57)).Replace('\r', ' ').Replace('\n', ' ') + "...";
        return carrier.Value.Source is { Name: { Length: > 0 } name } source && text.IndexOf(name, StringComparison.Ordinal) < 0 && source is not ILocalSymbol
            ? text + " -> " + name
            : text;
    }
}
