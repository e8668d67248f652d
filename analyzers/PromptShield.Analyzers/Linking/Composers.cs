using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Linking;

/// <summary>
/// Tells methods that register services only when somebody calls them by name (<c>services.AddAi()</c>). Whoever composes a program chooses
/// among them. Every other member counts as running in each program: what an interface, a framework or reflection calls has no caller to see.
/// </summary>
internal sealed class Composers(CompilationModel compilation)
{
    private static readonly string[] Hosts = ["Microsoft.Extensions.Hosting.IHostBuilder", "Microsoft.AspNetCore.Hosting.IWebHostBuilder"];

    private readonly ConcurrentDictionary<IMethodSymbol, bool> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> containers = new(SymbolEqualityComparer.Default);

    /// <summary>Whether <paramref name="method"/> is such a method.</summary>
    public bool IsComposer(IMethodSymbol method)
    {
        method = ExtensionMembers.Callable(method);
        return known.TryGetValue(method, out var isComposer) ? isComposer : known.GetOrAdd(method, Find(method));
    }

    /// <summary>The method that must be called for <paramref name="node"/> to run; empty when it may run in any program.</summary>
    public string MemberOf(SyntaxNode node, CancellationToken cancellation) =>
        !compilation.IsExecutable &&
        SitePlace.ContainingMember(node, compilation.SemanticModelOf(node.SyntaxTree), cancellation) is IMethodSymbol method && IsComposer(method)
            ? Slot.OfMember(method)
            : string.Empty;

    private bool Find(IMethodSymbol method)
    {
        // ConfigureServices is called by convention.
        if (method.MethodKind != MethodKind.Ordinary || Overriding.IsVirtual(method) || method.IsOverride ||
            !method.ExplicitInterfaceImplementations.IsEmpty || method.Name == "ConfigureServices")
        {
            return false;
        }

        var hasContainer = false;
        foreach (var parameter in method.Parameters)
        {
            hasContainer |= IsContainer(parameter.Type);
        }

        return hasContainer && !Slot.Replaced(method).Any();
    }

    private bool IsContainer(ITypeSymbol type) =>
        containers.TryGetValue(type, out var isContainer) ? isContainer : containers.GetOrAdd(type, FindContainer(type));

    private static bool FindContainer(ITypeSymbol type)
    {
        if (TypeNames.IsOrInherits(type, RegisteredServices.Collection) || Hosts.Any(host => TypeNames.IsOrInherits(type, host)))
        {
            return true;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (HasServices(current))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(HasServices);
    }

    private static bool HasServices(ITypeSymbol type) =>
        type.GetMembers("Services").Any(static member => member is IPropertySymbol property && TypeNames.IsOrInherits(property.Type, RegisteredServices.Collection));
}
