using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>The smallest expression, inside an argument of a log call, that brings personal data in.</summary>
internal readonly struct PersonalDataCarrier(IOperation operation, PersonalDataValue value)
{
    /// <summary>The expression: a hole of an interpolated string, an operand, an item, or the whole argument.</summary>
    public IOperation Operation { get; } = operation;

    /// <summary>What it holds.</summary>
    public PersonalDataValue Value { get; } = value;
}

/// <summary>Takes an argument apart as far as the text shows its parts, so that each finding sits on what must be redacted.</summary>
internal sealed class PersonalDataCarriers(PersonalDataAnalysis analysis, CancellationToken cancellation)
{
    /// <summary><c>[a, b]</c> and the items of a params span: Roslyn 4.8 has no name for the kind that later compilers report.</summary>
    public const OperationKind CollectionExpression = (OperationKind)0x7f;

    /// <summary><c>.. a</c> in a collection expression.</summary>
    public const OperationKind Spread = (OperationKind)0x80;

    /// <summary>What was found, in source order.</summary>
    public List<PersonalDataCarrier> Found { get; } = [];

    /// <summary>A limit was reached somewhere.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Collects the carriers of one argument.</summary>
    /// <param name="operation">The argument, or a part of it.</param>
    /// <param name="form">How the log shows it.</param>
    /// <param name="target">The parameter or property that receives it; its name tells what it is when the expression has no better one.</param>
    public void Collect(IOperation operation, ShownForm form, ISymbol? target = null)
    {
        while (operation is IConversionOperation conversion && (conversion.IsImplicit || conversion.OperatorMethod is null))
        {
            operation = conversion.Operand;
        }

        switch (operation)
        {
            case IInterpolatedStringOperation interpolated:
                Parts(interpolated);
                break;
            case IInterpolatedStringHandlerCreationOperation handler:
                Collect(handler.Content, ShownForm.Text);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } sum:
                Collect(sum.LeftOperand, ShownForm.Text);
                Collect(sum.RightOperand, ShownForm.Text);
                break;
            case IArrayCreationOperation { Initializer: { } items }:
                foreach (var item in items.ElementValues)
                {
                    Collect(item, form);
                }

                break;
            case IAnonymousObjectCreationOperation anonymous:
                foreach (var initializer in anonymous.Initializers)
                {
                    Assigned(initializer, form);
                }

                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    Collect(element, form);
                }

                break;
            case IObjectCreationOperation creation when creation.Type is { } type && (PersonalDataTypes.ItemType(type) is not null || type.Name == "KeyValuePair" || LogApis.IsHolder(type) || ContentTable.Default.OfType(type) != ContentLabels.None):
                Creation(creation, form);
                break;
            case IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String, IsStatic: true, Name: "Format" or "Concat" or "Join" }
                or { ContainingType.Name: "Path", Name: "Combine" } } call:
                Arguments(call.Arguments, ShownForm.Item);
                break;
            case { Kind: OperationKind.None or CollectionExpression or Spread, ConstantValue.HasValue: false }:
                foreach (var child in operation.ChildOperations)
                {
                    Collect(child, form);
                }

                break;
            default:
                Leaf(operation, form, target);
                break;
        }
    }

    private void Parts(IInterpolatedStringOperation interpolated)
    {
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolationOperation hole:
                    Collect(hole.Expression, ShownForm.Text);
                    break;
                case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0 } append }:
                    Collect(append.Arguments[0].Value, ShownForm.Text);
                    break;
            }
        }
    }

    private void Creation(IObjectCreationOperation creation, ShownForm form)
    {
        Arguments(creation.Arguments, form);
        if (creation.Initializer is { } initializer)
        {
            Items(initializer, form);
        }
    }

    private void Items(IObjectOrCollectionInitializerOperation initializer, ShownForm form)
    {
        foreach (var item in initializer.Initializers)
        {
            if (item is IInvocationOperation add)
            {
                Arguments(add.Arguments, form);
            }
            else
            {
                Assigned(item, form);
            }
        }
    }

    private void Assigned(IOperation initializer, ShownForm form)
    {
        if (initializer is IMemberInitializerOperation nested)
        {
            Items(nested.Initializer, form);
        }
        else if (initializer is ISimpleAssignmentOperation assignment)
        {
            var target = assignment.Target is IPropertyReferenceOperation { Property.IsIndexer: false } property ? property.Property : null;
            Collect(assignment.Value, form, target);
        }
        else
        {
            Collect(initializer, form);
        }
    }

    private void Arguments(ImmutableArray<IArgumentOperation> arguments, ShownForm form)
    {
        foreach (var argument in arguments)
        {
            Collect(argument.Value, form);
        }
    }

    private void Leaf(IOperation operation, ShownForm form, ISymbol? target)
    {
        var flow = new PersonalDataFlow(analysis, cancellation);
        var value = flow.Evaluate(operation, form);
        IsExhausted |= flow.IsExhausted;
        if (value is { IsEmpty: true, IsClean: false } && target is not null && operation is not IMemberReferenceOperation)
        {
            value = PersonalDataValue.Of(analysis.Sources.Of(target), target);
        }

        if (!value.IsEmpty)
        {
            Found.Add(new PersonalDataCarrier(operation, value));
        }
    }
}
