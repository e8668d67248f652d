using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH2006. Personal data in the message of an exception, in an address or in the name of a file. Whoever catches, routes or lists these writes them down, and
/// no redactor of a log sees them as values.
/// </summary>
internal sealed class PersonalDataInExceptionOrUrl() : Rule(Descriptors.PersonalDataInExceptionOrUrl)
{
    private const string NameOfParameter = "paramName";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        on.Throw((thrown, cancellation) => Judge(thrown, context, cancellation));
        SinkUse.Register(on, context, ["url", "path"], (use, cancellation) =>
            Judge(use.Value, use.Member, use.Sink.Group == "path" ? "a file name" : "an address", context, cancellation));
    }

    private Site? Judge(IThrowOperation thrown, RuleContext context, CancellationToken cancellation)
    {
        var value = thrown.Exception;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value is not IObjectCreationOperation creation)
        {
            return null;
        }

        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_String, Name: not NameOfParameter }
                && Judge(argument.Value, creation.Constructor!, "an exception message", context, cancellation) is { } site)
            {
                return site;
            }
        }

        return null;
    }

    private Site? Judge(IOperation value, ISymbol member, string what, RuleContext context, CancellationToken cancellation)
    {
        var carriers = new PersonalDataCarriers(context.PersonalData.Analysis, cancellation);
        carriers.Collect(value, ShownForm.Text);
        foreach (var carrier in carriers.Found)
        {
            if (carrier.Value.Classes != DataClasses.None)
            {
                var classes = context.PersonalData.Lexicon.Names(carrier.Value.Classes).Split(',');
                Array.Sort(classes, StringComparer.Ordinal);
                return Finding(
                    SitePlace.OfFinding(carrier.Operation.Syntax, member, context.Model, cancellation, whole: true),
                    "code",
                    string.Join(", ", classes) + " becomes part of " + what,
                    context.PersonalData.SourceOf(carrier.Value),
                    context.PersonalData.PathOf(carrier.Value, carrier.Operation.Syntax));
            }
        }

        return null;
    }
}
