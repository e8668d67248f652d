using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells code that runs on a developer's machine only: where the environment of the host says so, in a condition around it or in an exit before it.</summary>
internal static class DevelopmentOnly
{
    private const string Environment = "Development";
    private const int Depth = 4;

    /// <summary>Whether <paramref name="operation"/>, one of the ordinary tree, runs only in a development environment.</summary>
    public static bool Is(IOperation operation)
    {
        for (IOperation? current = operation, parent = operation.Parent; parent is not null; current = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation choice when current != choice.Condition && Implies(choice.Condition, current == choice.WhenTrue, Depth):
                case IBlockOperation block when LeavesBefore(block, current):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a statement of <paramref name="block"/> before <paramref name="statement"/> leaves it in any other environment.</summary>
    private static bool LeavesBefore(IBlockOperation block, IOperation statement)
    {
        foreach (var earlier in block.Operations)
        {
            if (earlier == statement)
            {
                return false;
            }

            if (earlier is IConditionalOperation { WhenFalse: null } choice && Leaves(choice.WhenTrue) && Implies(choice.Condition, false, Depth))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation? statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { IsEmpty: false } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };

    /// <summary>Whether <paramref name="condition"/> being <paramref name="value"/> means development.</summary>
    private static bool Implies(IOperation condition, bool value, int depth) => condition switch
    {
        _ when depth == 0 => false,
        IParenthesizedOperation inner => Implies(inner.Operand, value, depth),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Implies(not.Operand, !value, depth),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
            value ? Implies(both.LeftOperand, true, depth) || Implies(both.RightOperand, true, depth) : Implies(both.LeftOperand, false, depth) && Implies(both.RightOperand, false, depth),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
            value ? Implies(either.LeftOperand, true, depth) && Implies(either.RightOperand, true, depth) : Implies(either.LeftOperand, false, depth) || Implies(either.RightOperand, false, depth),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => value && IsNameOfDevelopment(equal),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } other => !value && IsNameOfDevelopment(other),
        IInvocationOperation call => value && AsksForDevelopment(call),
        ILocalReferenceOperation local => ImpliesAll(CompilationModel.Of(local.SemanticModel!.Compilation).Reaching(local.Local, local, CancellationToken.None), value, depth - 1),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => ImpliesAssigned(member, value, depth - 1),
        _ => false,
    };

    private static bool ImpliesAssigned(IMemberReferenceOperation member, bool value, int depth)
    {
        var model = CompilationModel.Of(member.SemanticModel!.Compilation);
        return model.Declares(member.Member) && ImpliesAll(model.Assigned(member.Member.OriginalDefinition, CancellationToken.None), value, depth);
    }

    private static bool ImpliesAll(Definitions definitions, bool value, int depth)
    {
        foreach (var definition in definitions.Items)
        {
            if (definition.Kind != DefinitionKind.Value || definition.Value is null || !Implies(definition.Value, value, depth))
            {
                return false;
            }
        }

        return !definitions.IsExhausted && !definitions.Items.IsEmpty;
    }

    private static bool AsksForDevelopment(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace?.ToDisplayString() is "Microsoft.Extensions.Hosting" or "Microsoft.AspNetCore.Hosting" &&
        (call.TargetMethod.Name == "IsDevelopment" ||
            (call.TargetMethod.Name == "IsEnvironment" && IsDevelopment(call.Arguments[call.Arguments.Length - 1].Value)));

    private static bool IsNameOfDevelopment(IBinaryOperation comparison) =>
        (IsEnvironmentName(comparison.LeftOperand) && IsDevelopment(comparison.RightOperand)) || (IsEnvironmentName(comparison.RightOperand) && IsDevelopment(comparison.LeftOperand));

    private static bool IsEnvironmentName(IOperation value) => value is IPropertyReferenceOperation { Property.Name: "EnvironmentName" };

    private static bool IsDevelopment(IOperation value) => value.ConstantValue is { HasValue: true, Value: Environment };
}
