using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>What a virtual, abstract or interface member can turn out to be at run time.</summary>
internal sealed class Overriding
{
    private readonly CompilationModel compilation;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> types;

    private Overriding(CompilationModel compilation)
    {
        this.compilation = compilation;
        types = new Lazy<ImmutableArray<INamedTypeSymbol>>(AllTypes);
    }

    /// <summary>The answers for one compilation.</summary>
    public static Overriding Of(CompilationModel compilation) => compilation.Service(static model => new Overriding(model));

    /// <summary>Whether the object at run time decides which member runs.</summary>
    public static bool IsVirtual(ISymbol member) => member.IsVirtual || member.IsAbstract || (member.IsOverride && !member.IsSealed);

    /// <summary>The definitions, other than <paramref name="member"/> itself, that override or implement it in this compilation.</summary>
    public IReadOnlyList<ISymbol> Implementing(ISymbol member)
    {
        var found = new List<ISymbol>();
        if (member.ContainingType is not { } owner || !IsVirtual(member))
        {
            return found;
        }

        if (owner.TypeKind == TypeKind.Interface)
        {
            CollectImplementations(member, owner, found);
            return found;
        }

        foreach (var candidate in compilation.Compilation.GetSymbolsWithName(member.Name, SymbolFilter.Member))
        {
            if (!candidate.IsAbstract && Overrides(candidate, member))
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    /// <summary>Whether another assembly can supply an implementation that this compilation does not show.</summary>
    public bool IsOpen(ISymbol member)
    {
        if (compilation.IsExecutable || !IsVirtual(member) || !ArgumentSources.IsPublic(member) || member.ContainingType is not { IsSealed: false } owner)
        {
            return false;
        }

        if (owner.TypeKind == TypeKind.Interface)
        {
            return true;
        }

        foreach (var constructor in owner.InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            {
                return true;
            }
        }

        return false;
    }

    private void CollectImplementations(ISymbol member, INamedTypeSymbol owner, List<ISymbol> found)
    {
        foreach (var type in types.Value)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, owner.OriginalDefinition))
                {
                    continue;
                }

                foreach (var declared in implemented.GetMembers(member.Name))
                {
                    if (SymbolEqualityComparer.Default.Equals(declared.OriginalDefinition, member.OriginalDefinition) &&
                        type.FindImplementationForInterfaceMember(declared)?.OriginalDefinition is { IsAbstract: false } implementation &&
                        !SymbolEqualityComparer.Default.Equals(implementation, member.OriginalDefinition) &&
                        !found.Contains(implementation, SymbolEqualityComparer.Default))
                    {
                        found.Add(implementation);
                    }
                }
            }
        }
    }

    private static bool Overrides(ISymbol candidate, ISymbol member)
    {
        for (var current = Overridden(candidate); current is not null; current = Overridden(current))
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, member.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private ImmutableArray<INamedTypeSymbol> AllTypes()
    {
        var found = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(compilation.Compilation.Assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (current is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            {
                found.Add(type);
            }

            foreach (var member in current.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol nested)
                {
                    pending.Push(nested);
                }
            }
        }

        return found.ToImmutable();
    }
}
