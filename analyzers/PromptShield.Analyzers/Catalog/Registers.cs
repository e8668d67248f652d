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
}
