namespace PromptShield.Analyzers.Catalog;

/// <summary>
/// The registers of the policy. A register without entries does not exist: nothing is held against it. Entries compare without case, as names of
/// hosts and models do.
/// </summary>
internal sealed class Registers
{
    /// <summary>Providers, by the names that the inventory uses.</summary>
    public const string Provider = "approved-provider";

    /// <summary>Hosts of endpoints; a leading <c>*.</c> stands for any subdomain.</summary>
    public const string Endpoint = "approved-endpoint";

    /// <summary>Regions, as the provider spells them.</summary>
    public const string Region = "approved-region";

    /// <summary>Models and deployments.</summary>
    public const string Model = "approved-model";

    /// <summary>Names of tools that may run without approval.</summary>
    public const string Tool = "approved-tool";

    private readonly Dictionary<string, HashSet<string>> entries = new(StringComparer.Ordinal)
    {
        [Provider] = new(StringComparer.OrdinalIgnoreCase),
        [Endpoint] = new(StringComparer.OrdinalIgnoreCase),
        [Region] = new(StringComparer.OrdinalIgnoreCase),
        [Model] = new(StringComparer.OrdinalIgnoreCase),
        [Tool] = new(StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The entries of a register, one of the constants of this class.</summary>
    public HashSet<string> this[string kind] => entries[kind];

    /// <summary>Adds an entry; a kind that this version does not know is passed over.</summary>
    public void Add(string kind, string entry)
    {
        if (entries.TryGetValue(kind, out var register))
        {
            register.Add(entry);
        }
    }

    /// <summary>
    /// Whether the register <paramref name="kind"/> is there and does not name <paramref name="name"/>. Providers compare by their letters and digits, so
    /// that <c>azure-openai</c> is <c>Azure OpenAI</c>; a host of which the source shows only the end is forbidden when no entry can be meant.
    /// </summary>
    public bool Forbids(string kind, string name)
    {
        var register = entries[kind];
        if (register.Count == 0)
        {
            return false;
        }

        foreach (var entry in register)
        {
            if (kind switch { Provider => Folded(entry) == Folded(name), Endpoint => IsHost(name, entry), _ => string.Equals(entry, name, StringComparison.OrdinalIgnoreCase) })
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHost(string host, string entry)
    {
        var isOpen = entry.StartsWith("*.", StringComparison.Ordinal);
        var end = isOpen ? entry.Substring(1) : entry;
        var unknown = host.LastIndexOf(ProviderHosts.Unknown);
        if (unknown < 0)
        {
            return isOpen ? host.EndsWith(end, StringComparison.OrdinalIgnoreCase) : host.Equals(end, StringComparison.OrdinalIgnoreCase);
        }

        var shown = host.Substring(unknown + 1);
        return end.EndsWith(shown, StringComparison.OrdinalIgnoreCase) || (isOpen && shown.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }

    private static string Folded(string name)
    {
        var letters = new char[name.Length];
        var count = 0;
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
            {
                letters[count++] = char.ToLowerInvariant(letter);
            }
        }

        return new string(letters, 0, count);
    }
}
