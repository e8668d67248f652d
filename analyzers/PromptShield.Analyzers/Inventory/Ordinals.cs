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
    private readonly ConcurrentDictionary<(SyntaxNode Member, string Name), Dictionary<Callee, List<int>>> references = new();

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

        if (!found.TryGetValue(new Callee(definition), out var positions))
        {
            return 0;
        }

        // Source order is by the name token: a receiver's call precedes the call on its result.
        var earlier = positions.BinarySearch(site.SpanStart);
        return earlier < 0 ? ~earlier : earlier;
    }

    private Dictionary<Callee, List<int>> Find(SyntaxNode member, string text, CancellationToken cancellation)
    {
        var model = compilation.SemanticModelOf(member.SyntaxTree);
        var found = new Dictionary<Callee, List<int>>();
        foreach (var node in member.DescendantNodes(node => IsInside(node, member)))
        {
            if (node is SimpleNameSyntax name && name.Identifier.ValueText == text)
            {
                var callee = new Callee(model.GetSymbolInfo(name, cancellation).Symbol is IMethodSymbol method ? SitePlace.Unreduced(method) : null);
                if (!found.TryGetValue(callee, out var positions))
                {
                    found.Add(callee, positions = []);
                }

                positions.Add(name.SpanStart);
            }
        }

        return found;
    }

    /// <summary>Top-level statements share a file with types, whose calls are other members' calls.</summary>
    private static bool IsInside(SyntaxNode node, SyntaxNode member) =>
        node == member || node is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax);

    /// <summary>A method, or what does not resolve.</summary>
    private readonly struct Callee(IMethodSymbol? method) : IEquatable<Callee>
    {
        private readonly IMethodSymbol? method = method;

        public bool Equals(Callee other) => SymbolEqualityComparer.Default.Equals(method, other.method);

        public override bool Equals(object? obj) => obj is Callee other && Equals(other);

        public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(method);
    }
}
