using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells a value that is set and replaced before anything can see it.</summary>
internal static class Overwriting
{
    /// <summary>Whether the statements that follow <paramref name="assignment"/> set the same member of the same variable before they use the variable otherwise.</summary>
    public static bool IsReplaced(ISimpleAssignmentOperation assignment)
    {
        if (assignment is not { Target: IMemberReferenceOperation target, Parent: IExpressionStatementOperation { Parent: IBlockOperation block } statement } || Variable(target.Instance) is not { } variable)
        {
            return false;
        }

        for (var i = block.Operations.IndexOf(statement) + 1; i < block.Operations.Length; i++)
        {
            if (block.Operations[i] is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IMemberReferenceOperation next } later } &&
                SymbolEqualityComparer.Default.Equals(Variable(next.Instance), variable) && !Mentions(later.Value, variable))
            {
                if (SymbolEqualityComparer.Default.Equals(next.Member, target.Member))
                {
                    return true;
                }
            }
            else if (Mentions(block.Operations[i], variable))
            {
                return false;
            }
        }

        return false;
    }

    private static ISymbol? Variable(IOperation? instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool Mentions(IOperation operation, ISymbol variable)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (SymbolEqualityComparer.Default.Equals(Variable(part), variable))
            {
                return true;
            }
        }

        return false;
    }
}
