using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells code that runs on a developer's machine only: behind <c>IsDevelopment()</c> of the host's environment.</summary>
internal static class DevelopmentOnly
{
    private const string Method = "IsDevelopment";

    /// <summary>Whether <paramref name="operation"/> runs only where <c>IsDevelopment()</c> is true.</summary>
    public static bool Is(IOperation operation)
    {
        for (IOperation? current = operation, parent = operation.Parent; parent is not null; current = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation choice && current != choice.Condition && Implies(choice.Condition, current == choice.WhenTrue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="condition"/> being <paramref name="value"/> means development.</summary>
    private static bool Implies(IOperation condition, bool value) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Implies(not.Operand, !value),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when value => Implies(both.LeftOperand, true) || Implies(both.RightOperand, true),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !value => Implies(either.LeftOperand, false) || Implies(either.RightOperand, false),
        IInvocationOperation call => value && call.TargetMethod.Name == Method && call.TargetMethod.ContainingNamespace?.ToDisplayString() is "Microsoft.Extensions.Hosting" or "Microsoft.AspNetCore.Hosting",
        _ => false,
    };
}
