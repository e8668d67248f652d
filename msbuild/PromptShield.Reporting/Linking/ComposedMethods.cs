namespace PromptShield.Reporting;

/// <summary>
/// Which of the methods that register services a program runs (<c>services.AddAi()</c>), whether <c>AddPromptShield()</c> follows whenever it does, and
/// whether a later registration takes the place of what it registers. A method that nothing calls registers nothing.
/// </summary>
internal sealed class ComposedMethods
{
    private readonly ILookup<string, Supply> _calls;
    private readonly HashSet<string> _replaced;
    private readonly Dictionary<string, Dictionary<string, Reach>> _known = new(StringComparer.Ordinal);

    public ComposedMethods(IEnumerable<Supply> supplies)
    {
        Supply[] calls = [.. supplies.Where(supply => supply.Kind == SupplyKind.Call)];
        _calls = calls.ToLookup(call => call.Member, StringComparer.Ordinal);
        _replaced = new HashSet<string>(calls.SelectMany(call => call.Replaced), StringComparer.Ordinal);
    }

    private enum Reach
    {
        Shielded,
        Bare,
    }

    /// <summary>The guard state of a value that gets to its slot in this program; null when it does not.</summary>
    public GuardState? StateOf(Supply value)
        => value.Member.Length == 0 ? value.Guard
            : !Reached(value.Slot).TryGetValue(value.Member, out var reach) ? null
            : reach == Reach.Shielded && value.IsShieldable ? GuardState.Guarded
            : value.Guard;

    /// <summary>Whether the program runs <paramref name="member"/>; the empty name stands for what may always run.</summary>
    public bool Runs(string member) => member.Length == 0 || Reached("").ContainsKey(member);

    /// <summary>The methods that run, by ways on which <paramref name="slot"/> is not registered again.</summary>
    private Dictionary<string, Reach> Reached(string slot)
    {
        string replaced = _replaced.Contains(slot) ? slot : "";
        if (!_known.TryGetValue(replaced, out var reached))
        {
            _known.Add(replaced, reached = Find(replaced));
        }

        return reached;
    }

    private Dictionary<string, Reach> Find(string replaced)
    {
        var reached = new Dictionary<string, Reach>(StringComparer.Ordinal);
        var open = new Stack<(string Member, Reach Reach)>();
        open.Push(("", Reach.Bare));
        while (open.Count > 0)
        {
            var (member, reach) = open.Pop();
            foreach (var call in _calls[member].Where(call => !call.Replaced.Contains(replaced)))
            {
                var next = call.IsShieldable ? Reach.Shielded : reach;
                if (!reached.TryGetValue(call.Slot, out var before) || before < next)
                {
                    reached[call.Slot] = next;
                    open.Push((call.Slot, next));
                }
            }
        }

        return reached;
    }
}
