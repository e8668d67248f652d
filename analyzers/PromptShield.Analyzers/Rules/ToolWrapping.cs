using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>Tells whether a function that is made may still be wrapped, in an approval or in something that the source does not show.</summary>
internal sealed class ToolWrapping(CompilationModel compilation)
{
    private const int Depth = 6;

    /// <summary>Whether the function that <paramref name="create"/> makes is wrapped, turned into something else, or lost from sight.</summary>
    public bool MayBeWrapped(IInvocationOperation create, ToolInvocation project, CancellationToken cancellation) => MayBeWrapped(create.Syntax, project, Depth, cancellation);

    private bool MayBeWrapped(SyntaxNode node, ToolInvocation project, int depth, CancellationToken cancellation)
    {
        if (depth == 0)
        {
            return true;
        }

        while (node.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax)
        {
            node = node.Parent;
        }

        switch (node.Parent)
        {
            case ArgumentSyntax { Parent.Parent: { } call }:
                return Wraps(call, cancellation);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } variable }:
                return Local(variable, project, depth - 1, cancellation);
            case ExpressionElementSyntax or InitializerExpressionSyntax { RawKind: not (int)SyntaxKind.ObjectInitializerExpression }:
                return false;
            case MemberAccessExpressionSyntax:
                return true;
            default:
                // Returned, or kept in a member: whoever gets it may wrap it, in a project that wraps at all.
                return project.HasWrappers;
        }
    }

    /// <summary>A constructor or a method of the project, or of the library that asks for approvals; a collection and the options of a client only keep it.</summary>
    private bool Wraps(SyntaxNode call, CancellationToken cancellation) =>
        compilation.SemanticModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method ||
        compilation.Declares(method) || TypeNames.IsOrInherits(method.ContainingType, "Microsoft.Extensions.AI.AIFunction");

    private bool Local(VariableDeclaratorSyntax variable, ToolInvocation project, int depth, CancellationToken cancellation)
    {
        var model = compilation.SemanticModelOf(variable.SyntaxTree);
        var symbol = model.GetDeclaredSymbol(variable, cancellation);
        var isGiven = false;
        foreach (var name in NamesInScope.Of(compilation).Spelled(SyntaxShape.ContainingMember(variable.Parent!.Parent!), variable.Identifier.ValueText))
        {
            if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, symbol) && name.Parent is not MemberAccessExpressionSyntax)
            {
                if (MayBeWrapped(name, project, depth, cancellation))
                {
                    return true;
                }

                isGiven = true;
            }
        }

        // A function that is only called here is no tool of a model.
        return !isGiven;
    }
}
