using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Linking;

/// <summary>Slots as a reader of the report names them.</summary>
internal static class SlotNames
{
    private static readonly SymbolDisplayFormat Method = new(
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>A method with its parameters, a constructor by its type, any other member with its type.</summary>
    public static string Of(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        ? constructor.ContainingType.Name + "(" + string.Join(", ", constructor.Parameters.Select(static parameter => parameter.ToDisplayString(Method))) + ")"
        : member is IMethodSymbol method ? ExtensionMembers.Callable(method).ToDisplayString(Method) : member.ToDisplayString(Method);

    /// <summary>A service with its key.</summary>
    public static string OfService(string typeName, ServiceKey key)
    {
        var name = typeName.Substring(typeName.LastIndexOf('.') + 1);
        var arity = name.IndexOf('`');
        name = arity < 0 ? name : name.Substring(0, arity);
        var text = key.Text;
        return !key.IsKeyed ? "the service " + name
            : text == "*" ? "a keyed service " + name
            : "the service " + name + " with the key '" + Uri.UnescapeDataString(text.Substring(text.IndexOf(':') + 1)) + "'";
    }
}
