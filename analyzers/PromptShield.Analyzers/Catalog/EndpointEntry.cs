using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Members of a table that give an address or a region to a client, or make a client that has one.</summary>
internal sealed class EndpointEntry(string types, string members, string parameters, string provider, string address)
{
    /// <summary>Stands for constructors.</summary>
    public const string Constructor = ".ctor";

    private readonly string[] parameters = parameters.Split(',');

    /// <summary>Metadata names of the declaring types.</summary>
    public string[] Types { get; } = types.Split(',');

    /// <summary>Names of the members, or <see cref="Constructor"/>.</summary>
    public string[] Members { get; } = members.Split(',');

    /// <summary>Whether the members are properties.</summary>
    public bool IsProperty { get; } = parameters.Length == 0;

    /// <summary>The provider; empty when only the host tells.</summary>
    public string Provider { get; } = provider;

    /// <summary>The address that is used when the code gives none; empty for entries that give one.</summary>
    public string Address { get; } = address;

    /// <summary>Whether <paramref name="member"/> is one of them.</summary>
    public bool Is(ISymbol member)
    {
        if (Array.IndexOf(Members, member.Name) < 0)
        {
            return false;
        }

        foreach (var type in Types)
        {
            if (TypeNames.Is(member.ContainingType, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="parameter"/> takes the value.</summary>
    public bool Takes(IParameterSymbol? parameter) => parameter is not null && Array.IndexOf(parameters, parameter.Name) >= 0;
}
