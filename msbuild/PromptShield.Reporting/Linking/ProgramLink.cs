namespace PromptShield.Reporting;

/// <summary>One program with the libraries that it references: what is supplied to each slot there.</summary>
internal sealed class ProgramLink
{
    private const string DynamicPrefix = "dynamic:";

    private static readonly Debt.ServiceSlot AnyService = new("*", "*");

    private readonly Dictionary<string, List<Given>> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Key, Given Given)>> _services = new(StringComparer.Ordinal);
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <param name="host">The program.</param>
    /// <param name="parts">The program and everything that it references, in an order that does not depend on who asks.</param>
    public ProgramLink(ProjectFragment host, IReadOnlyList<ProjectFragment> parts)
    {
        Name = host.AssemblyName.Length > 0 ? host.AssemblyName : host.Project;
        var methods = new ComposedMethods(parts.SelectMany(part => part.Supplies));
        foreach (var part in parts)
        {
            foreach (var supply in part.Supplies)
            {
                if (supply.Kind == SupplyKind.Activation && methods.Runs(supply.Member))
                {
                    _made.Add(supply.Slot);
                }
                else if (supply.Kind == SupplyKind.Value && supply.Slot != LinkWords.Unfollowed && methods.StateOf(supply) is { } guard)
                {
                    Add(new Given(part, supply, guard));
                }
            }
        }
    }

    /// <summary>The program's name.</summary>
    public string Name { get; }

    /// <summary>Everything that gets to the slots of <paramref name="debt"/>.</summary>
    public IReadOnlyList<Given> SuppliesOf(Debt debt)
    {
        var given = new List<Given>();
        foreach (string place in debt.Places)
        {
            given.AddRange(At(place));
        }

        // The container calls a constructor whoever else does; a handler is called by the container where nobody calls it by name.
        if (given.Count == 0 || debt.MadeType is not null)
        {
            given.AddRange(debt.Services.SelectMany(Of));
        }

        return given;
    }

    /// <summary>The container makes the type that owes <paramref name="debt"/>, and nothing registers what its constructor asks for.</summary>
    public bool LacksService(Debt debt) => debt.MadeType is { } type && _made.Contains(type) && !debt.Places.Any(IsHttpClient) && !debt.Services.SelectMany(Of).Any();

    private bool IsHttpClient(string place) => place.StartsWith("http:", StringComparison.Ordinal) && _places.ContainsKey(place);

    private IEnumerable<Given> At(string place)
        => (_places.TryGetValue(place, out var bound) ? bound : []).Concat(_places.TryGetValue(DynamicPrefix + Debt.MemberOf(place), out var dynamic) ? dynamic : []);

    private IEnumerable<Given> Of(Debt.ServiceSlot asked)
    {
        foreach (string type in new[] { asked.Type, AnyService.Type })
        {
            if (_services.TryGetValue(type, out var registered))
            {
                foreach (var (key, given) in registered)
                {
                    if (type == AnyService.Type || asked.Gets(key))
                    {
                        yield return given;
                    }
                }
            }
        }
    }

    private void Add(Given given)
    {
        string slot = given.Supply.Slot;
        if (!Debt.ServiceSlot.Is(slot))
        {
            List(_places, slot).Add(given);
            return;
        }

        var service = Debt.ServiceSlot.Parse(slot);
        List(_services, service.Type).Add((service.Key, given));
    }

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    /// <summary>A client that gets to a slot in this program.</summary>
    /// <param name="Part">The project that supplies it.</param>
    /// <param name="Supply">What it says.</param>
    /// <param name="Guard">The guard state in this program.</param>
    internal sealed record Given(ProjectFragment Part, Supply Supply, GuardState Guard);
}
