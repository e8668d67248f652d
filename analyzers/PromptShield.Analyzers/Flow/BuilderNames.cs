using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Variables of one body that hold the same builder: builder methods return their receiver, and <c>Services</c> belongs to its builder.</summary>
internal sealed class BuilderNames
{
    private readonly Dictionary<ISymbol, ISymbol> roots = new(SymbolEqualityComparer.Default);

    /// <summary>Notes that <paramref name="variable"/> got a value of <paramref name="type"/> out of a chain that starts at <paramref name="root"/>.</summary>
    public void Note(ISymbol variable, ITypeSymbol? type, ISymbol? root)
    {
        if (root is not null && ClientRules.Default.IsBuilder(type))
        {
            var first = RootOf(root);
            if (!SymbolEqualityComparer.Default.Equals(first, variable))
            {
                roots[variable] = first;
            }
        }
    }

    /// <summary>The other variables that hold what <paramref name="variable"/> holds.</summary>
    public List<ISymbol> OthersOf(ISymbol variable)
    {
        var others = new List<ISymbol>();
        if (roots.Count == 0)
        {
            return others;
        }

        var root = RootOf(variable);
        if (!SymbolEqualityComparer.Default.Equals(root, variable))
        {
            others.Add(root);
        }

        foreach (var pair in roots)
        {
            if (SymbolEqualityComparer.Default.Equals(pair.Value, root) && !SymbolEqualityComparer.Default.Equals(pair.Key, variable))
            {
                others.Add(pair.Key);
            }
        }

        return others;
    }

    private ISymbol RootOf(ISymbol variable) => roots.TryGetValue(variable, out var root) ? root : variable;
}
