using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH2001 and PSH2002: personal data or a secret that is written to a log, a scope or a console, or to telemetry, without having been redacted.
/// One analyzer reports both, so that each call is judged once.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PersonalDataInLog : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.PersonalDataInLog, Descriptors.PersonalDataInTelemetry);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Razor views and components are generated code that people write.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var sinks = PersonalDataSinks.Of(CompilationModel.Of(start.Compilation, start.Options, start.CancellationToken));
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
            var text = Text(carrier);
            context.ReportDiagnostic(Diagnostic.Create(
                sink.Api.IsTelemetry ? Descriptors.PersonalDataInTelemetry : Descriptors.PersonalDataInLog,
                carrier.Operation.Syntax.GetLocation(),
                sinks.PathOf(carrier.Value, carrier.Operation.Syntax),
                properties,
                text,
                Described(carrier, classes, text),
                call.TargetMethod.Name));
        }
    }

    /// <summary>The expression, as far as a message has room for it.</summary>
    private static string Text(PersonalDataCarrier carrier)
    {
        var text = carrier.Operation.Syntax.ToString();
        return text.Length <= 60 && text.IndexOf('\n') < 0 ? text : text.Substring(0, Math.Min(text.Length, 57)).Replace('\r', ' ').Replace('\n', ' ') + "...";
    }

    /// <summary>The classes in order, and the declared name that told them where the expression does not bear it.</summary>
    private static string Described(PersonalDataCarrier carrier, string classes, string text)
    {
        var names = classes.Split(',');
        Array.Sort(names, StringComparer.Ordinal);
        var described = string.Join(", ", names);
        return carrier.Value.Source is { Name: { Length: > 0 } name } source && source is not ILocalSymbol && text.IndexOf(name, StringComparison.OrdinalIgnoreCase) < 0
            ? described + "; from " + name
            : described;
    }
}
