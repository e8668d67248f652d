using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// Tells loops that only the model ends: without a condition, without a count of rounds, and without anything in them that waits for a person, a
/// message or a clock.
/// </summary>
internal sealed class EndlessLoop(CompilationModel compilation)
{
    /// <summary>Whether such a loop stands around <paramref name="call"/>, in the same function.</summary>
    public bool Surrounds(IOperation call, CancellationToken cancellation)
    {
        for (var node = call.Syntax.Parent; node is not null and not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax); node = node.Parent)
        {
            var condition = node switch
            {
                WhileStatementSyntax loop => loop.Condition,
                DoStatementSyntax loop => loop.Condition,
                _ => null,
            };
            var isEndless = condition is not null ? compilation.OperationOf(condition, cancellation)?.ConstantValue is { HasValue: true, Value: true } : node is ForStatementSyntax { Condition: null };
            if (isEndless && !IsBounded(node, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBounded(SyntaxNode loop, CancellationToken cancellation)
    {
        foreach (var node in loop.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when CallBounds.Default.IsWait(SyntaxShape.CalleeName(call)?.Identifier.ValueText ?? string.Empty):
                case SimpleNameSyntax { Identifier.ValueText: "IsCancellationRequested" }:
                case YieldStatementSyntax:
                case IfStatementSyntax check when Leaves(check.Statement) && Counts(check.Condition, cancellation):
                    return true;
            }
        }

        return false;
    }

    private static bool Leaves(StatementSyntax statement)
    {
        foreach (var node in statement.DescendantNodesAndSelf())
        {
            if (node is BreakStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a condition compares numbers, as a count of rounds, tokens or money does. Whether the model asked for no tools is no count of rounds.</summary>
    private bool Counts(ExpressionSyntax condition, CancellationToken cancellation)
    {
        foreach (var node in condition.DescendantNodesAndSelf())
        {
            if (node is BinaryExpressionSyntax comparison && !IsZero(comparison.Left) && !IsZero(comparison.Right) &&
                (comparison.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression ||
                 (comparison.IsKind(SyntaxKind.EqualsExpression) && IsNumber(comparison.Left, cancellation))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsZero(ExpressionSyntax value) => value is LiteralExpressionSyntax { Token.Value: 0 };

    private bool IsNumber(ExpressionSyntax value, CancellationToken cancellation) =>
        compilation.SemanticModelOf(value.SyntaxTree).GetTypeInfo(value, cancellation).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
