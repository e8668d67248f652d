using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Knows the actions of MVC controllers by the rules of MVC.</summary>
internal static class ControllerActions
{
    /// <summary>Metadata name of the base class of controllers.</summary>
    public const string Base = "Microsoft.AspNetCore.Mvc.ControllerBase";

    private const string NoAction = "Microsoft.AspNetCore.Mvc.NonActionAttribute";
    private const string Template = "Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider";
    private const string Controller = "Controller";

    private static readonly string[] Changing =
    [
        "Microsoft.AspNetCore.Mvc.HttpPutAttribute", "Microsoft.AspNetCore.Mvc.HttpPatchAttribute", "Microsoft.AspNetCore.Mvc.HttpDeleteAttribute",
    ];

    /// <summary>Whether a request can reach the method as an action.</summary>
    public static bool IsAction(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsAbstract: false, IsGenericMethod: false } &&
        method.ContainingType is { IsAbstract: false, DeclaredAccessibility: Accessibility.Public } type &&
        TypeNames.IsOrInherits(type, Base) && !Has(method, NoAction);

    /// <summary>The words of the routes, of the controller and of the action.</summary>
    public static List<string> Words(IMethodSymbol method)
    {
        var words = new List<string>();
        AddRoutes(method.ContainingType, words);
        AddRoutes(method, words);
        var name = method.ContainingType.Name;
        words.AddRange(IdentifierWords.Split(name.EndsWith(Controller, StringComparison.Ordinal) ? name.Substring(0, name.Length - Controller.Length) : name));
        words.Add(string.Empty);
        words.AddRange(IdentifierWords.Split(method.Name));
        return words;
    }

    /// <summary>Whether the action answers PUT, PATCH or DELETE.</summary>
    public static bool Changes(IMethodSymbol method) => Changing.Any(attribute => Has(method, attribute));

    private static void AddRoutes(ISymbol symbol, List<string> words)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is string route && TypeNames.IsOrInherits(attribute.AttributeClass, Template))
            {
                AiConfiguration.AddRoute(route, words);
            }
        }
    }

    private static bool Has(IMethodSymbol method, string attribute) => method.GetAttributes().Any(data => TypeNames.IsOrInherits(data.AttributeClass, attribute));
}
