using System.Text;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Names of types as the catalogue writes them, and questions about bases by such names.</summary>
internal static class TypeNames
{
    /// <summary>The metadata name with its namespace, <c>+</c> before nested types and the arity after a backtick.</summary>
    public static string Of(ITypeSymbol type)
    {
        var text = new StringBuilder(type.MetadataName);
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            text.Insert(0, '+').Insert(0, outer.MetadataName);
        }

        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            text.Insert(0, '.').Insert(0, space.MetadataName);
        }

        return text.ToString();
    }

    /// <summary>Whether <paramref name="type"/> has the metadata name <paramref name="name"/>; cheap when the last part differs.</summary>
    public static bool Is(ITypeSymbol? type, string name) =>
        type is not null && name.EndsWith(type.MetadataName, StringComparison.Ordinal) && Of(type.OriginalDefinition) == name;

    /// <summary>Whether <paramref name="type"/> is, derives from or implements the type named <paramref name="name"/>.</summary>
    public static bool IsOrInherits(ITypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, name))
            {
                return true;
            }
        }

        if (type is not null)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (Is(implemented, name))
                {
                    return true;
                }
            }
        }

        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (IsOrInherits(constraint, name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
