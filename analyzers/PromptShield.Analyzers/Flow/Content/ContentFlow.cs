using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>
/// Follows a value back to where it comes from and joins the labels of its sources: through operators, variables, members, calls, and from a parameter to
/// the callers. One object answers one question and is not thread-safe. Where nothing is known the answer is that nothing is there: a rule that asks
/// reports only ways that it saw.
/// </summary>
/// <param name="analysis">What is shared by all questions.</param>
/// <param name="wanted">The labels to look for; sources of others are passed over.</param>
/// <param name="group">The group of the sink that asks: decides what clears a value.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed partial class ContentFlow(ContentAnalysis analysis, ContentLabels wanted, string group, CancellationToken cancellation)
{
    private readonly HashSet<SyntaxNode> open = [];
    private int steps;
    private int depth;
    private bool asWhole;

    /// <summary>A limit was reached: what was found is true, what was not found is no knowledge.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>What the value of <paramref name="operation"/> is made of.</summary>
    public ContentValue Evaluate(IOperation? operation)
    {
        if (operation is null || operation.ConstantValue.HasValue || (operation.Type is { } type && !ContentTypes.CanHold(type)))
        {
            return ContentValue.None;
        }

        if (++steps > FlowBudget.Steps || depth > FlowBudget.Depth)
        {
            IsExhausted = true;
            return ContentValue.None;
        }

        if (analysis.SourceOf(operation, wanted, cancellation) is not ContentLabels.None and var source)
        {
            return new ContentValue(source, 0, new FlowStep(operation.Syntax, null));
        }

        depth++;
        var value = Dispatch(operation);
        depth--;

        // The type tells where the flow cannot: the value came through a field, a collection, another assembly.
        return value.Labels == ContentLabels.None && (analysis.OfType(operation) & wanted) is not ContentLabels.None and var typed
            ? new ContentValue(typed, value.Parameters, new FlowStep(operation.Syntax, null))
            : value;
    }

    private ContentValue Dispatch(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case ILocalReferenceOperation local:
                return Local(local);
            case IParameterReferenceOperation parameter:
                return Parameter(parameter.Parameter, parameter);
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                return Member(member);
            case IInvocationOperation call:
                return Call(call).At(call.Syntax);
            case IObjectCreationOperation { Type: { } made } when asWhole && analysis.Model.Declares(made):
                return ContentValue.None;
            case IObjectCreationOperation creation:
                return Arguments(creation.Arguments) | Initialized(creation.Initializer);
            case IWithOperation copy:
                return Evaluate(copy.Operand) | Initialized(copy.Initializer);
            case IConditionalAccessOperation access:
                return Evaluate(access.WhenNotNull);
            case IConditionalAccessInstanceOperation:
                return Evaluate(Receiver(operation));
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value) | Evaluate(coalesce.WhenNull);
            case IConditionalOperation conditional:
                return Evaluate(conditional.WhenTrue) | Evaluate(conditional.WhenFalse);
            case ISwitchExpressionOperation choice:
                return Arms(choice);
            case ISimpleAssignmentOperation assignment:
                return Evaluate(assignment.Value);
            case IAssignmentOperation assignment:
                return Evaluate(assignment.Target) | Evaluate(assignment.Value);
            case IArrayElementReferenceOperation element:
                return Evaluate(element.ArrayReference);
            case IImplicitIndexerReferenceOperation slice:
                return Evaluate(slice.Instance);
            case IArrayCreationOperation array:
                return array.Initializer is { } items ? Children(items) : ContentValue.None;
            case IInterpolatedStringAppendOperation append:
                return append.AppendCall is IInvocationOperation { Arguments.Length: > 0 } appended ? Evaluate(appended.Arguments[0].Value) : ContentValue.None;
            case IInterpolatedStringHandlerCreationOperation handler:
                return Evaluate(handler.Content);
            case IInterpolationOperation hole:
                return Evaluate(hole.Expression);
            case IAnonymousObjectCreationOperation anonymous:
                return Initializers(anonymous.Initializers);
            case IBinaryOperation or IInterpolatedStringOperation or ITupleOperation or ITranslatedQueryOperation
                or { Kind: OperationKind.None or PersonalDataCarriers.CollectionExpression or PersonalDataCarriers.Spread }:
                return Children(operation);
            default:
                return ContentValue.None;
        }
    }

    private ContentValue Children(IOperation operation)
    {
        var value = ContentValue.None;
        foreach (var child in operation.ChildOperations)
        {
            value |= Evaluate(child);
        }

        return value;
    }

    private ContentValue Arms(ISwitchExpressionOperation choice)
    {
        var value = ContentValue.None;
        foreach (var arm in choice.Arms)
        {
            value |= Evaluate(arm.Value);
        }

        return value;
    }

    private ContentValue Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var value = ContentValue.None;
        foreach (var argument in arguments)
        {
            value |= Evaluate(argument.Value);
        }

        return value;
    }

    private ContentValue Initialized(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is null ? ContentValue.None : Initializers(initializer.Initializers);

    private ContentValue Initializers(ImmutableArray<IOperation> initializers)
    {
        var value = ContentValue.None;
        foreach (var item in initializers)
        {
            value |= item switch
            {
                IInvocationOperation add => Arguments(add.Arguments),
                ISimpleAssignmentOperation assignment => Evaluate(assignment.Value),
                IMemberInitializerOperation member => Initialized(member.Initializer),
                _ => ContentValue.None,
            };
        }

        return value;
    }

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

    /// <summary>The callers of this compilation, or the parameter itself while its method is summarised.</summary>
    private ContentValue Parameter(IParameterSymbol parameter, IOperation? reference)
    {
        if (summarized is not null && parameter.Ordinal < 64 && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, summarized))
        {
            return new ContentValue(ContentLabels.None, 1UL << parameter.Ordinal, null) | (reference is null ? ContentValue.None : Written(parameter, reference));
        }

        var value = reference is null ? ContentValue.None : Written(parameter, reference);
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } && reference is not null)
        {
            return value | Iterated(parameter, reference);
        }

        if (parameter.DeclaringSyntaxReferences.Length == 0)
        {
            return value;
        }

        if (!open.Add(parameter.DeclaringSyntaxReferences[0].GetSyntax(cancellation)))
        {
            wasCut = true;
            return value;
        }

        var outer = summarized;
        summarized = null;
        var found = analysis.Callers.Of(parameter.OriginalDefinition, cancellation);
        IsExhausted |= found.IsExhausted;
        foreach (var argument in found.Values)
        {
            value |= Evaluate(argument).At(argument.Syntax);
        }

        summarized = outer;
        open.Remove(parameter.DeclaringSyntaxReferences[0].GetSyntax(cancellation));
        return value;
    }

    /// <summary>A lambda's parameter holds an item of what the lambda is applied to.</summary>
    private ContentValue Iterated(IParameterSymbol parameter, IOperation reference)
    {
        IOperation? current = reference;
        while (current is not null && !(current is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol)))
        {
            current = current.Parent;
        }

        while (current is not null and not IInvocationOperation)
        {
            current = current.Parent;
        }

        return current is IInvocationOperation call && open.Add(call.Syntax) ? Close(call.Syntax, Evaluate(call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null))) : ContentValue.None;
    }

    private ContentValue Close(SyntaxNode node, ContentValue value)
    {
        open.Remove(node);
        return value;
    }
}
