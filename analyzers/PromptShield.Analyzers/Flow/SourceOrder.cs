using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Order of two places in one body, by syntax: enough for registrations, which are written as a list of statements, and it needs no binding.
/// </summary>
internal static class SourceOrder
{
    /// <summary>Whether <paramref name="later"/> runs after <paramref name="earlier"/> whenever <paramref name="earlier"/> ran.</summary>
    public static bool IsCertainlyAfter(SyntaxNode later, SyntaxNode earlier) =>
        later.Span.End > earlier.Span.End && Function(later) == Function(earlier) && Unit(later).Span.Contains(earlier.Span) && !HasExit(earlier, later);

    /// <summary>Whether <paramref name="earlier"/> ran whenever <paramref name="later"/> runs.</summary>
    public static bool IsCertainlyBefore(SyntaxNode earlier, SyntaxNode later) =>
        later.Span.End > earlier.Span.End && Function(later) == Function(earlier) && Unit(earlier).Span.Contains(later.Span);

    private static SyntaxNode Function(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            if (current is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax)
            {
                return current;
            }
        }

        return node.SyntaxTree.GetRoot();
    }

    /// <summary>The smallest part of the body that runs as a whole: a block, a switch section, an embedded statement, a function.</summary>
    private static SyntaxNode Unit(SyntaxNode node)
    {
        for (var current = node; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case BlockSyntax or SwitchSectionSyntax or CompilationUnitSyntax or AnonymousFunctionExpressionSyntax:
                    return parent;
                case IfStatementSyntax or ElseClauseSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax when current is StatementSyntax:
                case ConditionalExpressionSyntax or SwitchExpressionArmSyntax or ConditionalAccessExpressionSyntax:
                    return current;
            }
        }

        return node;
    }

    private static bool HasExit(SyntaxNode earlier, SyntaxNode later)
    {
        var function = Function(later);
        foreach (var node in function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            if (node is ReturnStatementSyntax && node.SpanStart > earlier.Span.End && node.Span.End < later.SpanStart)
            {
                return true;
            }
        }

        return false;
    }
}
