using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>
/// Counts the references to a callee within a member, so that a site keeps its identity when lines move. Remembers the references of each name: a
/// generated member can hold thousands of calls.
/// </summary>
internal sealed class Ordinals(CompilationModel compilation)
{
    private readonly ConcurrentDictionary<(SyntaxNode Member, string Name), List<(int Position, IMethodSymbol? Method)>> references = new();

    /// <summary>The zero-based position of <paramref name="site"/> among the references to <paramref name="definition"/> in its member.</summary>
    /// <param name="site">The name token's node.</param>
    /// <param name="definition">The callee; null for calls that do not resolve, which are counted by name.</param>
    /// <param name="cancellation">Stops the work.</param>
    public int Of(SimpleNameSyntax site, IMethodSymbol? definition, CancellationToken cancellation)
    {
        var key = (SyntaxShape.ContainingMember(site), site.Identifier.ValueText);
        if (!references.TryGetValue(key, out var found))
        {
            found = references.GetOrAdd(key, Find(key.Item1, key.Item2, cancellation));
        }

        var ordinal = 0;
        foreach (var (position, method) in found)
        {
            // Source order is by the name token: a receiver's call precedes the call on its result.
            if (position < site.SpanStart && SymbolEqualityComparer.Default.Equals(method, definition))
            {
                ordinal++;
            }
        }

        return ordinal;
    }

    private List<(int Position, IMethodSymbol? Method)> Find(SyntaxNode member, string text, CancellationToken cancellation)
    {
        var model = compilation.SemanticModelOf(member.SyntaxTree);
        var found = new List<(int, IMethodSymbol?)>();
        foreach (var node in member.DescendantNodes(node => IsInside(node, member)))
        {
            if (node is SimpleNameSyntax name && name.Identifier.ValueText == text)
            {
                found.Add((name.SpanStart, model.GetSymbolInfo(name, cancellation).Symbol is IMethodSymbol method ? SitePlace.Unreduced(method) : null));
            }
        }

        return found;
    }

    /// <summary>Top-level statements share a file with types, whose calls are other members' calls.</summary>
    private static bool IsInside(SyntaxNode node, SyntaxNode member) =>
        node == member || node is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax);
}
