using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH2003. Personal data in what is sent to a model: of any class where the call is not guarded, of a class that no detector of the shield recognises where it is.
/// </summary>
internal sealed class PersonalDataInPrompt() : Rule(Descriptors.PersonalDataInPrompt)
{
    /// <summary>The classes that the detectors of the shield recognise in text.</summary>
    private static readonly string[] Detected = ["email", "phone", "payment-card", "bank-account", "government-id"];

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context) =>
        ModelCalls.Register(on, context, (call, site, cancellation) => site.Guard == GuardState.NotAnalyzed ? null : Judge(call, site, context, cancellation));

    private Site? Judge(IInvocationOperation call, Site site, RuleContext context, CancellationToken cancellation)
    {
        foreach (var argument in ModelCalls.Contents(call))
        {
            var carriers = new PersonalDataCarriers(context.PersonalData.Analysis, cancellation);
            carriers.Collect(argument.Value, ShownForm.Item);
            foreach (var carrier in carriers.Found)
            {
                if (carrier.Value.Classes != DataClasses.None && Open(context.PersonalData.Lexicon.Names(carrier.Value.Classes).Split(','), site.Guard) is { Length: > 0 } classes)
                {
                    return Finding(SitePlace.OfFinding(carrier.Operation.Syntax, call.TargetMethod, context.Model, cancellation, whole: true), site.Kind, Text(classes, site.Guard), context.PersonalData.SourceOf(carrier.Value), context.PersonalData.PathOf(carrier.Value, carrier.Operation.Syntax));
                }
            }
        }

        return null;
    }

    private static string[] Open(string[] classes, GuardState guard)
    {
        var open = guard == GuardState.Unguarded ? classes : [.. classes.Where(static name => Array.IndexOf(Detected, name) < 0)];
        Array.Sort(open, StringComparer.Ordinal);
        return open;
    }

    private static string Text(string[] classes, GuardState guard) =>
        string.Join(", ", classes) + (guard == GuardState.Unguarded ? " leaves in the clear" : " is no class that its detectors recognise; leave it out or replace it first");
}
