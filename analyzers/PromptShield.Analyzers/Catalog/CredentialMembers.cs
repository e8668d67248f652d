using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>What <c>credential-members.txt</c> says about a member.</summary>
internal enum CredentialRole
{
    /// <summary>A secret stands there.</summary>
    Credential,

    /// <summary>Instructions of a model stand there.</summary>
    Prompt,

    /// <summary>Instructions stand there when another argument says so.</summary>
    Message,
}

/// <summary>One parameter or property.</summary>
internal sealed class CredentialMember(CredentialRole role, string type, string member, string parameter)
{
    /// <summary>What stands there.</summary>
    public CredentialRole Role { get; } = role;

    /// <summary>Metadata name of the declaring type.</summary>
    public string Type { get; } = type;

    /// <summary>Name of the method or property; <c>.ctor</c> for a constructor.</summary>
    public string Member { get; } = member;

    /// <summary>Name of the parameter; of a property, its own.</summary>
    public string Parameter { get; } = parameter;
}

/// <summary>Where credentials and instructions are handed to client libraries; the rows stand in <c>Data/credential-members.txt</c>.</summary>
internal sealed class CredentialMembers
{
    private static readonly char[] Separators = [' ', '|'];
    private static readonly Lazy<CredentialMembers> Embedded = new(static () => new CredentialMembers(DataFile.Lines("credential-members.txt")));
    private readonly Dictionary<string, List<CredentialMember>> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the rows.</summary>
    /// <exception cref="FormatException">A row is not understood.</exception>
    public CredentialMembers(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split(Separators);
            if (fields.Length == 2 && fields[0] == "header")
            {
                headers.Add(fields[1]);
            }
            else if (fields.Length == 4)
            {
                Add(new CredentialMember(RoleOf(fields[0]), fields[1], fields[2], fields[3]));
            }
            else
            {
                throw new FormatException("credential-members.txt: not a row: " + line);
            }
        }
    }

    /// <summary>The rows that ship with the analyzers.</summary>
    public static CredentialMembers Default => Embedded.Value;

    /// <summary>All rows.</summary>
    public IEnumerable<CredentialMember> All
    {
        get
        {
            foreach (var named in members.Values)
            {
                foreach (var member in named)
                {
                    yield return member;
                }
            }
        }
    }

    /// <summary>Whether a header of HTTP requests carries a credential.</summary>
    public bool IsHeader(string name) => headers.Contains(name);

    /// <summary>The row of a parameter of a method that a library declares; null when there is none.</summary>
    public CredentialMember? Find(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method ? Find(method, method.Name, parameter.Name) : null;

    /// <summary>The row of a property that a library declares; null when there is none.</summary>
    public CredentialMember? Find(ISymbol property) => Find(property, property.Name, property.Name);

    private CredentialMember? Find(ISymbol member, string name, string parameter)
    {
        if (members.TryGetValue(name, out var named) && member.DeclaringSyntaxReferences.IsEmpty)
        {
            foreach (var row in named)
            {
                if (row.Parameter == parameter && TypeNames.Is(member.ContainingType, row.Type))
                {
                    return row;
                }
            }
        }

        return null;
    }

    private void Add(CredentialMember member)
    {
        if (!members.TryGetValue(member.Member, out var named))
        {
            members.Add(member.Member, named = []);
        }

        named.Add(member);
    }

    private static CredentialRole RoleOf(string name) => name switch
    {
        "credential" => CredentialRole.Credential,
        "prompt" => CredentialRole.Prompt,
        "message" => CredentialRole.Message,
        _ => throw new FormatException("credential-members.txt: unknown kind of row '" + name + "'"),
    };
}
