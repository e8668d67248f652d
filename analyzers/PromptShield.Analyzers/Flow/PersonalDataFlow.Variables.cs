using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <content>Locals, parameters, fields and properties.</content>
internal sealed partial class PersonalDataFlow
{
    private PersonalDataValue Local(ILocalReferenceOperation reference, ShownForm form)
    {
        var local = reference.Local;
        if (IsSilent(local.Type))
        {
            return PersonalDataValue.Clean;
        }

        if (!open.Add(reference.Syntax))
        {
            return PersonalDataValue.Unknown;
        }

        var value = Defined(analysis.Model.Reaching(local, reference, cancellation), form, local.Type, PersonalDataValue.Unknown, out var isItem) | Added(local, reference, form);
        open.Remove(reference.Syntax);
        value = OrNamed(value, isItem ? analysis.Sources.OfItem(local) : analysis.Sources.Of(local), local);
        return value.IsEmpty && !value.IsClean ? Shown(local.Type, form) : value;
    }

    private PersonalDataValue Parameter(IParameterReferenceOperation reference, ShownForm form)
    {
        var parameter = reference.Parameter;
        var given = summarized is not null && parameter.Ordinal < 64 && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, summarized)
            ? new PersonalDataValue { Parameters = 1UL << parameter.Ordinal }
            : PersonalDataValue.Unknown;
        var named = analysis.Sources.Of(parameter);
        if (named == 0 && IsSilent(parameter.Type))
        {
            return PersonalDataValue.Clean;
        }

        var value = given | OfSequence(reference);
        if (analysis.Written.Contains(SyntaxShape.ContainingMember(reference.Syntax), parameter.Name) && open.Add(reference.Syntax))
        {
            value = Defined(analysis.Model.Reaching(parameter, reference, cancellation), form, parameter.Type, value, out _);
            open.Remove(reference.Syntax);
        }

        value = OrNamed(value, named, parameter);
        return value.IsEmpty && !value.IsClean ? Shown(parameter.Type, form) : value;
    }

    private PersonalDataValue Defined(Definitions definitions, ShownForm form, ITypeSymbol type, PersonalDataValue given, out bool isItem)
    {
        var value = PersonalDataValue.Clean;
        isItem = false;
        IsExhausted |= definitions.IsExhausted;
        foreach (var definition in definitions.Items)
        {
            switch (definition.Kind)
            {
                case DefinitionKind.Value:
                    value |= definition.Value is null ? PersonalDataValue.Unknown : Evaluate(definition.Value, form).At(definition.Value.Syntax);
                    break;
                case DefinitionKind.Part:
                    isItem |= definition.Value?.Syntax.Parent is CommonForEachStatementSyntax;
                    value |= definition.Value is { Type.IsTupleType: false } whole && IsPartOf(type, whole.Type) ? Evaluate(whole, ShownForm.Item).At(whole.Syntax) : PersonalDataValue.Unknown;
                    break;
                case DefinitionKind.Unassigned:
                    break;
                case DefinitionKind.Parameter:
                    value |= given;
                    break;
                default:
                    value |= PersonalDataValue.Unknown;
                    break;
            }
        }

        return definitions.IsExhausted ? value | PersonalDataValue.Unknown : value;
    }

    /// <summary>A piece of text can be part of text; its length is not.</summary>
    private static bool IsPartOf(ITypeSymbol part, ITypeSymbol whole) =>
        PersonalDataTypes.IsScalar(part) && (PersonalDataTypes.KindsOf(part) & PersonalDataTypes.KindsOf(whole)) != 0;

    /// <summary>What was put into a builder or a collection that the local holds, anywhere in the member: order does not matter for what it may hold.</summary>
    private PersonalDataValue Added(ILocalSymbol local, IOperation reference, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        if (local.Type.SpecialType == SpecialType.System_String || (local.Type.Name != "StringBuilder" && PersonalDataTypes.ItemType(local.Type) is null)
            || local.DeclaringSyntaxReferences.Length == 0)
        {
            return value;
        }

        var scope = local.DeclaringSyntaxReferences[0].GetSyntax(cancellation).FirstAncestorOrSelf<BlockSyntax>() ?? (SyntaxNode)SyntaxShape.ContainingMember(reference.Syntax);
        var itemForm = Nested(form);
        foreach (var node in scope.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != local.Name)
            {
                continue;
            }

            switch (name.Parent)
            {
                case MemberAccessExpressionSyntax access when access.Expression == name:
                    value |= Chain(access, itemForm);
                    break;
                case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element when assignment.Left == element:
                    value |= Evaluate(analysis.Model.OperationOf(assignment.Right, cancellation), itemForm).At(assignment);
                    break;
            }
        }

        return value;
    }

    /// <summary><c>builder.Append(a).Append(b)</c>, <c>list.Add(x)</c>.</summary>
    private PersonalDataValue Chain(MemberAccessExpressionSyntax access, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        SyntaxNode? next = access;
        while (next is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax invocation } step)
        {
            if (step.Name.Identifier.ValueText is var name
                && (name.StartsWith("Append", StringComparison.Ordinal) || name.StartsWith("Insert", StringComparison.Ordinal)
                    || name.StartsWith("Add", StringComparison.Ordinal) || name is "Push" or "Enqueue" or "TryAdd"))
            {
                foreach (var argument in invocation.ArgumentList.Arguments)
                {
                    value |= Evaluate(analysis.Model.OperationOf(argument.Expression, cancellation), form).At(argument);
                }
            }

            next = invocation.Parent;
        }

        return value;
    }

    /// <summary>A lambda's text parameter holds an item of the sequence that the lambda is applied to.</summary>
    private PersonalDataValue OfSequence(IParameterReferenceOperation reference)
    {
        if (reference.Parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.LambdaMethod } || !PersonalDataTypes.IsScalar(reference.Parameter.Type))
        {
            return PersonalDataValue.Unknown;
        }

        IOperation? current = reference;
        while (current is not null && !(current is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, reference.Parameter.ContainingSymbol)))
        {
            current = current.Parent;
        }

        while (current is not null and not IInvocationOperation)
        {
            current = current.Parent;
        }

        return current is IInvocationOperation call && analysis.Calls.EffectOf(call.TargetMethod, null) == CallEffect.Passes
            ? Evaluate(call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null), ShownForm.Item)
            : PersonalDataValue.Unknown;
    }

    private PersonalDataValue Member(IMemberReferenceOperation reference, ShownForm form)
    {
        var member = reference.Member;
        var classes = analysis.Sources.Of(member);
        if (classes != 0)
        {
            return PersonalDataValue.Of(classes, member);
        }

        switch (reference)
        {
            case IPropertyReferenceOperation { Property: { IsIndexer: true } } indexer:
                return Indexed(indexer, form);
            case IPropertyReferenceOperation { Instance: { Type: { } owner } instance } property
                when !SymbolEqualityComparer.Default.Equals(PersonalDataTypes.Unwrapped(owner), owner) && property.Property.Name is "Value" or "Result":
                return Evaluate(instance, form);
            case IFieldReferenceOperation { Instance: { Type.IsTupleType: true } instance } when PersonalDataTypes.IsScalar(reference.Type ?? instance.Type!):
                return TupleElement(instance, member, form);
        }

        if (reference.Type is not { } type || IsSilent(type) || member is IFieldSymbol { HasConstantValue: true })
        {
            return PersonalDataValue.Clean;
        }

        if (analysis.Sources.IsRejected(member))
        {
            return PersonalDataValue.Clean;
        }

        return member is IPropertySymbol { GetMethod: { } getter } && PersonalDataTypes.IsScalar(type) ? Summary(getter, ShownForm.Text) : Shown(type, form);
    }

    private PersonalDataValue TupleElement(IOperation instance, ISymbol element, ShownForm form)
    {
        if (Unconverted(instance) is ITupleOperation tuple && element is IFieldSymbol { CorrespondingTupleField: { } field }
            && field.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(field.Name.Substring(4), out var position) && position <= tuple.Elements.Length)
        {
            return Evaluate(tuple.Elements[position - 1], form);
        }

        return PersonalDataValue.Unknown;
    }

    /// <summary>An item of what is indexed; or, of text looked up by a constant key, what the key names: <c>form["email"]</c>.</summary>
    private PersonalDataValue Indexed(IPropertyReferenceOperation indexer, ShownForm form)
    {
        if (indexer.Type is { } silent && IsSilent(silent))
        {
            return PersonalDataValue.Clean;
        }

        if (indexer.Type is not { } type || !PersonalDataTypes.IsScalar(type))
        {
            return indexer.Type is null ? PersonalDataValue.Unknown : Shown(indexer.Type, form);
        }

        var value = Evaluate(indexer.Instance, ShownForm.Item);
        if (value.IsEmpty && indexer.Arguments.Length == 1 && indexer.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string key })
        {
            var last = key.Substring(key.LastIndexOf(':') + 1);
            return PersonalDataValue.Of(analysis.Sources.Lexicon.Classify(last, PersonalDataTypes.KindsOf(type)), indexer.Property);
        }

        return value;
    }

    /// <summary>Types that hold nothing that could be shown: switches, identifiers that are numbers, functions.</summary>
    private static bool IsSilent(ITypeSymbol type) =>
        PersonalDataTypes.IsScalar(type) && PersonalDataTypes.KindsOf(type) == ValueKinds.None;

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
