using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
            var declaration = reference.GetSyntax(cancellation);
            switch (declaration is PropertyDeclarationSyntax part ? Implementation(part, member, cancellation) : declaration)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                    Add(value, member, compilation, items, cancellation);
                    break;
                case BasePropertyDeclarationSyntax property:
                    AddProperty(property, member, compilation, items, cancellation);
                    break;
                case ParameterSyntax parameter when member is IPropertySymbol { ContainingType.IsRecord: true } && ParameterOf(parameter, compilation, cancellation) is { } symbol:
                    items.Add(new Definition(DefinitionKind.Parameter, null, symbol));
                    break;
            }
        }
    }

    /// <summary>The part of a partial property that has the accessors; the compiler that these analyzers are built for has no such symbol.</summary>
    private static PropertyDeclarationSyntax Implementation(PropertyDeclarationSyntax part, ISymbol member, CancellationToken cancellation)
    {
        if (!part.Modifiers.Any(SyntaxKind.PartialKeyword) || !ReturnedValues.Of(part).IsEmpty)
        {
            return part;
        }

        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).ChildNodes())
            {
                if (node is PropertyDeclarationSyntax other && other != part && other.Identifier.ValueText == part.Identifier.ValueText)
                {
                    return other;
                }
            }
        }

        return part;
    }

    private static ISymbol? ParameterOf(ParameterSyntax parameter, CompilationModel compilation, CancellationToken cancellation) =>
        compilation.SemanticModelOf(parameter.SyntaxTree).GetDeclaredSymbol(parameter, cancellation);

    private static void AddProperty(
        BasePropertyDeclarationSyntax property,
        ISymbol member,
        CompilationModel compilation,
        ImmutableArray<Definition>.Builder items,
        CancellationToken cancellation)
    {
        if (property is PropertyDeclarationSyntax { Initializer.Value: { } initializer })
        {
            Add(initializer, member, compilation, items, cancellation);
        }

        foreach (var value in ReturnedValues.Of(property))
        {
            Add(value, member, compilation, items, cancellation);
        }

        foreach (var node in property.AccessorList?.DescendantNodes() ?? [])
        {
            if (WrittenIn(node) is { } written && compilation.WrittenBy(written, cancellation) is IFieldSymbol { AssociatedSymbol: { } owner } &&
                SymbolEqualityComparer.Default.Equals(owner, member.OriginalDefinition))
            {
                AddWrite(node, member, compilation, items, cancellation);
            }
        }
    }

    private static ExpressionSyntax? WrittenIn(SyntaxNode node) => node is AssignmentExpressionSyntax { Left: { } left } ? left : SyntaxShape.WrittenOperand(node);

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

            if (WrittenIn(node) is { } written && SymbolEqualityComparer.Default.Equals(compilation.WrittenBy(written, cancellation), member.OriginalDefinition))
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
        var operation = ConvertedValue.Of(compilation.SemanticModelOf(value.SyntaxTree).GetOperation(SyntaxShape.Unwrap(value), cancellation));
        items.Add(new Definition(DefinitionKind.Value, operation, member));
    }
}
