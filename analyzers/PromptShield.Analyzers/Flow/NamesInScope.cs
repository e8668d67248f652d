using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>Where a piece of code names things: each piece is walked once, however many of its variables are asked about. Thread-safe.</summary>
internal sealed class NamesInScope
{
    private static readonly IReadOnlyList<IdentifierNameSyntax> Nothing = [];
    private readonly ConcurrentDictionary<SyntaxNode, Dictionary<string, List<IdentifierNameSyntax>>> scopes = new();

    /// <summary>The names of one compilation.</summary>
    public static NamesInScope Of(CompilationModel compilation) => compilation.Service(static _ => new NamesInScope());

    /// <summary>The places in <paramref name="scope"/> that are spelled <paramref name="name"/>, in source order.</summary>
    public IReadOnlyList<IdentifierNameSyntax> Spelled(SyntaxNode scope, string name) =>
        (scopes.TryGetValue(scope, out var known) ? known : scopes.GetOrAdd(scope, Index(scope))).TryGetValue(name, out var places) ? places : Nothing;

    private static Dictionary<string, List<IdentifierNameSyntax>> Index(SyntaxNode scope)
    {
        var index = new Dictionary<string, List<IdentifierNameSyntax>>(StringComparer.Ordinal);
        foreach (var node in scope.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name)
            {
                continue;
            }

            if (!index.TryGetValue(name.Identifier.ValueText, out var places))
            {
                index.Add(name.Identifier.ValueText, places = []);
            }

            places.Add(name);
        }

        return index;
    }
}
