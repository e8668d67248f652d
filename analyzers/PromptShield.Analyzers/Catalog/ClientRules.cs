using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>The rules of <c>client-rules.txt</c>: which types carry a guard state, and which calls change it.</summary>
internal sealed class ClientRules
{
    private static readonly Lazy<ClientRules> Embedded = new(static () => new ClientRules(DataFile.Lines("client-rules.txt")));
    private readonly Dictionary<string, List<string>> rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> services = new(StringComparer.Ordinal);

    /// <summary>Reads lines of <c>rule name…</c>.</summary>
    /// <exception cref="FormatException">A line has no name.</exception>
    public ClientRules(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            if (words.Length < 2)
            {
                throw new FormatException("Not a rule about clients: " + line);
            }

            if (words[0] == "service")
            {
                services[words[1]] = [.. words.Skip(2)];
            }
            else
            {
                if (!rules.TryGetValue(words[0], out var names))
                {
                    rules.Add(words[0], names = []);
                }

                names.Add(words[1]);
            }
        }
    }

    /// <summary>The rules that ship with the analyzers.</summary>
    public static ClientRules Default => Embedded.Value;

    /// <summary>Names of methods that register a model service.</summary>
    public IEnumerable<string> ServiceMethods => services.Keys;

    /// <summary>The metadata names of the services that <paramref name="method"/> registers; null when it is no such method.</summary>
    public IReadOnlyList<string>? ServicesOf(string method) => services.TryGetValue(method, out var types) ? types : null;

    /// <summary>Whether an argument of this type hands its guard state on.</summary>
    public bool IsClient(ITypeSymbol? type) => IsAny("client", type) || IsSdkClient(type);

    /// <summary>Whether a guarded object of this type guards the client that it is given to.</summary>
    public bool IsTransport(ITypeSymbol? type) => IsAny("transport", type);

    /// <summary>Whether a value of this type brings a guard state with it: a client, or what guards one.</summary>
    public bool CarriesGuard(ITypeSymbol? type) => IsClient(type) || IsTransport(type);

    /// <summary>Whether calls change objects of this type in place.</summary>
    public bool IsBuilder(ITypeSymbol? type) => IsAny("builder", type);

    /// <summary>Whether this type is middleware around an inner client.</summary>
    public bool IsMiddleware(ITypeSymbol? type) => IsAny("middleware", type);

    /// <summary>Whether this very type is middleware that adds no content, or whose content a shield around it sees.</summary>
    public bool IsSafeInside(ITypeSymbol? type) => type is not null && rules["safe-inside"].Exists(name => TypeNames.Is(type, name));

    /// <summary>Whether objects of this type handle requests between a client and the wire.</summary>
    public bool IsOnWire(ITypeSymbol? type) => IsAny("on-wire", type);

    /// <summary>Whether <c>AddPromptShield()</c> on services decorates this service.</summary>
    public bool IsDecorated(ITypeSymbol? type) => IsAny("decorated", type);

    /// <summary>Whether <paramref name="method"/> adds middleware that may stand inside the shield.</summary>
    public bool IsSafeMiddleware(string method) => rules["safe-middleware"].Contains(method);

    /// <summary>Whether <paramref name="method"/> adds function invocation.</summary>
    public bool IsFunctionInvocation(string method) => rules["function-invocation"].Contains(method);

    /// <summary>Whether <paramref name="property"/> holds the inner client of middleware.</summary>
    public bool IsInner(string property) => rules["inner"].Contains(property);

    /// <summary>A client class of a catalogued SDK: its name ends like one, as options, messages and results do not.</summary>
    private static bool IsSdkClient(ITypeSymbol? type) =>
        type is { ContainingAssembly: { } assembly } &&
        type.Name.EndsWith("Client", StringComparison.Ordinal) &&
        ModelApiTable.Default.IsSdk(assembly.Name);

    private bool IsAny(string rule, ITypeSymbol? type)
    {
        if (type is null or { SpecialType: not SpecialType.None })
        {
            return false;
        }

        foreach (var name in rules[rule])
        {
            if (TypeNames.IsOrInherits(type, name))
            {
                return true;
            }
        }

        return false;
    }
}
