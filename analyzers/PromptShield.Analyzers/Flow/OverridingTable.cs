using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// The types of one assembly by the interfaces that they implement, and its members by what they override. Made in one pass, because a search
/// for each member would cost the size of the project every time.
/// </summary>
internal sealed class OverridingTable
{
    private readonly Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> implementers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<ISymbol>> overriders = new(SymbolEqualityComparer.Default);

    /// <summary>Reads every class and struct of <paramref name="assembly"/>.</summary>
    public OverridingTable(IAssemblySymbol assembly)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (current is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            {
                Add(type);
            }

            foreach (var member in current.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol nested)
                {
                    pending.Push(nested);
                }
            }
        }
    }

    /// <summary>The members that override or implement <paramref name="member"/>, a definition, and have a body.</summary>
    public IReadOnlyList<ISymbol> Of(ISymbol member) =>
        member.ContainingType.TypeKind == TypeKind.Interface ? Implementations(member)
        : overriders.TryGetValue(member, out var found) ? found
        : [];

    private List<ISymbol> Implementations(ISymbol member)
    {
        var found = new List<ISymbol>();
        if (!implementers.TryGetValue(member.ContainingType, out var types))
        {
            return found;
        }

        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { member };
        foreach (var type in types)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, member.ContainingType))
                {
                    continue;
                }

                foreach (var declared in implemented.GetMembers(member.Name))
                {
                    if (SymbolEqualityComparer.Default.Equals(declared.OriginalDefinition, member) &&
                        type.FindImplementationForInterfaceMember(declared)?.OriginalDefinition is { IsAbstract: false } implementation &&
                        seen.Add(implementation))
                    {
                        found.Add(implementation);
                    }
                }
            }
        }

        return found;
    }

    private void Add(INamedTypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            // One interface with several type arguments names its type once.
            var types = Entry(implementers, implemented.OriginalDefinition);
            if (types.Count == 0 || !ReferenceEquals(types[types.Count - 1], type))
            {
                types.Add(type);
            }
        }

        foreach (var member in type.GetMembers())
        {
            if (!member.IsOverride || member.IsAbstract)
            {
                continue;
            }

            for (var overridden = Overridden(member); overridden is not null; overridden = Overridden(overridden))
            {
                Entry(overriders, overridden.OriginalDefinition).Add(member);
            }
        }
    }

    private static List<TValue> Entry<TKey, TValue>(Dictionary<TKey, List<TValue>> table, TKey key)
    {
        if (!table.TryGetValue(key, out var values))
        {
            table.Add(key, values = []);
        }

        return values;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
