using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Decides whether a method is a catalogued one: by type, name and assembly, then by what it overrides or implements.</summary>
internal static class ModelCatalog
{
    /// <summary>The entry of <paramref name="method"/>; null when it is none.</summary>
    /// <param name="method">A method as called; a reduced extension is looked up by its static form.</param>
    public static ModelApi? Match(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var name = definition.ExplicitInterfaceImplementations.IsEmpty ? definition.Name : definition.ExplicitInterfaceImplementations[0].Name;
        var named = ModelApiTable.Default.Named(name);
        if (named.Count == 0)
        {
            return null;
        }

        for (var current = definition; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (Find(named, current.ContainingType) is { } api)
            {
                return api;
            }
        }

        return Implemented(named, definition);
    }

    /// <summary>Whether <paramref name="type"/> is, derives from or implements a type with catalogued methods.</summary>
    public static bool IsModelType(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsCatalogued(current))
            {
                return true;
            }
        }

        if (type is not null)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (IsCatalogued(implemented))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsCatalogued(ITypeSymbol type)
    {
        var entries = ModelApiTable.Default.OnType(TypeNames.Of(type.OriginalDefinition));
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].IsIn(type.ContainingAssembly?.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static ModelApi? Implemented(IReadOnlyList<ModelApi> named, IMethodSymbol definition)
    {
        if (definition.IsStatic)
        {
            return null;
        }

        foreach (var implemented in definition.ContainingType.AllInterfaces)
        {
            if (Find(named, implemented.OriginalDefinition) is not { } api)
            {
                continue;
            }

            foreach (var member in implemented.GetMembers(api.Method))
            {
                if (SymbolEqualityComparer.Default.Equals(
                    definition.ContainingType.FindImplementationForInterfaceMember(member)?.OriginalDefinition, definition))
                {
                    return api;
                }
            }
        }

        return null;
    }

    private static ModelApi? Find(IReadOnlyList<ModelApi> named, INamedTypeSymbol type)
    {
        var assembly = type.ContainingAssembly?.Name;
        for (var i = 0; i < named.Count; i++)
        {
            var api = named[i];
            if (api.IsIn(assembly) && TypeNames.Is(type, api.Type))
            {
                return api;
            }
        }

        return null;
    }
}
