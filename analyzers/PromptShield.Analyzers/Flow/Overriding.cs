using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>What a virtual, abstract or interface member can turn out to be at run time.</summary>
internal sealed class Overriding
{
    private readonly CompilationModel compilation;
    private readonly Lazy<OverridingTable> table;
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>> known = new(SymbolEqualityComparer.Default);

    private Overriding(CompilationModel compilation)
    {
        this.compilation = compilation;
        table = new Lazy<OverridingTable>(() => new OverridingTable(compilation.Compilation.Assembly));
    }

    /// <summary>The answers for one compilation.</summary>
    public static Overriding Of(CompilationModel compilation) => compilation.Service(static model => new Overriding(model));

    /// <summary>Whether the object at run time decides which member runs.</summary>
    public static bool IsVirtual(ISymbol member) => member.IsVirtual || member.IsAbstract || (member.IsOverride && !member.IsSealed);

    /// <summary>The definitions, other than <paramref name="member"/> itself, that override or implement it in this compilation.</summary>
    public IReadOnlyList<ISymbol> Implementing(ISymbol member)
    {
        if (member.ContainingType is null || !IsVirtual(member))
        {
            return [];
        }

        member = member.OriginalDefinition;
        return known.TryGetValue(member, out var found) ? found : known.GetOrAdd(member, table.Value.Of(member));
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
}
