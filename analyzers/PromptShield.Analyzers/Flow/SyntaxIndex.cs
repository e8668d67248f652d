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
    private readonly Dictionary<string, List<SyntaxNode>> aliases = new(StringComparer.Ordinal);
    private readonly List<SyntaxNode> unnamedCreations = [];

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
                case ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                    AddCreation(node, SyntaxShape.CreatedTypeName(node));
                    break;
                case UsingDirectiveSyntax { Alias: not null, Name: { } target }:
                    Add(aliases, SyntaxShape.RightmostName(target), node);
                    break;
                case AssignmentExpressionSyntax assignment when SyntaxShape.AssignedName(assignment.Left) is { } target:
                    Add(assignments, target, node);
                    break;
                case ArgumentSyntax or RefExpressionSyntax or PrefixUnaryExpressionSyntax when SyntaxShape.WrittenOperand(node) is { } operand &&
                    SyntaxShape.AssignedName(operand) is { } written:
                    Add(assignments, written, node);
                    break;
            }
        }
    }

    /// <summary>The index of <paramref name="tree"/>, made on first use.</summary>
    public static SyntaxIndex Of(SyntaxTree tree) => Cache.GetValue(tree, Create);

    /// <summary>Calls whose callee is spelled <paramref name="name"/>.</summary>
    public void CollectInvocations(string name, ImmutableArray<SyntaxNode>.Builder into) => Collect(invocations, name, into);

    /// <summary>Creations that can be of a type spelled <paramref name="typeName"/>: named ones, and those whose type only binding tells.</summary>
    public void CollectCreations(string typeName, ImmutableArray<SyntaxNode>.Builder into)
    {
        Collect(creations, typeName, into);
        into.AddRange(unnamedCreations);
    }

    /// <summary>Other names that this file gives to a type spelled <paramref name="typeName"/>.</summary>
    public void CollectAliases(string typeName, List<string> into)
    {
        if (aliases.TryGetValue(typeName, out var directives))
        {
            foreach (var directive in directives)
            {
                into.Add(((UsingDirectiveSyntax)directive).Alias!.Name.Identifier.ValueText);
            }
        }
    }

    private void AddCreation(SyntaxNode node, string? typeName)
    {
        if (typeName is null)
        {
            unnamedCreations.Add(node);
        }
        else
        {
            Add(creations, typeName, node);
        }
    }

    /// <summary>
    /// Assignments, also in object initializers and tuples, whose target's last name is <paramref name="name"/>, and the places that take a reference to it.
    /// </summary>
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
