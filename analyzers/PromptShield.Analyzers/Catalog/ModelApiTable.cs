namespace PromptShield.Analyzers.Catalog;

/// <summary>The catalogue of model APIs by method name. Knows no compiler type, so it is read once a process.</summary>
internal sealed class ModelApiTable
{
    private const string AmbiguousNames = "ambiguous-names:";
    private static readonly Lazy<ModelApiTable> Embedded = new(static () => new ModelApiTable(DataFile.Lines("model-apis.txt")));

    private readonly Dictionary<string, List<ModelApi>> byMethod = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ModelApi>> byType = new(StringComparer.Ordinal);
    private readonly HashSet<string> ambiguous = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> providerByAssembly = new(StringComparer.Ordinal);

    /// <summary>Reads lines of <c>type|assemblies|method|role|kind|sdk|provider</c>.</summary>
    /// <exception cref="FormatException">A line does not have that form.</exception>
    public ModelApiTable(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith(AmbiguousNames, StringComparison.Ordinal))
            {
                ambiguous.UnionWith(line.Substring(AmbiguousNames.Length).Split([' '], StringSplitOptions.RemoveEmptyEntries));
            }
            else
            {
                Add(Parse(line));
            }
        }
    }

    /// <summary>The catalogue that ships with the analyzers.</summary>
    public static ModelApiTable Default => Embedded.Value;

    /// <summary>Every entry.</summary>
    public IEnumerable<ModelApi> All => byMethod.Values.SelectMany(static entries => entries);

    /// <summary>The entries for a method name; empty when there is none.</summary>
    public IReadOnlyList<ModelApi> Named(string method) => byMethod.TryGetValue(method, out var entries) ? entries : [];

    /// <summary>The entries for a type by its metadata name; empty when there is none.</summary>
    public IReadOnlyList<ModelApi> OnType(string type) => byType.TryGetValue(type, out var entries) ? entries : [];

    /// <summary>Whether a method name alone says that a call is a model call: nothing else bears it, and it is no factory's.</summary>
    public bool IsTelling(string method)
    {
        foreach (var api in Named(method))
        {
            if (api.Role == ModelApiRole.Sink)
            {
                return !ambiguous.Contains(method);
            }
        }

        return false;
    }

    /// <summary>The provider that the clients of an assembly talk to; null when the assembly has none or several.</summary>
    public string? ProviderOf(string assembly) =>
        providerByAssembly.TryGetValue(assembly, out var provider) && provider != "unknown" ? provider : null;

    /// <summary>Whether <paramref name="assembly"/> is one of an SDK in the catalogue.</summary>
    public bool IsSdk(string assembly) => providerByAssembly.ContainsKey(assembly);

    private static ModelApi Parse(string line)
    {
        var fields = line.Split('|');
        return fields.Length == 7 && fields[1].Length > 0 && Role(fields[3]) is { } role
            ? new ModelApi(fields[0], fields[1], fields[2], role, fields[4], fields[5], fields[6])
            : throw new FormatException("Not an entry of the catalogue of model APIs: " + line);
    }

    private static ModelApiRole? Role(string text) => text switch
    {
        "sink" => ModelApiRole.Sink,
        "factory" => ModelApiRole.Factory,
        _ => null,
    };

    private static void Add(Dictionary<string, List<ModelApi>> index, string key, ModelApi api)
    {
        if (!index.TryGetValue(key, out var entries))
        {
            index.Add(key, entries = []);
        }

        entries.Add(api);
    }

    private void Add(ModelApi api)
    {
        Add(byMethod, api.Method, api);
        Add(byType, api.Type, api);
        foreach (var assembly in api.Assemblies)
        {
            providerByAssembly[assembly] =
                providerByAssembly.TryGetValue(assembly, out var known) && known != api.Provider ? "unknown" : api.Provider;
        }
    }
}
