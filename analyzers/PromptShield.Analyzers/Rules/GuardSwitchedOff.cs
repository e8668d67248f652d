using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH1004. A shield that is there and protects nothing: its options let personal data or uninspected content leave outside development, or its refusal
/// is answered by sending the request past it, or by nothing.
/// </summary>
internal sealed class GuardSwitchedOff() : Rule(Descriptors.GuardSwitchedOff)
{
    private const string Options = "PromptShield.ShieldOptions";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (!context.Knows(Options))
        {
            return;
        }

        var refusals = new SwallowedRefusal(context.Model);
        on.Assignment("Action", (set, cancellation) =>
            IsOption(set) && IsAllow(set, context.Model, cancellation) ? Option(set, "personal data leaves as it is and is only counted", context, cancellation) : null);
        on.Assignment("AllowUninspectedBodies", (set, cancellation) =>
            IsOption(set) && ConstantValues.Of(set.Value, context.Model, cancellation) is true ? Option(set, "what cannot be inspected leaves all the same", context, cancellation) : null);
        on.Catch((clause, cancellation) => Swallowed(clause, refusals, context, cancellation));
    }

    private Site? Option(ISimpleAssignmentOperation set, string text, RuleContext context, CancellationToken cancellation)
    {
        var target = (IMemberReferenceOperation)set.Target;
        return DevelopmentOnly.Is(set) || Overwriting.IsReplaced(set)
            ? null
            : Finding(SitePlace.OfFinding(target.Syntax, target.Member, context.Model, cancellation), "code", text);
    }

    private static bool IsOption(ISimpleAssignmentOperation set) =>
        set.Target is IMemberReferenceOperation { Member: { } member } && ShieldIdentity.Declares(member) && TypeNames.Is(member.ContainingType, Options);

    private static bool IsAllow(ISimpleAssignmentOperation set, CompilationModel model, CancellationToken cancellation) =>
        set.Target.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } action &&
        ConstantValues.Of(set.Value, model, cancellation) is { } value &&
        action.GetMembers("Allow") is { Length: 1 } members &&
        members[0] is IFieldSymbol { ConstantValue: { } allow } &&
        allow.Equals(value);

    private Site? Swallowed(ICatchClauseOperation clause, SwallowedRefusal refusals, RuleContext context, CancellationToken cancellation)
    {
        if (refusals.Retry(clause, cancellation) is { } call)
        {
            return Finding(call.Place, call.Kind, "it sends past the shield what the shield may just have refused", context.Model.Own(Declaration(clause).GetLocation()));
        }

        return SwallowedRefusal.IsLost(clause)
            ? Finding(SitePlace.OfFinding(Declaration(clause), null, context.Model, cancellation), "code", "it swallows the refusal of the shield, and nobody learns of it")
            : null;
    }

    private static SyntaxNode Declaration(ICatchClauseOperation clause) =>
        clause.Syntax is CatchClauseSyntax { Declaration: { } declaration } ? declaration.Type : clause.Syntax;
}
