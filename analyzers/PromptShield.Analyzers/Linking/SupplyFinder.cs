using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Linking;

/// <summary>Collects what a compilation supplies to other assemblies, for the build to link.</summary>
internal sealed class SupplyFinder
{
    private readonly ConcurrentBag<Supply> supplies = [];
    private readonly RegistrationSupplies registrations;
    private readonly ArgumentSupplies arguments;
    private readonly UnboundSupplies unbound;
    private readonly MemberSupplies members;

    /// <summary>A finder for one compilation.</summary>
    public SupplyFinder(CompilationModel compilation)
    {
        var composers = new Composers(compilation);
        registrations = new RegistrationSupplies(compilation, composers);
        arguments = new ArgumentSupplies(compilation, composers);
        unbound = new UnboundSupplies(compilation);
        members = new MemberSupplies(compilation);
    }

    /// <summary>Looks at the operations and symbols of the compilation.</summary>
    public void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterOperationAction(operation => arguments.AddTo(supplies, operation.Operation, operation.CancellationToken), arguments.Kinds);
        start.RegisterOperationAction(operation => unbound.AddTo(supplies, operation.Operation, operation.CancellationToken), unbound.Kinds);
        start.RegisterSymbolAction(symbol => members.AddTo(supplies, symbol.Symbol, symbol.CancellationToken), SymbolKind.Field, SymbolKind.Property, SymbolKind.Method);
        start.RegisterSymbolAction(symbol => members.AddTo(supplies, (INamedTypeSymbol)symbol.Symbol, symbol.CancellationToken), SymbolKind.NamedType);
    }

    /// <summary>The rows of the record.</summary>
    public string Table(CancellationToken cancellation)
    {
        var all = new List<Supply>(supplies);
        registrations.AddTo(all, cancellation);
        return SupplyTable.Write(all);
    }
}
