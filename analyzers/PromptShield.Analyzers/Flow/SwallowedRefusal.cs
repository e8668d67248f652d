using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Looks at handlers that catch the refusal of the shield: whether they send the request again past the shield, or let nobody know.</summary>
internal sealed class SwallowedRefusal(CompilationModel model)
{
    /// <summary>Whether <paramref name="clause"/> catches <c>PromptBlockedException</c> by name.</summary>
    public static bool Names(ICatchClauseOperation clause) => clause.ExceptionType.Name == "PromptBlockedException" && ShieldIdentity.Declares(clause.ExceptionType);

    /// <summary>
    /// The first unguarded model call that runs because the shield refused: in the handler, or behind an empty one. Of a handler of every exception only
    /// when a guarded call stands in its <c>try</c>; null when there is none.
    /// </summary>
    public Site? Retry(ICatchClauseOperation clause, CancellationToken cancellation)
    {
        if (clause.Parent is not ITryOperation guarded || !(Names(clause) ? clause.Filter is null : GetsRefusals(clause, guarded)) ||
            (!Names(clause) && First(guarded.Body, GuardState.Guarded, cancellation) is null))
        {
            return null;
        }

        return First(clause.Handler, GuardState.Unguarded, cancellation) ?? (clause.Handler.Operations.IsEmpty ? Behind(guarded, cancellation) : null);
    }

    /// <summary>
    /// Whether nobody can learn that the shield refused: the handler does nothing, and its <c>try</c> neither returns nor sets anything that tells
    /// success from failure.
    /// </summary>
    public static bool IsLost(ICatchClauseOperation clause)
    {
        if (!Names(clause) || clause.Filter is not null || !clause.Handler.Operations.IsEmpty || clause.Parent is not ITryOperation guarded)
        {
            return false;
        }

        foreach (var operation in guarded.Body.Descendants())
        {
            if (operation is IReturnOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IBranchOperation)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a clause of another type gets the refusals of its <c>try</c>.</summary>
    private static bool GetsRefusals(ICatchClauseOperation clause, ITryOperation guarded)
    {
        if (clause.ExceptionType.SpecialType != SpecialType.System_Object && !TypeNames.Is(clause.ExceptionType, "System.Exception"))
        {
            return false;
        }

        foreach (var earlier in guarded.Catches)
        {
            if (earlier == clause)
            {
                break;
            }

            if (Names(earlier))
            {
                return false;
            }
        }

        return clause.Filter switch
        {
            null => true,
            IIsPatternOperation { Pattern: ITypePatternOperation { MatchedType: { } only } } => IsRefusal(only),
            IIsTypeOperation { IsNegated: false, TypeOperand: { } only } => IsRefusal(only),
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: ITypePatternOperation { MatchedType: { } left } } } => !IsRefusal(left) && !TypeNames.Is(left, "System.Exception"),
            _ => false,
        };
    }

    private static bool IsRefusal(ITypeSymbol type) => type.Name == "PromptBlockedException" && ShieldIdentity.Declares(type);

    private Site? Behind(ITryOperation guarded, CancellationToken cancellation)
    {
        if (guarded.Parent is IBlockOperation block)
        {
            for (var i = block.Operations.IndexOf(guarded) + 1; i < block.Operations.Length; i++)
            {
                if (First(block.Operations[i], GuardState.Unguarded, cancellation) is { } site)
                {
                    return site;
                }
            }
        }

        return null;
    }

    private Site? First(IOperation code, GuardState state, CancellationToken cancellation)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation && model.ModelCalls.Judge(operation, cancellation) is { } site && site.Guard == state)
            {
                return site;
            }
        }

        return null;
    }
}
