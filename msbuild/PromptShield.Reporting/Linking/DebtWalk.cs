namespace PromptShield.Reporting;

/// <summary>
/// Follows what a site owes through the projects of one program to where each client is made. A way in that the program does not use brings no client;
/// when no way brings one, when a client only comes round in a circle, and when the container is asked for what nothing registers, it is undischarged.
/// </summary>
internal sealed class DebtWalk
{
    private readonly ProgramLink _program;
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly List<Node> _order = [];

    private DebtWalk(ProgramLink program) => _program = program;

    /// <summary>What <paramref name="program"/> makes of a site that is guarded or deferred.</summary>
    public static LinkOutcome Judge(ProgramLink program, InventorySite site)
    {
        var walk = new DebtWalk(program);
        foreach (string debt in site.Debts.Count == 0 && site.Guard == GuardState.Deferred ? [LinkWords.Unfollowed] : site.Debts)
        {
            walk.Visit(debt, null, null);
        }

        walk.Follow();
        walk.Ground();
        return walk.Worst(site);
    }

    private Node Visit(string debt, Node? from, ProgramLink.Given? through)
    {
        if (!_nodes.TryGetValue(debt, out var node))
        {
            node = new Node(Debt.Parse(debt), from, through);
            _nodes.Add(debt, node);
            _order.Add(node);
        }

        return node;
    }

    // Breadth first, so that the chain which is shown is a shortest one.
    private void Follow()
    {
        for (int i = 0; i < _order.Count; i++)
        {
            var node = _order[i];
            foreach (var given in _program.SuppliesOf(node.Debt))
            {
                node.Given.Add((given, [.. Owed(node.Debt, given).Select(debt => Visit(debt, node, given))]));
            }
        }
    }

    private static IEnumerable<string> Owed(Debt debt, ProgramLink.Given given)
    {
        // Behind a shield, be it around the client or around the services, only what stands inside of it matters.
        if (debt.IsInner || (given.Guard == GuardState.Guarded && given.Supply.Guard != GuardState.Guarded))
        {
            return given.Supply.HasCodeInside ? [] : given.Supply.Debts.Where(owed => owed != LinkWords.Unfollowed).Select(Debt.Inside);
        }

        return given.Guard == GuardState.Deferred && given.Supply.Debts.Count == 0 ? [LinkWords.Unfollowed] : given.Supply.Debts;
    }

    // A slot is grounded when some client really gets there: made by one of the supplies, or by what a supply passes on.
    private void Ground()
    {
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (var node in _order)
            {
                if (!node.IsGrounded && node.Given.Exists(entry => entry.Given.Guard != GuardState.Deferred
                    || entry.Owed.Any(owed => owed.IsGrounded) || entry.Owed.All(owed => owed.Debt.IsOpen)))
                {
                    node.IsGrounded = isChanged = true;
                }
            }
        }
    }

    private LinkOutcome Worst(InventorySite site)
    {
        LinkOutcome? worst = null;
        var ways = _order.FindAll(node => node.From is null);
        if (site.Guard == GuardState.Deferred && !ways.Exists(node => node.IsGrounded) && ways.Find(node => !node.Debt.IsOpen) is { } unused)
        {
            Take(ref worst, LinkState.Undischarged, unused, null);
        }

        foreach (var node in _order)
        {
            if (!node.Debt.IsOpen && ((!node.IsGrounded && node.Debt.IsDemand) || _program.LacksService(node.Debt)))
            {
                Take(ref worst, LinkState.Undischarged, node, null);
            }

            foreach (var (given, _) in node.Given)
            {
                if (StateOf(node.Debt, given) is { } state)
                {
                    Take(ref worst, state, node, given);
                }
            }
        }

        return worst ?? new LinkOutcome(LinkState.Guarded, site.Reason, site.ReasonText, []);
    }

    private static LinkState? StateOf(Debt debt, ProgramLink.Given given) => given.Guard switch
    {
        GuardState.Guarded => LinkState.Guarded,
        _ when debt.IsInner => given.Supply.HasCodeInside ? LinkState.Unguarded : LinkState.Guarded,
        GuardState.Unguarded => LinkState.Unguarded,
        GuardState.Deferred => null,
        _ => LinkState.NotAnalyzed,
    };

    private void Take(ref LinkOutcome? worst, LinkState state, Node node, ProgramLink.Given? given)
    {
        if (worst is not null && worst.State >= state)
        {
            return;
        }

        var chain = new List<ChainStep> { given is null ? LinkWords.Missing(_program.Name, node.Debt) : LinkWords.Step(given, node.Debt.IsInner && state == LinkState.Unguarded) };
        for (var step = node; step is { From: not null, Through: not null }; step = step.From)
        {
            chain.Add(LinkWords.Step(step.Through));
        }

        worst = given is null
            ? new LinkOutcome(state, "deferred-undischarged", chain[0].Text, chain)
            : new LinkOutcome(state, state == LinkState.Guarded ? "shielded" : node.Debt.IsInner ? "middleware-inside-shield" : given.Supply.Reason, given.Supply.Text, chain);
    }

    private sealed class Node(Debt debt, Node? from, ProgramLink.Given? through)
    {
        public Debt Debt { get; } = debt;

        public Node? From { get; } = from;

        public ProgramLink.Given? Through { get; } = through;

        public List<(ProgramLink.Given Given, IReadOnlyList<Node> Owed)> Given { get; } = [];

        public bool IsGrounded { get; set; }
    }
}
