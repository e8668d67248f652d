using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Judges what changes options and handlers in place after they were made. What is nearer to the wire than the shield is not seen by it, so the
/// shield must be the last code that a request passes, save for the framework's own.
/// </summary>
internal sealed class TransportChanges(ClientProvenance provenance)
{
    /// <summary>Judges options after <c>AddPolicy(policy, position)</c>.</summary>
    public GuardVerdict JudgePolicy(IInvocationOperation call, IOperation options, ProvenanceTrace trace)
    {
        var before = provenance.Judge(options, trace);
        var isOwn = false;
        var isPerCall = false;
        foreach (var argument in call.Arguments)
        {
            isOwn |= ClientRules.Default.IsOnWire(argument.Parameter?.Type) && OwnCode.IsOwnHandler(argument.Value);
            isPerCall |= argument.Value is IFieldReferenceOperation { Field.Name: "PerCall" };
        }

        // Policies for each call run in the order in which they were added, and before all others.
        return !isOwn || (isPerCall && !before.IsGuarded) ? before : Nearer(before, call.Syntax);
    }

    /// <summary>Judges an object after one of its properties was set.</summary>
    public GuardVerdict JudgeSet(ISimpleAssignmentOperation assignment, ProvenanceTrace trace)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Instance: { } instance } target)
        {
            return provenance.Judge(assignment.Value, trace);
        }

        var before = provenance.Judge(instance, trace);
        if (ClientRules.Default.IsTransport(target.Property.Type))
        {
            var set = provenance.Judge(assignment.Value, trace);
            return set.IsGuarded ? set : (set.Gap & ShieldGap.Inside) != 0 ? Nearer(before, assignment.Syntax) : before;
        }

        return ClientRules.Default.IsOnWire(target.Property.Type) && OwnCode.IsOwnHandler(assignment.Value) ? Nearer(before, assignment.Syntax) : before;
    }

    private static GuardVerdict Nearer(GuardVerdict before, SyntaxNode syntax) =>
        before.IsGuarded
            ? GuardVerdict.Unguarded(Reasons.MiddlewareInsideShield, "code of this program was put nearer to the wire than the shield", syntax, before.Provider)
                .WithGap(ShieldGap.Inside)
            : before.Sealed().WithGap(ShieldGap.Inside);
}
