using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Walks from the receiver of a model call back to everything that can have made it and judges whether each of those values came through the shield.
/// What cannot be followed is never taken for guarded.
/// </summary>
internal sealed class ClientProvenance
{
    private readonly CompilationModel compilation;
    private readonly VariableProvenance variables;
    private readonly CallProvenance calls;
    private readonly CreationProvenance creations;
    private readonly CollectionProvenance collections;

    private ClientProvenance(CompilationModel compilation)
    {
        this.compilation = compilation;
        Registrations = new ServiceRegistrations(compilation, this);
        variables = new VariableProvenance(compilation, this, Registrations);
        creations = new CreationProvenance(compilation, this, Registrations);
        calls = new CallProvenance(compilation, this, Registrations, creations);
        collections = new CollectionProvenance(this, variables, calls);
        variables.Changes = new CollectionChanges(compilation, this, collections);
    }

    /// <summary>The judge of one compilation: the inventory and the rules share what it remembers. Thread-safe.</summary>
    public static ClientProvenance Of(CompilationModel compilation) => compilation.Service(static model => new ClientProvenance(model));

    /// <summary>Judges services by their registrations.</summary>
    public ServiceRegistrations Registrations { get; }

    /// <summary>Judges what a field or property of this compilation holds, or what a method of it returns.</summary>
    public GuardVerdict Judge(ISymbol member, CancellationToken cancellation) => member is IMethodSymbol method
        ? calls.JudgeBody(method, null, null, new ProvenanceTrace(cancellation))
        : variables.JudgeMember(member, null, new ProvenanceTrace(cancellation));

    /// <summary>Judges the client <paramref name="value"/>.</summary>
    public GuardVerdict Judge(IOperation value, CancellationToken cancellation) => Judge(value, new ProvenanceTrace(cancellation));

    /// <summary>Judges <paramref name="value"/> as a step of a walk.</summary>
    public GuardVerdict Judge(IOperation? value, ProvenanceTrace trace)
    {
        if (value is null)
        {
            return GuardVerdict.NoValue;
        }

        // The type says that the shield is there; what matters then is only what it stands around.
        var verdict = Walk(value, trace);
        return ShieldIdentity.Declares(value.Type) ? verdict.Shielded(value.Syntax) : verdict;
    }

    /// <summary>
    /// Judges what <paramref name="wrap"/>, a function, makes of the client that it is given: of a guarded one, guarded when all that it makes stands around that
    /// client; of a raw one, guarded when it adds the shield.
    /// </summary>
    public GuardVerdict JudgeWrapping(IOperation? wrap, ProvenanceTrace trace, bool isGuarded = true)
    {
        while (wrap is IConversionOperation or IDelegateCreationOperation)
        {
            wrap = wrap is IConversionOperation conversion ? conversion.Operand : ((IDelegateCreationOperation)wrap).Target;
        }

        var parameters = wrap switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol.Parameters,
            IMethodReferenceOperation reference => reference.Method.OriginalDefinition.Parameters,
            _ => default,
        };
        if (parameters.IsDefaultOrEmpty)
        {
            return Unknown(wrap, "it is made by a function that the source does not show");
        }

        trace.Assume(
            parameters[0],
            isGuarded ? GuardVerdict.Guarded(wrap!.Syntax) : GuardVerdict.Unguarded(Reasons.ClientNotShielded, "the function gets a client without the shield", wrap!.Syntax));
        var verdict = Judge(wrap, trace);
        trace.Forget(parameters[0]);
        return verdict;
    }

    private bool IsDeclaredGuard(IOperation value)
    {
        if (compilation.Policy.Guards.Count == 0)
        {
            return false;
        }

        var maker = value switch
        {
            IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        return maker?.OriginalDefinition.GetDocumentationCommentId() is { } id && compilation.Policy.Guards.Contains(id);
    }

    private GuardVerdict Walk(IOperation value, ProvenanceTrace trace)
    {
        if (!trace.TryStep())
        {
            return GuardVerdict.Exhausted(value.Syntax);
        }

        if (IsDeclaredGuard(value))
        {
            return GuardVerdict.Declared(value.Syntax);
        }

        // Operations that share their syntax with an operand (conversions) are unwrapped first, so that they do not look like a cycle.
        switch (value)
        {
            case IConversionOperation { OperatorMethod: { } convert } conversion when calls.IsOfThisCompilation(convert):
                return calls.JudgeBody(convert, null, conversion, trace);
            case IAwaitOperation { Operation.Type: { } awaited } await when compilation.Declares(awaited):
                return Unknown(await, "what an awaitable of this program gives is not known");
            case IConversionOperation conversion:
                return Judge(conversion.Operand, trace);
            case IParenthesizedOperation parenthesized:
                return Judge(parenthesized.Operand, trace);
            case IAwaitOperation await:
                return Judge(await.Operation, trace);
            case IDelegateCreationOperation creation:
                return Judge(creation.Target, trace);
            case IArgumentOperation argument:
                return Judge(argument.Value, trace);
            case IConditionalAccessInstanceOperation instance:
                return Judge(AccessedBy(instance), trace);
        }

        var frame = trace.Frame;
        if (!trace.TryEnter(value.Syntax))
        {
            return GuardVerdict.NoValue;
        }

        var verdict = Dispatch(value, trace);
        trace.Frame = frame;
        trace.Leave(value.Syntax);
        return verdict;
    }

    /// <summary>Judges the values that <paramref name="declaration"/>, a method or lambda, can return; with <paramref name="isParts"/>, the elements of the collections.</summary>
    public GuardVerdict JudgeReturns(SyntaxNode declaration, ProvenanceTrace trace, bool isParts = false)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var value in ReturnedValues.Of(declaration))
        {
            var operation = ConvertedValue.Of(compilation.OperationOf(value, trace.Cancellation));
            verdict = verdict.Join(isParts && value.Parent is not YieldStatementSyntax ? JudgeParts(operation, trace) : Judge(operation, trace));
        }

        return verdict;
    }

    /// <summary>Judges the elements of a collection: every one of them, because nothing says which one is used.</summary>
    public GuardVerdict JudgeParts(IOperation? collection, ProvenanceTrace trace) => collections.Judge(collection, trace);

    /// <summary>Judges the element of a tuple or anonymous object that <paramref name="element"/> names: the value at its place when that is written out, else every part.</summary>
    public GuardVerdict JudgeElement(IOperation? holder, ISymbol element, ProvenanceTrace trace)
    {
        switch (holder)
        {
            case IConversionOperation conversion:
                return JudgeElement(conversion.Operand, element, trace);
            case ITupleOperation { Type: INamedTypeSymbol type } tuple when PlaceOf(element, type) is var place && place >= 0 && place < tuple.Elements.Length:
                return Judge(tuple.Elements[place], trace);
            case IAnonymousObjectCreationOperation creation:
                foreach (var initializer in creation.Initializers)
                {
                    if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment &&
                        SymbolEqualityComparer.Default.Equals(target.Property, element))
                    {
                        return Judge(assignment.Value, trace);
                    }
                }

                return Unknown(holder, "it comes out of an object without a name");
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return variables.JudgeElement(holder, element, trace);
            default:
                return Unknown(holder, "it comes out of a tuple");
        }
    }

    /// <summary>The place of a tuple's element; elements have a name of their own and one that counts.</summary>
    private static int PlaceOf(ISymbol element, INamedTypeSymbol tuple)
    {
        var field = element as IFieldSymbol;
        for (var i = 0; i < tuple.TupleElements.Length; i++)
        {
            if (field?.CorrespondingTupleField?.Name == "Item" + (i + 1) || field?.Name == "Item" + (i + 1))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The answer for what cannot be followed.</summary>
    public static GuardVerdict Unknown(IOperation? value, string why) =>
        GuardVerdict.NotAnalyzed(Reasons.DynamicOrUnresolved, "where the client was made is not known: " + why, value?.Syntax);

    private GuardVerdict Dispatch(IOperation value, ProvenanceTrace trace)
    {
        switch (value)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                return variables.Judge(value, trace);
            case IInvocationOperation invocation:
                return calls.Judge(invocation, trace);
            case IObjectCreationOperation creation:
                return creations.Judge(creation, trace);
            case IConditionalOperation conditional:
                return Judge(conditional.WhenTrue, trace).Join(Judge(conditional.WhenFalse, trace));
            case ICoalesceOperation coalesce:
                return Judge(coalesce.Value, trace).Join(Judge(coalesce.WhenNull, trace));
            case ICoalesceAssignmentOperation assignment:
                return Judge(assignment.Target, trace).Join(Judge(assignment.Value, trace));
            case ISimpleAssignmentOperation assignment:
                return Judge(assignment.Value, trace);
            case ISwitchExpressionOperation choice:
                return JudgeArms(choice, trace);
            case IConditionalAccessOperation access:
                return Judge(access.WhenNotNull, trace);
            case IWithOperation with:
                return Judge(with.Operand, trace);
            case IAnonymousFunctionOperation lambda:
                return JudgeReturns(lambda.Syntax, trace);
            case IMethodReferenceOperation reference:
                return calls.JudgeBody(reference.Method, null, reference, trace);
            case IArrayElementReferenceOperation element:
                return JudgeParts(element.ArrayReference, trace);
            case ILiteralOperation or IDefaultValueOperation or IThrowOperation:
                return GuardVerdict.NoValue;
            default:
                return Unknown(value, "the code is dynamic or does not resolve");
        }
    }

    private GuardVerdict JudgeArms(ISwitchExpressionOperation choice, ProvenanceTrace trace)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var arm in choice.Arms)
        {
            verdict = verdict.Join(Judge(arm.Value, trace));
        }

        return verdict;
    }

    private static IOperation? AccessedBy(IConditionalAccessInstanceOperation instance)
    {
        IOperation? child = instance;
        for (var parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }
}
