using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges the elements of a collection: every one of them, because nothing says which one is used.</summary>
internal sealed class CollectionProvenance(ClientProvenance provenance, VariableProvenance variables, CallProvenance calls)
{
    private const string Why = "it comes out of a collection";

    /// <summary>Whether values of <paramref name="type"/> hold elements.</summary>
    public static bool IsCollection(ITypeSymbol? type) =>
        type is IArrayTypeSymbol ||
        (type is INamedTypeSymbol { SpecialType: not SpecialType.System_String, IsTupleType: false } &&
         (IsSpan(type) || TypeNames.IsOrInherits(type, "System.Collections.IEnumerable") || TypeNames.IsOrInherits(type, "System.Collections.Generic.IAsyncEnumerable`1")) &&
         !TypeNames.IsOrInherits(type, RegisteredServices.Collection));

    /// <summary>Whether <paramref name="method"/> is of the framework, whose collections and sequences keep the elements that they are given.</summary>
    public static bool IsOfFramework(ISymbol method) =>
        method.ContainingNamespace?.ToDisplayString() is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Judges the elements of <paramref name="collection"/>.</summary>
    public GuardVerdict Judge(IOperation? collection, ProvenanceTrace trace)
    {
        if (collection is null)
        {
            return GuardVerdict.NoValue;
        }

        if (!trace.TryStep())
        {
            return GuardVerdict.Exhausted(collection.Syntax);
        }

        switch (collection)
        {
            case IConversionOperation { OperatorMethod: { } convert } conversion when !IsOfFramework(convert):
                return ClientProvenance.Unknown(conversion, Why);
            case IConversionOperation conversion:
                return Judge(conversion.Operand, trace);
            case IParenthesizedOperation parenthesized:
                return Judge(parenthesized.Operand, trace);
            case IAwaitOperation await:
                return Judge(await.Operation, trace);
            case IArrayCreationOperation array:
                return array.Initializer is { } elements ? JoinAll(elements.ElementValues, trace) : GuardVerdict.NoValue;
            case IArrayInitializerOperation initializer:
                return JoinAll(initializer.ElementValues, trace);
            case ITupleOperation tuple:
                return JoinAll(tuple.Elements, trace);
            case IObjectCreationOperation creation when IsCollection(creation.Type):
                return JudgeCreation(creation, trace);
            case IInvocationOperation call:
                return JudgeCall(call, trace);
            case ITranslatedQueryOperation query:
                return Judge(query.Operation, trace);
            case IConditionalOperation conditional:
                return Judge(conditional.WhenTrue, trace).Join(Judge(conditional.WhenFalse, trace));
            case ICoalesceOperation coalesce:
                return Judge(coalesce.Value, trace).Join(Judge(coalesce.WhenNull, trace));
            case ICoalesceAssignmentOperation assignment:
                return Judge(assignment.Target, trace).Join(Judge(assignment.Value, trace));
            case IPropertyReferenceOperation { Instance: { } owner } property when IsOfFramework(property.Property) && IsCollection(owner.Type):
                return Judge(owner, trace);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return variables.JudgeParts(collection, trace);
            case ILiteralOperation or IDefaultValueOperation:
                return GuardVerdict.NoValue;
            default:
                // The compiler that these analyzers are built for has no operation for collection expressions.
                return IsCollectionExpression(collection) ? JudgeExpression(collection, trace) : ClientProvenance.Unknown(collection, Why);
        }
    }

    /// <summary>Judges what <paramref name="arguments"/>, those of a call that puts them into a collection, bring there.</summary>
    public GuardVerdict JudgeGiven(IEnumerable<IArgumentOperation> arguments, ProvenanceTrace trace)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out)
            {
                continue;
            }

            var value = argument.Value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : argument.Value;
            if (Makes(argument.Parameter?.Type) || Makes(value.Type) || ClientRules.Default.CarriesGuard(value.Type))
            {
                verdict = verdict.Join(provenance.Judge(argument.Value, trace));
            }
            else if (IsCollection(value.Type))
            {
                verdict = verdict.Join(Judge(argument.Value, trace));
            }
        }

        return verdict;
    }

    /// <summary>Whether what <paramref name="call"/> gives is another way to write to the collection.</summary>
    public static bool IsView(IOperation call) => call.Type is { Name: "Span" or "Memory" or "ArraySegment" or "Collection" or "BindingList" } type && IsOfFramework(type);

    private static bool IsSpan(ITypeSymbol type) =>
        type is { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether <paramref name="type"/> is a function that returns a client.</summary>
    private static bool Makes(ITypeSymbol? type) =>
        type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } made } && ClientRules.Default.CarriesGuard(made);

    private static bool IsCollectionExpression(IOperation operation) =>
        operation.Syntax is CollectionExpressionSyntax || operation is { Kind: not OperationKind.None, Parent: IArgumentOperation { Parameter.IsParams: true } };

    private GuardVerdict JudgeExpression(IOperation collection, ProvenanceTrace trace)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var element in collection.ChildOperations)
        {
            verdict = verdict.Join(element.Syntax is SpreadElementSyntax ? Judge(element.ChildOperations.FirstOrDefault() ?? element, trace) : provenance.Judge(element, trace));
        }

        return verdict;
    }

    private GuardVerdict JudgeCreation(IObjectCreationOperation creation, ProvenanceTrace trace)
    {
        if (!IsOfFramework(creation.Type!))
        {
            return ClientProvenance.Unknown(creation, Why);
        }

        var verdict = JudgeGiven(creation.Arguments, trace);
        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            verdict = verdict.Join(member switch
            {
                IInvocationOperation add => JudgeGiven(add.Arguments, trace),
                ISimpleAssignmentOperation set => provenance.Judge(set.Value, trace),
                _ => ClientProvenance.Unknown(member, Why),
            });
        }

        return verdict;
    }

    private GuardVerdict JudgeCall(IInvocationOperation call, ProvenanceTrace trace)
    {
        if (calls.IsOfThisCompilation(call.TargetMethod))
        {
            return calls.JudgeBody(call.TargetMethod, call, call, trace, isParts: true);
        }

        if (!IsOfFramework(call.TargetMethod))
        {
            return ClientProvenance.Unknown(call, Why);
        }

        // What Select makes replaces the elements of its sequence; any other call hands on what it is given.
        if (call.TargetMethod.Name == "Select" && call.Arguments.Length == 2 && Makes(call.Arguments[1].Parameter?.Type))
        {
            return provenance.Judge(call.Arguments[1].Value, trace);
        }

        return (call.Instance is { } owner ? Judge(owner, trace) : GuardVerdict.NoValue).Join(JudgeGiven(call.Arguments, trace));
    }

    private GuardVerdict JoinAll(IEnumerable<IOperation> values, ProvenanceTrace trace)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var value in values)
        {
            verdict = verdict.Join(provenance.Judge(value, trace));
        }

        return verdict;
    }
}
