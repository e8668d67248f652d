using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>A call that the trace has entered, so that a parameter of the callee is the argument of this call and of no other.</summary>
internal sealed class CallFrame(IMethodSymbol callee, IInvocationOperation call, CallFrame? outer)
{
    /// <summary>The definition of the method that was entered.</summary>
    public IMethodSymbol Callee { get; } = callee;

    /// <summary>The call.</summary>
    public IInvocationOperation Call { get; } = call;

    /// <summary>The call that was entered before.</summary>
    public CallFrame? Outer { get; } = outer;
}

/// <summary>The state of one walk from a client back to where it was made: limits, what is being visited, the calls that were entered.</summary>
internal sealed class ProvenanceTrace(CancellationToken cancellation)
{
    private readonly HashSet<(SyntaxNode, CallFrame?)> active = [];
    private readonly Dictionary<ISymbol, GuardVerdict> assumed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> activeSymbols = new(SymbolEqualityComparer.Default);
    private int steps;

    /// <summary>Stops the walk.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The innermost call that was entered.</summary>
    public CallFrame? Frame { get; set; }

    /// <summary>A cycle, a limit or an assumption was met, so what was found on the way must not be remembered as the whole truth.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes <paramref name="verdict"/> for <paramref name="inner"/>, the parameter of a function that wraps a client: the question is what the function makes of it.</summary>
    public void Assume(IParameterSymbol inner, GuardVerdict verdict)
    {
        IsCut = true;
        assumed[inner] = verdict;
    }

    /// <summary>Ends what <see cref="Assume"/> began.</summary>
    public void Forget(IParameterSymbol inner) => assumed.Remove(inner);

    /// <summary>What is assumed about <paramref name="parameter"/>; null when nothing is.</summary>
    public GuardVerdict? Assumed(IParameterSymbol parameter) => assumed.TryGetValue(parameter, out var verdict) ? verdict : null;

    /// <summary>Starts to visit <paramref name="node"/>; false when it is being visited already.</summary>
    public bool TryEnter(SyntaxNode node) => Note(active.Add((node, Frame)));

    /// <summary>Ends the visit of <paramref name="node"/>.</summary>
    public void Leave(SyntaxNode node) => active.Remove((node, Frame));

    /// <summary>Starts to visit a member or parameter; false when it is being visited already.</summary>
    public bool TryEnter(ISymbol symbol) => Note(activeSymbols.Add(symbol));

    /// <summary>Ends the visit of <paramref name="symbol"/>.</summary>
    public void Leave(ISymbol symbol) => activeSymbols.Remove(symbol);

    /// <summary>
    /// Goes back to where <paramref name="frame"/> was entered, to judge an argument of its call there: the methods that were entered since are not being visited
    /// at that place. Returns what <see cref="Return"/> needs.
    /// </summary>
    public List<ISymbol> LeaveTo(CallFrame frame)
    {
        var left = new List<ISymbol>();
        for (var current = Frame; current is not null && current != frame.Outer; current = current.Outer)
        {
            if (activeSymbols.Remove(current.Callee))
            {
                left.Add(current.Callee);
            }
        }

        Frame = frame.Outer;
        return left;
    }

    /// <summary>Ends what <see cref="LeaveTo"/> began.</summary>
    public void Return(CallFrame? frame, List<ISymbol> left)
    {
        Frame = frame;
        activeSymbols.UnionWith(left);
    }

    /// <summary>Counts a step; false when the walk has taken too many or is too deep.</summary>
    public bool TryStep() => Note(++steps <= FlowBudget.Steps && active.Count <= FlowBudget.Depth);

    private bool Note(bool isWhole)
    {
        Cancellation.ThrowIfCancellationRequested();
        IsCut |= !isWhole;
        return isWhole;
    }
}
