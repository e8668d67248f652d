using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>The bodies of one member, its lambdas and local functions included, and the definitions of their variables.</summary>
internal sealed class MemberFlow
{
    private readonly List<FlowBody> bodies = [];
    private readonly SemanticModel model;

    /// <summary>Builds the graphs below <paramref name="root"/>, the topmost operation of a member.</summary>
    public MemberFlow(IOperation root, SemanticModel model, CancellationToken cancellation)
    {
        this.model = model;
        if (Graph(root, cancellation) is { } graph)
        {
            if (graph.Blocks.Length > FlowBudget.Blocks)
            {
                IsTooLarge = true;
                return;
            }

            AddBody(graph, root.Syntax, cancellation);
        }
    }

    /// <summary>The body exceeds the budget, so nothing is known about its variables.</summary>
    public bool IsTooLarge { get; }

    /// <summary>The definitions of a local or parameter that can reach <paramref name="use"/>, a reference to it.</summary>
    public Definitions Reaching(ISymbol variable, SyntaxNode use, bool withCalls)
    {
        if (IsTooLarge)
        {
            return new Definitions(ImmutableArray<Definition>.Empty, isExhausted: true);
        }

        var found = new List<DefinitionSite>();
        var holdsInitial = true;
        if (Locate(use, out var body, out var point) && !IsForeignTo(variable, body))
        {
            holdsInitial = body.CollectReaching(variable, use, point, withCalls, found);

            // A nested function may write the variable at any time between its creation and the use.
            CollectWrites(variable, except: body, withCalls, found);
        }
        else
        {
            CollectWrites(variable, except: null, withCalls, found);
        }

        return Build(variable, found, holdsInitial);
    }

    private Definitions Build(ISymbol variable, List<DefinitionSite> found, bool holdsInitial)
    {
        var isExhausted = found.Count > FlowBudget.Definitions;
        var items = ImmutableArray.CreateBuilder<Definition>(found.Count + 2);
        if (bodies.Exists(body => body.IsExposed(variable)))
        {
            items.Add(new Definition(DefinitionKind.ByReference, null, variable));
        }

        foreach (var site in found)
        {
            items.Add(new Definition(site.Kind, ValueOf(site), variable));
            if (items.Count >= FlowBudget.Definitions)
            {
                break;
            }
        }

        if (variable is IParameterSymbol { RefKind: not RefKind.Out } && holdsInitial)
        {
            items.Add(new Definition(DefinitionKind.Parameter, null, variable));
        }
        else if (items.Count == 0)
        {
            items.Add(new Definition(DefinitionKind.Unassigned, null, variable));
        }

        return new Definitions(items.ToImmutable(), isExhausted);
    }

    private IOperation? ValueOf(DefinitionSite site) =>
        site.Value is null ? null : ConvertedValue.Of(model.GetOperation(SyntaxShape.Unwrap(site.Value)));

    /// <summary>A variable of an enclosing function: its writes are ordered by calls that the graph does not show.</summary>
    private static bool IsForeignTo(ISymbol variable, FlowBody body)
    {
        foreach (var reference in variable.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == body.Syntax.SyntaxTree && body.Syntax.FullSpan.Contains(reference.Span))
            {
                return false;
            }
        }

        return variable.DeclaringSyntaxReferences.Length > 0;
    }

    private bool Locate(SyntaxNode use, out FlowBody found, out FlowPoint point)
    {
        // The innermost function comes last, because bodies are added from the outside in.
        for (var i = bodies.Count - 1; i >= 0; i--)
        {
            if (bodies[i].TryLocate(use, out point))
            {
                found = bodies[i];
                return true;
            }
        }

        found = null!;
        point = default;
        return false;
    }

    private void CollectWrites(ISymbol variable, FlowBody? except, bool withCalls, List<DefinitionSite> into)
    {
        foreach (var body in bodies)
        {
            if (body != except)
            {
                into.AddRange(body.WritesOf(variable, withCalls));
            }
        }
    }

    private void AddBody(ControlFlowGraph graph, SyntaxNode syntax, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        bodies.Add(new FlowBody(graph, syntax));
        foreach (var local in graph.LocalFunctions)
        {
            AddBody(graph.GetLocalFunctionControlFlowGraph(local, cancellation), local.DeclaringSyntaxReferences[0].GetSyntax(cancellation), cancellation);
        }

        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                AddNested(graph, operation, cancellation);
            }

            if (block.BranchValue is { } value)
            {
                AddNested(graph, value, cancellation);
            }
        }
    }

    private void AddNested(ControlFlowGraph graph, IOperation operation, CancellationToken cancellation)
    {
        if (operation is IFlowAnonymousFunctionOperation lambda)
        {
            AddBody(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Syntax, cancellation);
            return;
        }

        foreach (var child in operation.ChildOperations)
        {
            AddNested(graph, child, cancellation);
        }
    }

    private static ControlFlowGraph? Graph(IOperation root, CancellationToken cancellation) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellation),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IParameterInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        _ => null,
    };
}
