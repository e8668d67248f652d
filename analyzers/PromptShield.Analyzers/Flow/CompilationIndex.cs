using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// The names that the trees of one compilation mention, each with the trees that mention it. Made in one pass, so that a question about a name costs
/// what that name occurs, and not what the compilation is large: a project asks about as many names as it has members.
/// </summary>
internal sealed class CompilationIndex
{
    private readonly Dictionary<SyntaxTree, int> ordinals = [];
    private readonly Dictionary<string, List<Mention>> invocations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Mention>> creations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Mention>> assignments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> aliases = new(StringComparer.Ordinal);
    private readonly List<Mention> unnamedCreations = [];
    private readonly HashSet<string> handedOver = new(StringComparer.Ordinal);

    /// <summary>Reads the indexes of all trees of <paramref name="compilation"/>.</summary>
    public CompilationIndex(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var index = SyntaxIndex.Of(tree);
            var ordinal = ordinals.Count;
            ordinals.Add(tree, ordinal);
            Add(index.Invocations, ordinal, invocations);
            Add(index.Creations, ordinal, creations);
            Add(index.Assignments, ordinal, assignments);
            handedOver.UnionWith(index.HandedOver);
            if (index.UnnamedCreations.Count > 0)
            {
                unnamedCreations.Add(new Mention(ordinal, index.UnnamedCreations));
            }

            foreach (var (typeName, alias) in index.Aliases)
            {
                AddAlias(typeName, alias);
            }
        }
    }

    /// <summary>Calls whose callee is spelled <paramref name="name"/>, in the order of the trees.</summary>
    public IEnumerable<SyntaxNode> Invocations(string name) => Merge(MentionsOf(name, invocations), []);

    /// <summary>Assignments whose target's last name is <paramref name="name"/>, in the order of the trees.</summary>
    public IEnumerable<SyntaxNode> Assignments(string name) => Merge(MentionsOf(name, assignments), []);

    /// <summary>Creations of a type spelled <paramref name="typeName"/>, and those whose type only binding tells, in the order of the trees.</summary>
    public IEnumerable<SyntaxNode> Creations(string typeName) => Merge(MentionsOf(typeName, creations), unnamedCreations);

    /// <summary>Places where a method that is spelled <paramref name="name"/> would be handed over, in the order of the trees.</summary>
    public List<SimpleNameSyntax> HandedOver(string name)
    {
        var found = new List<SimpleNameSyntax>();
        if (!handedOver.Contains(name))
        {
            return found;
        }

        foreach (var tree in ordinals.Keys)
        {
            if (SyntaxIndex.Of(tree).HandedOver.Contains(name))
            {
                foreach (var node in tree.GetRoot().DescendantNodes())
                {
                    if (node is SimpleNameSyntax candidate && candidate.Identifier.ValueText == name && SyntaxShape.IsHandedOver(candidate))
                    {
                        found.Add(candidate);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Other names that files give to a type spelled <paramref name="typeName"/>.</summary>
    public IReadOnlyList<string> Aliases(string typeName) => aliases.TryGetValue(typeName, out var found) ? found : [];

    /// <summary>Assignments inside the declarations of <paramref name="type"/> whose target's last name is <paramref name="name"/>, in the order of the trees.</summary>
    public List<SyntaxNode> AssignmentsIn(INamedTypeSymbol type, string name)
    {
        var found = new List<SyntaxNode>();
        foreach (var part in PartsOf(type))
        {
            if (SyntaxIndex.Of(part.SyntaxTree).Assignments.TryGetValue(name, out var nodes))
            {
                AddInside(part.Span, nodes, found);
            }
        }

        return found;
    }

    private List<SyntaxReference> PartsOf(INamedTypeSymbol type)
    {
        var parts = new List<SyntaxReference>(1);
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (ordinals.ContainsKey(reference.SyntaxTree))
            {
                parts.Add(reference);
            }
        }

        parts.Sort((left, right) =>
            left.SyntaxTree == right.SyntaxTree ? left.Span.Start.CompareTo(right.Span.Start) : ordinals[left.SyntaxTree].CompareTo(ordinals[right.SyntaxTree]));
        return parts;
    }

    /// <summary>Nodes come in source order, so those of a span stand together: a file may hold thousands of types.</summary>
    private static void AddInside(Microsoft.CodeAnalysis.Text.TextSpan span, List<SyntaxNode> nodes, List<SyntaxNode> into)
    {
        var first = 0;
        for (var after = nodes.Count; first < after;)
        {
            var middle = (first + after) / 2;
            (first, after) = nodes[middle].SpanStart < span.Start ? (middle + 1, after) : (first, middle);
        }

        for (var i = first; i < nodes.Count && nodes[i].SpanStart < span.End; i++)
        {
            into.Add(nodes[i]);
        }
    }

    private void AddAlias(string typeName, string alias)
    {
        if (!aliases.TryGetValue(typeName, out var found))
        {
            aliases.Add(typeName, found = []);
        }

        if (!found.Contains(alias))
        {
            found.Add(alias);
        }
    }

    private static void Add(IReadOnlyDictionary<string, List<SyntaxNode>> names, int ordinal, Dictionary<string, List<Mention>> into)
    {
        foreach (var name in names)
        {
            if (!into.TryGetValue(name.Key, out var mentions))
            {
                into.Add(name.Key, mentions = []);
            }

            mentions.Add(new Mention(ordinal, name.Value));
        }
    }

    private static List<Mention> MentionsOf(string name, Dictionary<string, List<Mention>> table) => table.TryGetValue(name, out var found) ? found : [];

    private static IEnumerable<SyntaxNode> Merge(List<Mention> named, List<Mention> unnamed)
    {
        for (int i = 0, j = 0; i < named.Count || j < unnamed.Count;)
        {
            var isNamed = j == unnamed.Count || (i < named.Count && named[i].Tree <= unnamed[j].Tree);
            foreach (var node in (isNamed ? named[i++] : unnamed[j++]).Nodes)
            {
                yield return node;
            }
        }
    }

    private readonly struct Mention(int tree, List<SyntaxNode> nodes)
    {
        public int Tree { get; } = tree;

        public List<SyntaxNode> Nodes { get; } = nodes;
    }
}
