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
                case SimpleNameSyntax handed when SyntaxShape.IsHandedOver(handed):
                    HandedOver.Add(handed.Identifier.ValueText);
                    break;
                case UsingDirectiveSyntax { Alias: { } alias, Name: { } target }:
                    Aliases.Add((SyntaxShape.RightmostName(target), alias.Name.Identifier.ValueText));
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

    /// <summary>Calls, by the name of the callee, in source order.</summary>
    public IReadOnlyDictionary<string, List<SyntaxNode>> Invocations => invocations;

    /// <summary>Creations whose type is written beside them, by its name, in source order.</summary>
    public IReadOnlyDictionary<string, List<SyntaxNode>> Creations => creations;

    /// <summary>Creations whose type only binding tells.</summary>
    public List<SyntaxNode> UnnamedCreations { get; } = [];

    /// <summary>
    /// Assignments, also in object initializers and tuples, and places that take a reference, by the last name of the target, in source order.
    /// </summary>
    public IReadOnlyDictionary<string, List<SyntaxNode>> Assignments => assignments;

    /// <summary>Names that stand where the name of a method would hand the method over, without being called. The nodes are looked for when a name is asked for.</summary>
    public HashSet<string> HandedOver { get; } = new(StringComparer.Ordinal);

    /// <summary>The types that this file gives another name to, each with that name.</summary>
    public List<(string TypeName, string Alias)> Aliases { get; } = [];

    private void AddCreation(SyntaxNode node, string? typeName)
    {
        if (typeName is null)
        {
            UnnamedCreations.Add(node);
        }
        else
        {
            Add(creations, typeName, node);
        }
    }

    private static void Add(Dictionary<string, List<SyntaxNode>> table, string name, SyntaxNode node)
    {
        if (!table.TryGetValue(name, out var nodes))
        {
            table.Add(name, nodes = []);
        }

        nodes.Add(node);
    }
}
