using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Names of the places through which a client passes from one assembly to another, spelled alike on both sides: a parameter is
/// <c>M:…/0</c>, a field, property or result its documentation id, a service <c>service:T:…@key</c>, an HTTP client of the factory <c>http:…</c>.
/// </summary>
internal static class Slot
{
    /// <summary>A place that no other assembly can name, or through which nothing can be followed.</summary>
    public const string Unfollowed = "!";

    /// <summary>Any service: there are more registrations than the budget allows to look at.</summary>
    public const string AnyService = "service:*@*";

    private const string Service = "service:";
    private const string Http = "http:";

    /// <summary>The parameter with this ordinal of <paramref name="method"/>; the receiver of an extension comes first.</summary>
    public static string OfParameter(IMethodSymbol method, int ordinal)
    {
        var callable = ExtensionMembers.Callable(method);
        return Parameter(callable, ordinal + (SymbolEqualityComparer.Default.Equals(callable, method) ? 0 : ExtensionMembers.Shift(method)));
    }

    /// <summary>The receiver of a member of an extension block.</summary>
    public static string OfReceiver(IMethodSymbol member) => Parameter(ExtensionMembers.Callable(member), 0);

    /// <summary>A field or property, or what a method returns.</summary>
    public static string OfMember(ISymbol member) =>
        member is IMethodSymbol method ? Id(ExtensionMembers.Callable(method)) : Id(member.OriginalDefinition);

    /// <summary>A service of the container.</summary>
    public static string OfService(ITypeSymbol type, ServiceKey key) => Service + Id(type.OriginalDefinition) + "@" + key.Text;

    /// <summary>A service of the container by its metadata name.</summary>
    public static string OfService(string metadataName, ServiceKey key) => Service + "T:" + metadataName + "@" + key.Text;

    /// <summary>Whether <paramref name="slot"/> is a service of the container.</summary>
    public static bool IsService(string slot) => slot.StartsWith(Service, StringComparison.Ordinal);

    /// <summary>The HTTP client that the factory gives to the constructor of <paramref name="type"/>.</summary>
    public static string OfHttpClient(ITypeSymbol type) => Http + Id(type.OriginalDefinition);

    /// <summary>The HTTP client that the factory makes for a name.</summary>
    public static string OfHttpClient(string name) => Http + "@" + Uri.EscapeDataString(name);

    /// <summary>Every member of that name: the call is bound at run time.</summary>
    public static string OfDynamic(string name) => "dynamic:" + name;

    /// <summary>The places through which another assembly can hand in <paramref name="parameter"/>: the method itself, and what it overrides or implements.</summary>
    public static IEnumerable<string> Of(IParameterSymbol parameter)
    {
        if (ExtensionMembers.IsBlock(parameter.ContainingSymbol))
        {
            foreach (var member in ExtensionMembers.Receiving(parameter))
            {
                yield return OfReceiver(member);
            }
        }

        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not (MethodKind.LocalFunction or MethodKind.AnonymousFunction) } method)
        {
            yield break;
        }

        if (method.AssociatedSymbol is { } member1)
        {
            yield return OfMember(member1);
            yield break;
        }

        yield return OfParameter(method, parameter.Ordinal);
        foreach (var replaced in Replaced(method))
        {
            yield return OfParameter((IMethodSymbol)replaced, parameter.Ordinal);
        }
    }

    /// <summary>The members that <paramref name="member"/> overrides or implements, by their definitions.</summary>
    public static IEnumerable<ISymbol> Replaced(ISymbol member)
    {
        for (var current = Overridden(member); current is not null; current = Overridden(current))
        {
            yield return current.OriginalDefinition;
        }

        if (member.IsStatic || member.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } owner)
        {
            yield break;
        }

        foreach (var contract in owner.AllInterfaces)
        {
            foreach (var declared in contract.GetMembers())
            {
                if (declared.Kind == member.Kind && SymbolEqualityComparer.Default.Equals(owner.FindImplementationForInterfaceMember(declared)?.OriginalDefinition, member.OriginalDefinition))
                {
                    yield return declared.OriginalDefinition;
                }
            }
        }
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private static string Parameter(IMethodSymbol method, int ordinal) =>
        Id(method) is var id && id == Unfollowed ? Unfollowed : id + "/" + ordinal.ToString(CultureInfo.InvariantCulture);

    private static string Id(ISymbol symbol) => symbol.GetDocumentationCommentId() ?? Unfollowed;
}
