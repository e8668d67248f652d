using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Follows a value back to where it comes from and joins what it holds. One object answers one question and is not thread-safe.
/// The answer is an over-approximation along the ways that it knows; a call that it does not know gives nothing but its name.
/// </summary>
internal sealed partial class PersonalDataFlow(PersonalDataAnalysis analysis, CancellationToken cancellation)
{
    private readonly HashSet<SyntaxNode> open = [];
    private int steps;
    private int depth;

    /// <summary>A limit was reached: what was found is true, what was not found is no knowledge.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>What the value of <paramref name="operation"/> holds when it is shown as <paramref name="form"/>.</summary>
    public PersonalDataValue Evaluate(IOperation? operation, ShownForm form)
    {
        if (operation is null || operation.ConstantValue.HasValue)
        {
            return PersonalDataValue.Clean;
        }

        if (form == ShownForm.Text && operation.Type is { } type && !PersonalDataTypes.IsScalar(type) && PersonalDataTypes.ItemType(type) is not null)
        {
            // The text of a sequence is the name of its type.
            return PersonalDataValue.Clean;
        }

        if (++steps > FlowBudget.Steps || depth > FlowBudget.Depth)
        {
            IsExhausted = true;
            return PersonalDataValue.Unknown;
        }

        depth++;
        var value = Dispatch(operation, form);
        depth--;
        return value;
    }

    private PersonalDataValue Dispatch(IOperation operation, ShownForm form)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand, form);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, form);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation, form);
            case ILocalReferenceOperation local:
                return Local(local, form);
            case IParameterReferenceOperation parameter:
                return Parameter(parameter, form);
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                return Member(member, form);
            case IImplicitIndexerReferenceOperation slice:
                return Evaluate(slice.Instance, form).Without(analysis.Sources.Lexicon.Secret);
            case IInvocationOperation call:
                return Call(call, form);
            case IObjectCreationOperation creation:
                return Creation(creation, form);
            case IConditionalAccessOperation access:
                return Evaluate(access.WhenNotNull, form);
            case IConditionalAccessInstanceOperation:
                return Evaluate(Receiver(operation), form);
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value, form) | Evaluate(coalesce.WhenNull, form);
            case IConditionalOperation conditional:
                return Evaluate(conditional.WhenTrue, form) | Evaluate(conditional.WhenFalse, form);
            case ISwitchExpressionOperation choice:
                return Arms(choice, form);
            case IAssignmentOperation assignment:
                return assignment is ISimpleAssignmentOperation ? Evaluate(assignment.Value, form) : Evaluate(assignment.Target, form) | Evaluate(assignment.Value, form);
            case IAnonymousObjectCreationOperation anonymous:
                return Anonymous(anonymous, form);
            case IArrayCreationOperation array:
                return array.Initializer is { } items ? Children(items, Nested(form)) : PersonalDataValue.Clean;
            case IInterpolatedStringOperation or IInterpolationOperation or IInterpolatedStringAppendOperation or IInterpolatedStringHandlerCreationOperation:
                return Interpolated(operation);
            case IBinaryOperation binary:
                return binary.Type?.SpecialType == SpecialType.System_String
                    ? Evaluate(binary.LeftOperand, ShownForm.Text) | Evaluate(binary.RightOperand, ShownForm.Text)
                    : PersonalDataValue.Clean;
            case IArrayElementReferenceOperation element:
                return Element(element, form);
            case IInstanceReferenceOperation self:
                return form == ShownForm.Own ? PersonalDataValue.Unknown : Shown(self.Type, form);
            case IDefaultValueOperation or ITypeOfOperation or INameOfOperation or IThrowOperation or IAnonymousFunctionOperation or IDelegateCreationOperation
                or IUnaryOperation or IIsTypeOperation or IIsPatternOperation or ISizeOfOperation:
                return PersonalDataValue.Clean;
            case IWithOperation copy:
                return Evaluate(copy.Operand, form);
            case ITupleOperation or ITranslatedQueryOperation or { Kind: OperationKind.None or PersonalDataCarriers.CollectionExpression or PersonalDataCarriers.Spread }:
                // Syntax that is newer than these operations has no kind: it holds what its parts hold.
                return Children(operation, Nested(form));
            default:
                // Code that does not resolve, among others: guessing from its parts would call the answer of a client what the client was made with.
                return PersonalDataValue.Unknown;
        }
    }

    /// <summary>Objects that stand inside another are shown by their own ToString, unless all members are.</summary>
    private static ShownForm Nested(ShownForm form) => form == ShownForm.Text ? ShownForm.Item : form;

    private PersonalDataValue Children(IOperation operation, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        foreach (var child in operation.ChildOperations)
        {
            value |= Evaluate(child, form);
        }

        return value;
    }

    private PersonalDataValue Interpolated(IOperation operation)
    {
        switch (operation)
        {
            case IInterpolationOperation hole:
                return Evaluate(hole.Expression, ShownForm.Text);
            case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0 } append }:
                return Evaluate(append.Arguments[0].Value, ShownForm.Text);
            case IInterpolatedStringHandlerCreationOperation handler:
                return Evaluate(handler.Content, ShownForm.Text);
            default:
                return Children(operation, ShownForm.Text);
        }
    }

    private PersonalDataValue Element(IArrayElementReferenceOperation element, ShownForm form)
    {
        if (element.Type is { } type && !PersonalDataTypes.IsScalar(type))
        {
            return Shown(type, form);
        }

        // What stands behind the @ of an address is a domain.
        var isDomain = element.Indices.Length == 1 && element.Indices[0].ConstantValue is { HasValue: true, Value: 1 }
            && element.ArrayReference is IInvocationOperation { TargetMethod.Name: "Split", Arguments: { Length: > 0 } arguments }
            && arguments[0].Syntax.ToString().Contains("'@'");
        return isDomain ? PersonalDataValue.Clean : Evaluate(element.ArrayReference, ShownForm.Item);
    }

    private PersonalDataValue Arms(ISwitchExpressionOperation choice, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        foreach (var arm in choice.Arms)
        {
            value |= Evaluate(arm.Value, form);
        }

        return value;
    }

    private PersonalDataValue Anonymous(IAnonymousObjectCreationOperation anonymous, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        foreach (var initializer in anonymous.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
            {
                value |= OrNamed(Evaluate(assignment.Value, form), analysis.Sources.Of(target.Property), target.Property);
            }
        }

        return value;
    }

    private PersonalDataValue Creation(IObjectCreationOperation creation, ShownForm form)
    {
        if (creation.Type is not { } type)
        {
            return PersonalDataValue.Unknown;
        }

        if (creation.Arguments.IsEmpty && creation.Initializer is null && PersonalDataTypes.ItemType(type) is not null)
        {
            // Whoever receives the empty collection may fill it.
            return PersonalDataValue.Unknown;
        }

        var holds = PersonalDataTypes.ItemType(type) is not null || LogApis.IsHolder(type) || ContentTable.Default.OfType(type) != ContentLabels.None;
        var value = PersonalDataTypes.IsScalar(type) || holds || type.Name == "KeyValuePair" ? Arguments(creation.Arguments, form) : Shown(type, form);
        return creation.Initializer is { } initializer && holds ? value | Items(initializer, Nested(form)) : value;
    }

    private PersonalDataValue Items(IObjectOrCollectionInitializerOperation initializer, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        foreach (var item in initializer.Initializers)
        {
            value |= item switch
            {
                IInvocationOperation add => Arguments(add.Arguments, form),
                ISimpleAssignmentOperation assignment => Evaluate(assignment.Value, form),
                _ => Evaluate(item, form),
            };
        }

        return value;
    }

    private PersonalDataValue Arguments(ImmutableArray<IArgumentOperation> arguments, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        foreach (var argument in arguments)
        {
            value |= Evaluate(argument.Value, form);
        }

        return value;
    }

    /// <summary>What the flow says, and only where it is silent and not sure, what the name says.</summary>
    private static PersonalDataValue OrNamed(PersonalDataValue value, DataClasses named, ISymbol symbol) =>
        value.IsEmpty && !value.IsClean ? PersonalDataValue.Of(named, symbol) : value;

    /// <summary>The receiver that a <c>?.</c> hands to what follows.</summary>
    private static IOperation? Receiver(IOperation instance)
    {
        for (var (child, current) = (instance, instance.Parent); current is not null; (child, current) = (current, current.Parent))
        {
            if (current is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }
}
