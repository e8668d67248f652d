using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// The names that a member assigns or passes by reference. Most parameters are never written: then there is no need for a control-flow graph.
/// Thread-safe.
/// </summary>
internal sealed class WrittenNames
{
    private readonly ConcurrentDictionary<SyntaxNode, HashSet<string>?> known = new();

    /// <summary>Whether <paramref name="member"/> may write to a variable of this name; a deconstruction may write to any.</summary>
    public bool Contains(SyntaxNode member, string name)
    {
        var names = known.TryGetValue(member, out var found) ? found : known.GetOrAdd(member, Find(member));
        return names?.Contains(name) ?? true;
    }

    /// <summary>The names; null when the member deconstructs into variables, which are not told apart.</summary>
    private static HashSet<string>? Find(SyntaxNode member)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in member.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target }:
                    names.Add(target.Identifier.ValueText);
                    break;
                case AssignmentExpressionSyntax { Left: TupleExpressionSyntax }:
                    return null;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax argument }:
                    names.Add(argument.Identifier.ValueText);
                    break;
            }
        }

        return names;
    }
}
