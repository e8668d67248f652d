using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>Walks a control-flow graph once and notes where each local and parameter is written and read. Nested functions have graphs of their own.</summary>
internal sealed class DefinitionIndexer(
    ControlFlowGraph graph, Dictionary<ISymbol, List<DefinitionSite>> writes, Dictionary<SyntaxNode, FlowPoint> uses, HashSet<ISymbol> exposed)
{
    private readonly Dictionary<CaptureId, ISymbol> captured = [];
    private readonly Dictionary<CaptureId, ISymbol> capturedRoots = [];
    private readonly BuilderNames names = new();
    private FlowPoint point;

    /// <summary>Fills the index.</summary>
    public void Run()
    {
        foreach (var block in graph.Blocks)
        {
            for (var i = 0; i < block.Operations.Length; i++)
            {
                point = new FlowPoint(block.Ordinal, i);
                Visit(block.Operations[i]);
            }

            if (block.BranchValue is { } value)
            {
                point = new FlowPoint(block.Ordinal, block.Operations.Length);
                Visit(value);
            }
        }
    }

    private void Visit(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Visit(child);
        }

        switch (operation)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                uses[operation.Syntax] = point;
                if (IsReferenceTaken(operation.Syntax))
                {
                    exposed.Add(Variable(operation)!);
                }

                break;
            case IFlowCaptureOperation capture:
                Capture(capture);
                break;
            case IInvocationOperation invocation when Receiver(invocation) is { } receiver && Root(receiver) is { } variable:
                WriteThrough(variable, invocation.Syntax, DefinitionKind.Call);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, deconstruction.Value, deconstruction.Syntax);
                break;
            case ISimpleAssignmentOperation assignment when Variable(assignment.Target) is { } variable:
                Assign(variable, assignment);
                names.Note(variable, assignment.Value.Type, Root(assignment.Value));
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } owner } } assignment when
                assignment.Syntax is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } && Root(owner) is { } variable:
                WriteThrough(variable, assignment.Syntax, DefinitionKind.Call);
                break;
            case ICompoundAssignmentOperation compound when Variable(compound.Target) is { } variable:
                Write(variable, compound.Syntax, compound.Value.Syntax, DefinitionKind.Value, isCertain: false);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument when Variable(argument.Value) is { } variable:
                Write(variable, argument.Syntax, argument.Syntax, DefinitionKind.ByReference, argument.Parameter.RefKind == RefKind.Out);
                if (KeepsReference(argument.Parameter))
                {
                    exposed.Add(variable);
                }

                break;
            case IArgumentOperation { Parameter.ContainingSymbol: IMethodSymbol callee } argument when IsChangedBy(callee, argument) && Root(argument.Value) is { } variable:
                WriteThrough(variable, argument.Syntax, DefinitionKind.Passed);
                break;
            case IIsPatternOperation match:
                Match(match.Pattern, match.Value.Syntax, match.Syntax, isWhole: true);
                break;
        }
    }

    private static bool IsReferenceTaken(SyntaxNode use)
    {
        while (use.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            use = parenthesized;
        }

        return use.Parent is RefExpressionSyntax || use.Parent.IsKind(SyntaxKind.AddressOfExpression);
    }

    /// <summary>Whether the callee can keep the reference, in its result or in a structure that holds references.</summary>
    private static bool KeepsReference(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method &&
        (method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType.IsRefLikeType || method.ContainingType is { IsRefLikeType: true });

    private void Capture(IFlowCaptureOperation capture)
    {
        if (Variable(capture.Value) is { } variable)
        {
            captured[capture.Id] = variable;
        }

        if (Root(capture.Value) is { } root)
        {
            capturedRoots[capture.Id] = root;
        }
    }

    /// <summary>Whether code of this compilation, or a delegate, gets the object. The receiver of an extension is noted with the call.</summary>
    private static bool IsChangedBy(IMethodSymbol callee, IArgumentOperation argument) =>
        argument is { ArgumentKind: ArgumentKind.Explicit, Syntax: ArgumentSyntax } &&
        (callee.MethodKind == MethodKind.DelegateInvoke || !callee.DeclaringSyntaxReferences.IsEmpty);

    private static IOperation? Receiver(IInvocationOperation invocation) =>
        invocation.Instance ?? (invocation.TargetMethod.IsExtensionMethod && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);

    /// <summary>The variable at the start of a chain of calls and properties.</summary>
    private ISymbol? Root(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IInvocationOperation invocation when Receiver(invocation) is { } receiver:
                    operation = receiver;
                    break;
                case IPropertyReferenceOperation { Instance: { } instance }:
                    operation = instance;
                    break;
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IFlowCaptureReferenceOperation reference when capturedRoots.TryGetValue(reference.Id, out var root):
                    return root;
                default:
                    return Variable(operation);
            }
        }
    }

    private void Assign(ISymbol variable, ISimpleAssignmentOperation assignment)
    {
        // The graph lowers several constructs to assignments; the syntax says which one it was and where its value is written.
        switch (assignment.Syntax)
        {
            case VariableDeclaratorSyntax { Initializer.Value: { } initializer }:
                Write(variable, assignment.Syntax, initializer, DefinitionKind.Value, isCertain: true);
                break;
            case AssignmentExpressionSyntax { Right: { } right }:
                Write(variable, assignment.Syntax, right, DefinitionKind.Value, isCertain: true);
                break;
            default:
                if (IterationOf(variable) is { } sequence)
                {
                    Write(variable, assignment.Syntax, sequence, DefinitionKind.Part, isCertain: true);
                }
                else
                {
                    Write(variable, assignment.Syntax, assignment.Value.Syntax, DefinitionKind.Value, isCertain: true);
                }

                break;
        }
    }

    private static ExpressionSyntax? IterationOf(ISymbol variable)
    {
        foreach (var reference in variable.DeclaringSyntaxReferences)
        {
            for (var node = reference.GetSyntax(); node is not null and not StatementSyntax; node = node.Parent)
            {
                if (node.Parent is CommonForEachStatementSyntax loop && node != loop.Expression && node != loop.Statement)
                {
                    return loop.Expression;
                }
            }

            if (reference.GetSyntax() is CommonForEachStatementSyntax self)
            {
                return self.Expression;
            }
        }

        return null;
    }

    private void Deconstruct(IOperation target, IOperation value, SyntaxNode syntax)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        value = value is IConversionOperation conversion ? conversion.Operand : value;
        if (target is ITupleOperation targets)
        {
            var values = value as ITupleOperation;
            for (var i = 0; i < targets.Elements.Length; i++)
            {
                var element = targets.Elements[i];
                var isPaired = values is not null && i < values.Elements.Length;
                if (Variable(element) is { } variable)
                {
                    Write(
                        variable,
                        syntax,
                        isPaired ? values!.Elements[i].Syntax : IterationOf(variable) ?? value.Syntax,
                        isPaired ? DefinitionKind.Value : DefinitionKind.Part,
                        isCertain: true);
                }
                else
                {
                    Deconstruct(element, isPaired ? values!.Elements[i] : value, syntax);
                }
            }
        }
    }

    private void Match(IPatternOperation pattern, SyntaxNode value, SyntaxNode syntax, bool isWhole)
    {
        var declared = pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            IListPatternOperation list => list.DeclaredSymbol,
            _ => null,
        };
        if (declared is not null)
        {
            Write(declared, syntax, value, isWhole ? DefinitionKind.Value : DefinitionKind.Part, isCertain: true);
        }

        if (pattern is IRecursivePatternOperation { DeconstructionSubpatterns: { IsEmpty: false } places } && value is TupleExpressionSyntax tuple && tuple.Arguments.Count == places.Length)
        {
            for (var i = 0; i < places.Length; i++)
            {
                Match(places[i], tuple.Arguments[i].Expression, syntax, isWhole: true);
            }

            return;
        }

        foreach (var child in pattern.ChildOperations)
        {
            MatchNested(child, value, syntax, isWhole && pattern is IBinaryPatternOperation or INegatedPatternOperation);
        }
    }

    private void MatchNested(IOperation operation, SyntaxNode value, SyntaxNode syntax, bool isWhole)
    {
        if (operation is IPatternOperation pattern)
        {
            Match(pattern, value, syntax, isWhole);
            return;
        }

        foreach (var child in operation.ChildOperations)
        {
            MatchNested(child, value, syntax, isWhole: false);
        }
    }

    private ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => Variable(declaration.Expression),
        IFlowCaptureReferenceOperation reference when captured.TryGetValue(reference.Id, out var variable) => variable,
        _ => null,
    };

    /// <summary>A change of the object that the variable holds: every other variable that holds it has changed too.</summary>
    private void WriteThrough(ISymbol variable, SyntaxNode change, DefinitionKind kind)
    {
        Write(variable, change, change, kind, isCertain: true);
        foreach (var other in names.OthersOf(variable))
        {
            Write(other, change, change, kind, isCertain: true);
        }
    }

    private void Write(ISymbol variable, SyntaxNode written, SyntaxNode? value, DefinitionKind kind, bool isCertain)
    {
        if (!writes.TryGetValue(variable, out var sites))
        {
            writes.Add(variable, sites = []);
        }

        sites.Add(new DefinitionSite(point, written, value, kind, isCertain));
    }
}
