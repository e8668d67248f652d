using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>A line of a table about members: constructors or methods with the parameters that matter, or properties.</summary>
/// <param name="types">Metadata names of the declaring types, separated by commas.</param>
/// <param name="members">Names of the members, or <see cref="Constructor"/>, separated by commas.</param>
/// <param name="parameters">Names of the parameters, separated by commas; empty when the members are properties.</param>
internal class MemberEntry(string types, string members, string parameters)
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

    /// <summary>The entry of <paramref name="member"/>, or of what it overrides, among <paramref name="entries"/>; null when it has none.</summary>
    public static T? Find<T>(List<T> entries, ISymbol member)
        where T : MemberEntry
    {
        for (var current = member; current is not null; current = (current as IMethodSymbol)?.OverriddenMethod ?? (ISymbol?)(current as IPropertySymbol)?.OverriddenProperty)
        {
            foreach (var entry in entries)
            {
                if (entry.Is(current))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    /// <summary>Whether <paramref name="parameter"/> is one of those that matter.</summary>
    public bool Takes(IParameterSymbol? parameter) => parameter is not null && Array.IndexOf(parameters, parameter.Name) >= 0;

    private bool Is(ISymbol member)
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
}
