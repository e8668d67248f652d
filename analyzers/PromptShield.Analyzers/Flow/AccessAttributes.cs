using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Reads who may call an endpoint from the attributes of its handler, action or controller.</summary>
internal static class AccessAttributes
{
    private const string AllowAnonymous = "Microsoft.AspNetCore.Authorization.IAllowAnonymous";

    private static readonly string[] Requirements =
    [
        "Microsoft.AspNetCore.Authorization.IAuthorizeData",
        "Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter",
        "Microsoft.AspNetCore.Mvc.Filters.IAsyncAuthorizationFilter",
    ];

    /// <summary>What the attributes of an action, what it overrides, its controller and the controller's bases say together.</summary>
    public static EndpointAccess OfAction(IMethodSymbol action)
    {
        var access = EndpointAccess.Unstated;
        for (IMethodSymbol? method = action; method is not null; method = method.OverriddenMethod)
        {
            access = Both(access, Of(method));
        }

        for (var type = action.ContainingType; type is not null; type = type.BaseType)
        {
            access = Both(access, Of(type));
        }

        return access;
    }

    /// <summary>What the symbol's own attributes say.</summary>
    public static EndpointAccess Of(ISymbol symbol)
    {
        var access = EndpointAccess.Unstated;
        foreach (var attribute in symbol.GetAttributes())
        {
            access = Both(access, Of(attribute));
        }

        return access;
    }

    /// <summary>What both say: who lets everybody in has the last word, as in ASP.NET Core.</summary>
    public static EndpointAccess Both(EndpointAccess left, EndpointAccess right) =>
        left == EndpointAccess.Anonymous || right == EndpointAccess.Anonymous ? EndpointAccess.Anonymous
        : left == EndpointAccess.Required || right == EndpointAccess.Required ? EndpointAccess.Required
        : left == EndpointAccess.Unknown ? left
        : right;

    /// <summary>What an object of this type says as metadata of an endpoint, or as a filter.</summary>
    public static EndpointAccess OfType(ITypeSymbol? type)
    {
        if (type is null)
        {
            return EndpointAccess.Unknown;
        }

        if (TypeNames.IsOrInherits(type, AllowAnonymous))
        {
            return EndpointAccess.Anonymous;
        }

        foreach (var requirement in Requirements)
        {
            if (TypeNames.IsOrInherits(type, requirement))
            {
                return EndpointAccess.Required;
            }
        }

        return EndpointAccess.Unstated;
    }

    private static EndpointAccess Of(AttributeData attribute)
    {
        var access = OfType(attribute.AttributeClass);
        if (access != EndpointAccess.Unstated || attribute.AttributeClass is not { } type)
        {
            return access;
        }

        // [ServiceFilter(typeof(ApiKeyFilter))], [TypeFilter<AdminOnlyFilter>] and filters of the program's own.
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Type && argument.Value is ITypeSymbol filter && Checks(filter))
            {
                return EndpointAccess.Required;
            }
        }

        return TypeNames.IsOrInherits(type, "Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata") && (Checks(type) || type.TypeArguments.Any(Checks))
            ? EndpointAccess.Required
            : EndpointAccess.Unstated;
    }

    private static bool Checks(ITypeSymbol filter) => OfType(filter) == EndpointAccess.Required || AiConfiguration.Default.ChecksAccess(filter.Name);
}
