using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Linking;

/// <summary>What the members of a compilation give to other assemblies: properties and results by name, and what they override or implement. Thread-safe.</summary>
internal sealed class MemberSupplies(CompilationModel compilation)
{
    private readonly ClientProvenance provenance = ClientProvenance.Of(compilation);

    /// <summary>Adds what <paramref name="member"/>, a field, property or method, gives.</summary>
    public void AddTo(ConcurrentBag<Supply> supplies, ISymbol member, CancellationToken cancellation)
    {
        var type = member switch
        {
            IFieldSymbol { AssociatedSymbol: null } field => field.Type,
            IPropertySymbol property => property.Type,
            IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, ReturnsVoid: false } method => method.ReturnType,
            _ => null,
        };
        if (member.IsAbstract || member.IsImplicitlyDeclared || !ForeignCode.CanCarryGuard(type))
        {
            return;
        }

        var slots = new List<(string Slot, ISymbol Member)>();
        if (ArgumentSources.IsPublic(member))
        {
            slots.Add((Slot.OfMember(member), member));
        }

        foreach (var replaced in Slot.Replaced(member))
        {
            if (compilation.Declares(replaced) ? ArgumentSources.IsPublic(replaced) : ForeignCode.IsProject(replaced.ContainingAssembly))
            {
                slots.Add((Slot.OfMember(replaced), replaced));
            }
        }

        if (slots.Count == 0)
        {
            return;
        }

        var verdict = provenance.Judge(member, cancellation);
        foreach (var (slot, named) in slots)
        {
            if (Supply.Of(slot, SlotNames.Of(named), verdict, member.DeclaringSyntaxReferences[0].GetSyntax(cancellation)) is { } supply)
            {
                supplies.Add(supply);
            }
        }
    }

    /// <summary>Adds, for a type that takes the implementation of another project's contract from a third assembly, that it cannot be followed.</summary>
    public void AddTo(ConcurrentBag<Supply> supplies, INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return;
        }

        foreach (var contract in type.AllInterfaces)
        {
            if (compilation.Declares(contract) || !ForeignCode.IsProject(contract.ContainingAssembly))
            {
                continue;
            }

            foreach (var member in contract.GetMembers())
            {
                var given = member switch { IMethodSymbol method => method.ReturnType, IPropertySymbol property => property.Type, _ => null };
                if (ForeignCode.CanCarryGuard(given) && type.FindImplementationForInterfaceMember(member) is { } implementation &&
                    !compilation.Declares(implementation) && !implementation.ContainingType.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default))
                {
                    var verdict = ClientProvenance.Unknown(null, "'" + type.Name + "' takes '" + member.Name + "' from another assembly");
                    supplies.Add(Supply.Of(Slot.OfMember(member), SlotNames.Of(member), verdict, type.DeclaringSyntaxReferences[0].GetSyntax(cancellation))!);
                }
            }
        }
    }
}
