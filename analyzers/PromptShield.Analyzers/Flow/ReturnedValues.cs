using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>The expressions that a method, property getter, lambda or local function can return, found by syntax alone.</summary>
internal static class ReturnedValues
{
    /// <summary>The returned expressions of <paramref name="declaration"/>; empty when it has no body here.</summary>
    public static ImmutableArray<ExpressionSyntax> Of(SyntaxNode declaration)
    {
        switch (declaration)
        {
            case MethodDeclarationSyntax method:
                return Of(method.ExpressionBody, method.Body);
            case ConversionOperatorDeclarationSyntax conversion:
                return Of(conversion.ExpressionBody, conversion.Body);
            case LocalFunctionStatementSyntax local:
                return Of(local.ExpressionBody, local.Body);
            case AccessorDeclarationSyntax accessor:
                return Of(accessor.ExpressionBody, accessor.Body);
            case LambdaExpressionSyntax lambda:
                return lambda.ExpressionBody is { } expression ? ImmutableArray.Create(expression) : InBlock(lambda.Block);
            case AnonymousMethodExpressionSyntax anonymous:
                return InBlock(anonymous.Block);
            case PropertyDeclarationSyntax { ExpressionBody: { } arrow }:
                return ImmutableArray.Create(arrow.Expression);
            case IndexerDeclarationSyntax { ExpressionBody: { } arrow }:
                return ImmutableArray.Create(arrow.Expression);
            case BasePropertyDeclarationSyntax { AccessorList: { } accessors }:
                foreach (var accessor in accessors.Accessors)
                {
                    if (accessor.IsKind(SyntaxKind.GetAccessorDeclaration))
                    {
                        return Of(accessor);
                    }
                }

                return ImmutableArray<ExpressionSyntax>.Empty;
            default:
                return ImmutableArray<ExpressionSyntax>.Empty;
        }
    }

    private static ImmutableArray<ExpressionSyntax> Of(ArrowExpressionClauseSyntax? arrow, BlockSyntax? block) =>
        arrow is not null ? ImmutableArray.Create(arrow.Expression) : InBlock(block);

    private static ImmutableArray<ExpressionSyntax> InBlock(BlockSyntax? block)
    {
        if (block is null)
        {
            return ImmutableArray<ExpressionSyntax>.Empty;
        }

        var values = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var node in block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            switch (node)
            {
                case ReturnStatementSyntax { Expression: { } value }:
                    values.Add(value);
                    break;
                case YieldStatementSyntax { Expression: { } value }:
                    values.Add(value);
                    break;
            }
        }

        return values.ToImmutable();
    }
}
