using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>What is assigned to a field or property anywhere in the compilation: initializers, assignments, object initializers, by-reference arguments, getters.</summary>
internal static class MemberDefinitions
{
    /// <summary>All definitions of <paramref name="member"/>, which is a field or property declared in this compilation.</summary>
    public static Definitions Of(ISymbol member, CompilationModel compilation, CancellationToken cancellation)
    {
        var items = ImmutableArray.CreateBuilder<Definition>();
        AddDeclarations(member, compilation, items, cancellation);
        var isExhausted = AddAssignments(member, compilation, items, cancellation);
        if (items.Count == 0)
        {
            items.Add(new Definition(DefinitionKind.Unassigned, null, member));
        }

        return new Definitions(items.ToImmutable(), isExhausted);
    }

    private static void AddDeclarations(
        ISymbol member, CompilationModel compilation, ImmutableArray<Definition>.Builder items, CancellationToken cancellation)
    {
        foreach (var reference in compilation.Declares(member) ? member.DeclaringSyntaxReferences : ImmutableArray<SyntaxReference>.Empty)
        {
            switch (reference.GetSyntax(cancellation))
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                    Add(value, member, compilation, items, cancellation);
                    break;
                case PropertyDeclarationSyntax property:
                    AddProperty(property, member, compilation, items, cancellation);
                    break;
                case ParameterSyntax parameter when member.ContainingType is { IsRecord: true } && ParameterOf(parameter, compilation, cancellation) is { } symbol:
                    items.Add(new Definition(DefinitionKind.Parameter, null, symbol));
                    break;
            }
        }
    }

    private static ISymbol? ParameterOf(ParameterSyntax parameter, CompilationModel compilation, CancellationToken cancellation) =>
        compilation.SemanticModelOf(parameter.SyntaxTree).GetDeclaredSymbol(parameter, cancellation);

    private static void AddProperty(
        PropertyDeclarationSyntax property,
        ISymbol member,
        CompilationModel compilation,
        ImmutableArray<Definition>.Builder items,
        CancellationToken cancellation)
    {
        if (property.Initializer?.Value is { } initializer)
        {
            Add(initializer, member, compilation, items, cancellation);
        }

        foreach (var value in ReturnedValues.Of(property))
        {
            Add(value, member, compilation, items, cancellation);
        }
    }

    private static bool AddAssignments(
        ISymbol member, CompilationModel compilation, ImmutableArray<Definition>.Builder items, CancellationToken cancellation)
    {
        var examined = 0;
        var candidates = member.DeclaredAccessibility == Accessibility.Private
            ? compilation.AssignmentsIn(member.ContainingType, member.Name)
            : compilation.Assignments(member.Name);
        foreach (var node in candidates)
        {
            if (++examined > FlowBudget.Candidates)
            {
                return true;
            }

            var written = node is AssignmentExpressionSyntax { Left: { } left } ? left : SyntaxShape.WrittenOperand(node)!;
            if (SymbolEqualityComparer.Default.Equals(compilation.WrittenBy(written, cancellation), member.OriginalDefinition))
            {
                AddWrite(node, member, compilation, items, cancellation);
            }
        }

        return false;
    }

    private static void AddWrite(
        SyntaxNode node, ISymbol member, CompilationModel compilation, ImmutableArray<Definition>.Builder items, CancellationToken cancellation)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment:
                Add(assignment.Right, member, compilation, items, cancellation);
                break;
            case ArgumentSyntax element when SyntaxShape.AssignedTuple(element) is { } assignment:
                if (element.Parent == assignment.Left && assignment.Right is TupleExpressionSyntax values)
                {
                    Add(values.Arguments[((TupleExpressionSyntax)element.Parent).Arguments.IndexOf(element)].Expression, member, compilation, items, cancellation);
                }
                else
                {
                    items.Add(new Definition(DefinitionKind.Part, compilation.OperationOf(assignment.Right, cancellation), member));
                }

                break;
            default:
                items.Add(new Definition(DefinitionKind.ByReference, compilation.OperationOf(node, cancellation), member));
                break;
        }
    }

    private static void Add(
        SyntaxNode value, ISymbol member, CompilationModel compilation, ImmutableArray<Definition>.Builder items, CancellationToken cancellation)
    {
        var operation = compilation.SemanticModelOf(value.SyntaxTree).GetOperation(SyntaxShape.Unwrap(value), cancellation);
        items.Add(new Definition(DefinitionKind.Value, operation, member));
    }
}
