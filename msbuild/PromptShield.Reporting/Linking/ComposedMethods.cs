namespace PromptShield.Reporting;

/// <summary>
/// Which of the methods that register services a program runs (<c>services.AddAi()</c>), and whether <c>AddPromptShield()</c> follows whenever it
/// does. A method that nothing calls registers nothing.
/// </summary>
internal sealed class ComposedMethods
{
    private readonly Dictionary<string, Reach> _reached = new(StringComparer.Ordinal);

    public ComposedMethods(IEnumerable<Supply> supplies)
    {
        var calls = supplies.Where(supply => supply.Kind == SupplyKind.Call).ToLookup(call => call.Member, StringComparer.Ordinal);
        var open = new Stack<(string Member, Reach Reach)>();
        open.Push(("", Reach.Bare));
        while (open.Count > 0)
        {
            var (member, reach) = open.Pop();
            foreach (var call in calls[member])
            {
                var next = call.IsShieldable ? Reach.Shielded : reach;
                if (!_reached.TryGetValue(call.Slot, out var before) || before < next)
                {
                    _reached[call.Slot] = next;
                    open.Push((call.Slot, next));
                }
            }
        }
    }

    private enum Reach
    {
        Shielded,
        Bare,
    }

    /// <summary>The guard state of a value that gets to its slot in this program; null when it does not.</summary>
    public GuardState? StateOf(Supply value)
        => value.Member.Length == 0 ? value.Guard
            : !_reached.TryGetValue(value.Member, out var reach) ? null
            : reach == Reach.Shielded && value.IsShieldable ? GuardState.Guarded
            : value.Guard;

    /// <summary>Whether the program runs <paramref name="member"/>; the empty name stands for what may always run.</summary>
    public bool Runs(string member) => member.Length == 0 || _reached.ContainsKey(member);
}
