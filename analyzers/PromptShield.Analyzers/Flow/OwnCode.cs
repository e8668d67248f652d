using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells code of this program that handles requests between a client and the wire from what a framework puts there.</summary>
internal static class OwnCode
{
    /// <summary>Whether an object of <paramref name="type"/> changes what passes it, when it stands inside of a shield.</summary>
    public static bool CanAddContent(ITypeSymbol? type)
    {
        if (type is null || ShieldIdentity.Declares(type))
        {
            return false;
        }

        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            return ClientRules.Default.IsMiddleware(type) && !ClientRules.Default.IsSafeInside(type);
        }

        return ClientRules.Default.IsMiddleware(type) || ClientRules.Default.IsOnWire(type) || (ClientRules.Default.IsClient(type) && HoldsClient(type));
    }

    /// <summary>Whether <paramref name="handler"/>, a handler or policy, is of this program, or may be for all that its type says.</summary>
    public static bool IsOwnHandler(IOperation? handler)
    {
        while (handler is IConversionOperation conversion)
        {
            handler = conversion.Operand;
        }

        return handler?.Type is not { } type || IsOwnHandler(type);
    }

    /// <summary>Whether a handler or policy of <paramref name="type"/> is of this program, or may be for all that the type says.</summary>
    public static bool IsOwnHandler(ITypeSymbol type) =>
        !ShieldIdentity.Declares(type) && (!type.DeclaringSyntaxReferences.IsEmpty || type.IsAbstract || type.TypeKind == TypeKind.TypeParameter);

    private static bool HoldsClient(ITypeSymbol type)
    {
        for (var current = type; current is { DeclaringSyntaxReferences.IsEmpty: false }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                var held = member switch
                {
                    IFieldSymbol field => field.Type,
                    IPropertySymbol property => property.Type,
                    _ => null,
                };
                if (ClientRules.Default.IsClient(held) || (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && TakesClient(constructor)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool TakesClient(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
        {
            if (ClientRules.Default.IsClient(parameter.Type))
            {
                return true;
            }
        }

        return false;
    }
}
