namespace PromptShield.Reporting;

/// <summary>The steps of a chain in words.</summary>
internal static class LinkWords
{
    /// <summary>What is owed when nothing says where the client may come from.</summary>
    public const string Unfollowed = "!";

    /// <summary>What a project does with a client.</summary>
    public static ChainStep Step(ProgramLink.Given given, bool isInsideShield = false)
    {
        var supply = given.Supply;
        string project = given.Part.AssemblyName.Length > 0 ? given.Part.AssemblyName : given.Part.Project;
        string to = supply.To.Length > 0 ? supply.To : NameOf(supply.Slot);
        bool isHandedOn = given.Guard == GuardState.Deferred;
        string client = isHandedOn ? "what it was handed" : "a client";
        string action = Debt.ServiceSlot.Is(supply.Slot) || supply.Slot.StartsWith("http:", StringComparison.Ordinal) ? $"registers {(isHandedOn ? client + " as " : "")}{to}"
            : supply.Slot.StartsWith("dynamic:", StringComparison.Ordinal) || IsParameter(supply.Slot) ? $"passes {client} to {to}"
            : supply.Slot.StartsWith("M:", StringComparison.Ordinal) ? $"returns {client} from {to}"
            : $"sets {to}{(isHandedOn ? " to " + client : "")}";
        string state = isInsideShield ? ": code of this program stands between the shield and the model" : given.Guard == GuardState.Guarded ? ": through the shield" : isHandedOn ? "" : ": " + supply.Text;
        return new ChainStep($"{project} {action}{state}", supply.File, supply.Line, supply.Column);
    }

    /// <summary>What was looked for in a program and not found.</summary>
    public static ChainStep Missing(string program, Debt debt)
    {
        string[] sought = [.. debt.Places.Where(place => place != Unfollowed).Select(NameOf).Concat(debt.Services.Select(NameOf)).Distinct(StringComparer.Ordinal)];
        string text = sought.Length == 0
            ? $"how {program} supplies the client cannot be followed"
            : $"nothing in {program} supplies {string.Join(" or ", sought)} through the shield";
        return new ChainStep(text, "", 0, 0);
    }

    private static string NameOf(Debt.ServiceSlot service)
    {
        string name = LastName(service.Type);
        int separator = service.Key.IndexOf(':');
        return service.Key.Length == 0 ? "the service " + name
            : separator < 0 ? "a keyed service " + name
            : $"the service {name} with the key '{Uri.UnescapeDataString(service.Key.Substring(separator + 1))}'";
    }

    private static string NameOf(string slot)
    {
        if (slot.StartsWith("http:", StringComparison.Ordinal))
        {
            return slot.IndexOf('@') < 0 ? "the HTTP client of " + LastName(slot) : $"the HTTP client '{Uri.UnescapeDataString(slot.Substring(slot.IndexOf('@') + 1))}'";
        }

        string id = IsParameter(slot) ? slot.Substring(0, slot.LastIndexOf('/')) : slot;
        int open = id.IndexOf('(');
        string path = open < 0 ? id : id.Substring(0, open);
        string name = path.EndsWith(".#ctor", StringComparison.Ordinal)
            ? LastName(path.Substring(0, path.Length - ".#ctor".Length))
            : LastName(path.Substring(0, Math.Max(path.LastIndexOf('.'), 0))) + "." + LastName(path);
        return open < 0 ? name : name + "(" + string.Join(", ", ParametersOf(id.Substring(open + 1).TrimEnd(')')).Select(LastName)) + ")";
    }

    private static bool IsParameter(string slot) => slot.StartsWith("M:", StringComparison.Ordinal) && slot.LastIndexOf('/') > 0;

    // "N.A{N.B,N.C},N.D": a comma within braces separates no parameters.
    private static IEnumerable<string> ParametersOf(string list)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.Length; i++)
        {
            depth += list[i] == '{' ? 1 : list[i] == '}' ? -1 : 0;
            if (list[i] == ',' && depth == 0)
            {
                yield return list.Substring(start, i - start);
                start = i + 1;
            }
        }

        yield return list.Substring(start);
    }

    private static string LastName(string path)
    {
        int brace = path.IndexOf('{');
        string plain = brace < 0 ? path : path.Substring(0, brace);
        string name = plain.Substring(plain.LastIndexOfAny(['.', ':']) + 1);
        int tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }
}
