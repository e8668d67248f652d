using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// What a judgement owes to other assemblies, in the form that the report links: the places through which the client can come, joined by <c>|</c>.
/// A leading <c>?</c> says that a client is there already, and that others may add to it; <c>?^</c> that a shield is around whatever comes, which
/// only misses what code inside of it adds.
/// </summary>
internal static class Debt
{
    /// <summary>More than this of one judgement cannot be listed.</summary>
    public const int Most = 48;

    private const string Optional = "?";
    private const string Inner = "?^";

    /// <summary>What is owed when nothing says where the client may come from.</summary>
    public static ImmutableArray<string> Unfollowed { get; } = ImmutableArray.Create(Slot.Unfollowed);

    /// <summary>A client that somebody must hand in through <paramref name="symbol"/>.</summary>
    public static string Of(ISymbol symbol)
    {
        var slots = Slots(symbol);
        return slots.Count == 0 ? Slot.Unfollowed : string.Join("|", slots);
    }

    /// <summary>A client that others may hand in through <paramref name="symbol"/> as well; null when nobody else can.</summary>
    public static string? Open(ISymbol symbol)
    {
        var slots = Explicit(symbol);
        return slots.Count == 0 ? null : Optional + string.Join("|", slots);
    }

    /// <summary>A service that nothing here registers.</summary>
    public static string OfService(ITypeSymbol type, ServiceKey key) => Slot.OfService(type, key);

    /// <summary>A service that others may register as well.</summary>
    public static string OpenService(ITypeSymbol type, ServiceKey key) => Optional + Slot.OfService(type, key);

    /// <summary>An HTTP client that others may configure as well.</summary>
    public static string OpenSlot(string slot) => Optional + slot;

    /// <summary>What is still owed when a shield is put around a client that owes <paramref name="debts"/>.</summary>
    public static IEnumerable<string> Shielded(ImmutableArray<string> debts)
    {
        foreach (var debt in debts)
        {
            if (debt != Slot.Unfollowed)
            {
                yield return debt.StartsWith(Inner, StringComparison.Ordinal) ? debt : Inner + debt.TrimStart('?');
            }
        }
    }

    /// <summary>The key with which a parameter or property asks for its service.</summary>
    public static ServiceKey KeyOf(ISymbol requester)
    {
        foreach (var attribute in requester.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "FromKeyedServicesAttribute" && attribute.ConstructorArguments.Length == 1)
            {
                return ServiceKey.Of(attribute.ConstructorArguments[0].Value);
            }
        }

        return ServiceKey.None;
    }

    private static List<string> Slots(ISymbol symbol)
    {
        var slots = Explicit(symbol);
        if (symbol is IParameterSymbol parameter && CanBeService(parameter))
        {
            if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && TypeNames.Is(parameter.Type, "System.Net.Http.HttpClient"))
            {
                slots.Add(Slot.OfHttpClient(parameter.ContainingType));
            }

            slots.Add(Slot.OfService(parameter.Type, KeyOf(parameter)));
        }
        else if (symbol is IPropertySymbol property && ServiceRegistrations.IsInjected(property))
        {
            slots.Add(Slot.OfService(property.Type, KeyOf(property)));
        }

        return slots;
    }

    private static List<string> Explicit(ISymbol symbol)
    {
        var slots = new List<string>();
        if (symbol is IParameterSymbol parameter)
        {
            slots.AddRange(Slot.Of(parameter));
            return slots;
        }

        slots.Add(Slot.OfMember(symbol));
        foreach (var replaced in Slot.Replaced(symbol))
        {
            slots.Add(Slot.OfMember(replaced));
        }

        return slots;
    }

    /// <summary>Constructors and handlers are called by the container or by a framework on top of it; an extension's receiver never comes from there.</summary>
    private static bool CanBeService(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None &&
        parameter.ContainingSymbol is IMethodSymbol { AssociatedSymbol: null } method &&
        (method.MethodKind switch
        {
            MethodKind.Constructor => true,
            MethodKind.Ordinary => !(method.IsExtensionMethod && parameter.Ordinal == 0),
            MethodKind.AnonymousFunction => IsEndpoint(method),
            _ => false,
        });

    /// <summary>Any other function may be called by whoever gets it.</summary>
    private static bool IsEndpoint(IMethodSymbol lambda)
    {
        foreach (var reference in lambda.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } &&
                SyntaxShape.CalleeName(call)?.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal) == true)
            {
                return true;
            }
        }

        return false;
    }
}
