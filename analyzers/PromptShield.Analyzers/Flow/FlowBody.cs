using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>A place in a control-flow graph: a block and the position of an operation in it.</summary>
internal readonly struct FlowPoint(int block, int index)
{
    /// <summary>The ordinal of the block.</summary>
    public int Block { get; } = block;

    /// <summary>The position of the top-level operation; the branch value comes after the last one.</summary>
    public int Index { get; } = index;
}

/// <summary>One place in a graph that writes a variable.</summary>
internal readonly struct DefinitionSite(FlowPoint point, SyntaxNode written, SyntaxNode? value, DefinitionKind kind, bool isCertain)
{
    /// <summary>Where the write happens.</summary>
    public FlowPoint Point { get; } = point;

    /// <summary>The syntax of the write: orders writes and uses inside one statement.</summary>
    public SyntaxNode Written { get; } = written;

    /// <summary>The syntax of the value.</summary>
    public SyntaxNode? Value { get; } = value;

    /// <summary>How the value gets there.</summary>
    public DefinitionKind Kind { get; } = kind;

    /// <summary>False when the variable may also keep what it had.</summary>
    public bool IsCertain { get; } = isCertain;
}

/// <summary>
/// The control-flow graph of one method, lambda or local function with an index of what it writes. Answers on demand which writes reach a use,
/// walking backwards only as far as that question needs.
/// </summary>
internal sealed class FlowBody
{
    private readonly ControlFlowGraph graph;
    private readonly Dictionary<ISymbol, List<DefinitionSite>> writes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, FlowPoint> uses = [];
    private readonly HashSet<ISymbol> exposed = new(SymbolEqualityComparer.Default);

    /// <summary>Indexes <paramref name="graph"/>, the body of <paramref name="syntax"/>.</summary>
    public FlowBody(ControlFlowGraph graph, SyntaxNode syntax)
    {
        this.graph = graph;
        Syntax = syntax;
        new DefinitionIndexer(graph, writes, uses, exposed).Run();
    }

    /// <summary>The declaration of the method, lambda or local function.</summary>
    public SyntaxNode Syntax { get; }

    /// <summary>All places in this body that write <paramref name="variable"/>, and those that call something on it when asked.</summary>
    public IReadOnlyList<DefinitionSite> WritesOf(ISymbol variable, bool withCalls)
    {
        if (!writes.TryGetValue(variable, out var sites))
        {
            return [];
        }

        return withCalls ? sites : sites.FindAll(static site => site.Kind is not (DefinitionKind.Call or DefinitionKind.Passed));
    }

    /// <summary>Whether a reference to <paramref name="variable"/> lives on, so that it can change anywhere.</summary>
    public bool IsExposed(ISymbol variable) => exposed.Contains(variable);

    /// <summary>Whether the graph knows where <paramref name="use"/> is evaluated.</summary>
    public bool TryLocate(SyntaxNode use, out FlowPoint point) => uses.TryGetValue(use, out point);

    /// <summary>
    /// Adds the writes of <paramref name="variable"/> that can reach <paramref name="use"/>; returns true when the start of the body reaches it too,
    /// so that the variable can still hold what it had on entry.
    /// </summary>
    public bool CollectReaching(ISymbol variable, SyntaxNode use, FlowPoint point, bool withCalls, List<DefinitionSite> into)
    {
        var sites = WritesOf(variable, withCalls);
        var visited = new bool[graph.Blocks.Length];
        var pending = new Stack<FlowPoint>();
        var reachesEntry = false;
        pending.Push(point);
        var first = true;
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (StopsIn(sites, current, first ? use : null, into))
            {
                first = false;
                continue;
            }

            first = false;
            var block = graph.Blocks[current.Block];
            if (block.Kind == BasicBlockKind.Entry)
            {
                reachesEntry = true;
            }
            else if (block.Predecessors.IsEmpty)
            {
                CollectThrowing(block, sites, into, visited, pending);
            }

            foreach (var branch in block.Predecessors)
            {
                if (IsTaken(branch) && PassesFinally(branch, sites, into))
                {
                    Visit(branch.Source, visited, pending);
                }
            }
        }

        return reachesEntry;
    }

    /// <summary>Whether control can leave by <paramref name="branch"/>: a constant condition goes only one way.</summary>
    private static bool IsTaken(ControlFlowBranch branch) =>
        branch.Source is not { ConditionKind: not ControlFlowConditionKind.None, BranchValue.ConstantValue: { HasValue: true, Value: bool condition } } ||
        branch.IsConditionalSuccessor == (condition == (branch.Source.ConditionKind == ControlFlowConditionKind.WhenTrue));

    /// <summary>
    /// Adds the writes of the handlers that run on <paramref name="branch"/>, the last one first; false when one of them certainly replaces what came before:
    /// it writes in the block that it begins with.
    /// </summary>
    private bool PassesFinally(ControlFlowBranch branch, IReadOnlyList<DefinitionSite> sites, List<DefinitionSite> into)
    {
        for (var i = branch.FinallyRegions.Length - 1; i >= 0; i--)
        {
            var region = branch.FinallyRegions[i];
            AddWritesIn(region, sites, into);
            foreach (var site in sites)
            {
                if (site.IsCertain && Begins(region, site.Point.Block))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether <paramref name="region"/> begins with <paramref name="block"/>, and no handler inside of it can leave the block half done.</summary>
    private bool Begins(ControlFlowRegion region, int block)
    {
        var inner = graph.Blocks[block].EnclosingRegion;
        while (inner.Kind == ControlFlowRegionKind.LocalLifetime && inner.EnclosingRegion is { } outer)
        {
            inner = outer;
        }

        return region.FirstBlockOrdinal == block && inner == region;
    }

    private static void Visit(BasicBlock block, bool[] visited, Stack<FlowPoint> pending)
    {
        if (block.IsReachable && !visited[block.Ordinal])
        {
            visited[block.Ordinal] = true;
            pending.Push(new FlowPoint(block.Ordinal, int.MaxValue));
        }
    }

    /// <summary>Adds the writes of one block that precede a point, latest first, and says whether one of them certainly replaces what came before.</summary>
    private static bool StopsIn(IReadOnlyList<DefinitionSite> sites, FlowPoint before, SyntaxNode? use, List<DefinitionSite> into)
    {
        for (var i = sites.Count - 1; i >= 0; i--)
        {
            var site = sites[i];
            if (site.Point.Block != before.Block || !Precedes(site, before, use))
            {
                continue;
            }

            Add(site, into);
            if (site.IsCertain)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Precedes(DefinitionSite site, FlowPoint before, SyntaxNode? use) =>
        site.Point.Index < before.Index ||
        (use is not null && site.Point.Index == before.Index && site.Written.Span.End <= use.SpanStart);

    /// <summary>A handler has no predecessor: control can come from any point of the guarded region, or from before it.</summary>
    private void CollectThrowing(
        BasicBlock handler, IReadOnlyList<DefinitionSite> sites, List<DefinitionSite> into, bool[] visited, Stack<FlowPoint> pending)
    {
        for (var region = handler.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind is not (ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally))
            {
                continue;
            }

            foreach (var nested in region.NestedRegions)
            {
                if (nested.Kind == ControlFlowRegionKind.Try && !Contains(nested, handler))
                {
                    AddWritesIn(nested, sites, into);
                    foreach (var branch in graph.Blocks[nested.FirstBlockOrdinal].Predecessors)
                    {
                        Visit(branch.Source, visited, pending);
                    }

                    Visit(graph.Blocks[nested.FirstBlockOrdinal], visited, pending);
                }
            }

            return;
        }
    }

    private static bool Contains(ControlFlowRegion region, BasicBlock block) =>
        block.Ordinal >= region.FirstBlockOrdinal && block.Ordinal <= region.LastBlockOrdinal;

    private static void AddWritesIn(ControlFlowRegion region, IReadOnlyList<DefinitionSite> sites, List<DefinitionSite> into)
    {
        foreach (var site in sites)
        {
            if (site.Point.Block >= region.FirstBlockOrdinal && site.Point.Block <= region.LastBlockOrdinal)
            {
                Add(site, into);
            }
        }
    }

    private static void Add(DefinitionSite site, List<DefinitionSite> into)
    {
        foreach (var known in into)
        {
            if (known.Written == site.Written && known.Value == site.Value)
            {
                return;
            }
        }

        into.Add(site);
    }
}
