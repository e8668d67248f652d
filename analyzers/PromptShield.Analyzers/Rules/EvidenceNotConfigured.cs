using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH7001. A shield whose evidence is switched off. Options that do not mention a sink have one, a file beside the program, so only what replaces it can
/// be wrong: null, a sink of the program that drops events, or one that swallows its errors and with them the refusal of the request.
/// </summary>
internal sealed class EvidenceNotConfigured() : Rule(Descriptors.EvidenceNotConfigured)
{
    private const string Options = "PromptShield.ShieldOptions";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (!context.Knows(Options))
        {
            return;
        }

        var sinks = new EvidenceSinks(context.Model);
        on.Assignment("Evidence", (set, cancellation) => Judge(set, sinks, context, cancellation));
    }

    private Site? Judge(ISimpleAssignmentOperation set, EvidenceSinks sinks, RuleContext context, CancellationToken cancellation)
    {
        var target = (IMemberReferenceOperation)set.Target;
        if (!ShieldIdentity.Declares(target.Member) || !TypeNames.Is(target.Member.ContainingType, Options))
        {
            return null;
        }

        var value = Value(set.Value, context.Model, cancellation);
        var text = value is IDefaultValueOperation || value.ConstantValue is { HasValue: true, Value: null } ? "it is null, and no shield can be built without a sink" : sinks.Defect(value.Type, cancellation);
        return text is null || DevelopmentOnly.Is(set) || Overwriting.IsReplaced(set)
            ? null
            : Finding(
                SitePlace.OfFinding(target.Syntax, target.Member, context.Model, cancellation),
                "code",
                text,
                value.Type is { } sink && context.Model.Declares(sink) ? context.DeclarationOf(sink) : null);
    }

    /// <summary>The expression behind conversions and behind a local that holds one value only.</summary>
    private static IOperation Value(IOperation value, CompilationModel model, CancellationToken cancellation)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case ILocalReferenceOperation local when model.Reaching(local.Local, local, cancellation) is { IsExhausted: false, Items: { Length: 1 } items } &&
                    items[0] is { Kind: DefinitionKind.Value, Value: { } held } && held.Syntax.SpanStart < local.Syntax.SpanStart:
                    value = held;
                    break;
                default:
                    return value;
            }
        }
    }
}
