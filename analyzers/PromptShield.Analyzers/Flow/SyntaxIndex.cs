using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// The names that one syntax tree mentions at places which a question across files may need: calls, creations and assignments.
/// Purely syntactic, so it outlives a compilation: an edit elsewhere does not rebuild it.
/// </summary>
internal sealed class SyntaxIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, SyntaxIndex> Cache = new();
    private static readonly ConditionalWeakTable<SyntaxTree, SyntaxIndex>.CreateValueCallback Create = static tree => new SyntaxIndex(tree);

    private readonly Dictionary<string, List<SyntaxNode>> invocations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SyntaxNode>> creations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SyntaxNode>> assignments = new(StringComparer.Ordinal);
    private readonly List<SyntaxNode> implicitCreations = [];

    private SyntaxIndex(SyntaxTree tree)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            switch (node)
            {
                case InvocationExpressionSyntax invocation when SyntaxShape.CalleeName(invocation) is { } name:
                    Add(invocations, name.Identifier.ValueText, node);
                    break;
                case ObjectCreationExpressionSyntax creation:
                    Add(creations, SyntaxShape.RightmostName(creation.Type), node);
                    break;
                case ImplicitObjectCreationExpressionSyntax:
                case ConstructorInitializerSyntax:
                case PrimaryConstructorBaseTypeSyntax:
                    implicitCreations.Add(node);
                    break;
                case AssignmentExpressionSyntax assignment when SyntaxShape.AssignedName(assignment.Left) is { } target:
                    Add(assignments, target, node);
                    break;
            }
        }
    }

    /// <summary>The index of <paramref name="tree"/>, made on first use.</summary>
    public static SyntaxIndex Of(SyntaxTree tree) => Cache.GetValue(tree, Create);

    /// <summary>Calls whose callee is spelled <paramref name="name"/>.</summary>
    public void CollectInvocations(string name, ImmutableArray<SyntaxNode>.Builder into) => Collect(invocations, name, into);

    /// <summary>Creations that can be of a type spelled <paramref name="typeName"/>: named ones, and target-typed <c>new</c>, <c>this(…)</c> and <c>base(…)</c>.</summary>
    public void CollectCreations(string typeName, ImmutableArray<SyntaxNode>.Builder into)
    {
        Collect(creations, typeName, into);
        into.AddRange(implicitCreations);
    }

    /// <summary>Assignments, also in object initializers, whose target's last name is <paramref name="name"/>.</summary>
    public void CollectAssignments(string name, ImmutableArray<SyntaxNode>.Builder into) => Collect(assignments, name, into);

    private static void Add(Dictionary<string, List<SyntaxNode>> table, string name, SyntaxNode node)
    {
        if (!table.TryGetValue(name, out var nodes))
        {
            table.Add(name, nodes = []);
        }

        nodes.Add(node);
    }

    private static void Collect(Dictionary<string, List<SyntaxNode>> table, string name, ImmutableArray<SyntaxNode>.Builder into)
    {
        if (table.TryGetValue(name, out var nodes))
        {
            into.AddRange(nodes);
        }
    }
}
