using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>
/// Conditions that compare a variable with a list or pattern before it is used: the member decided what it accepts. Whether it decided well is not for a
/// compiler to say.
/// </summary>
internal static class ValueChecks
{
    /// <summary>Whether a condition before <paramref name="sink"/> in its member checks the variable that <paramref name="value"/> is.</summary>
    public static bool Precede(IOperation value, IOperation sink)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        var name = value switch
        {
            ILocalReferenceOperation local => local.Local.Name,
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            _ => null,
        };
        if (name is null)
        {
            return false;
        }

        foreach (var node in SyntaxShape.ContainingMember(sink.Syntax).DescendantNodes())
        {
            if (node.SpanStart >= sink.Syntax.SpanStart)
            {
                return false;
            }

            if (node is IfStatementSyntax { Condition: var condition } && Checks(condition, name))
            {
                return true;
            }

            if ((node is ConditionalExpressionSyntax { Condition: var choice } && Checks(choice, name)) || (node is SwitchStatementSyntax or SwitchExpressionSyntax && IsNamed(Switched(node), name) && node.Span.Contains(sink.Syntax.Span)))
            {
                return true;
            }
        }

        return false;
    }

    private static ExpressionSyntax? Switched(SyntaxNode node) => node switch
    {
        SwitchStatementSyntax statement => statement.Expression,
        SwitchExpressionSyntax expression => expression.GoverningExpression,
        _ => null,
    };

    private static bool Checks(ExpressionSyntax condition, string name)
    {
        foreach (var node in condition.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when SyntaxShape.CalleeName(call)?.Identifier.ValueText is not ("IsNullOrEmpty" or "IsNullOrWhiteSpace" or "ReferenceEquals"):
                    foreach (var argument in call.ArgumentList.Arguments)
                    {
                        if (IsNamed(argument.Expression, name))
                        {
                            return true;
                        }
                    }

                    break;
                case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { Token.Value: string } } or BinaryPatternSyntax } pattern when IsNamed(pattern.Expression, name):
                    return true;
                case BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: string { Length: > 0 } } } comparison when IsNamed(comparison.Left, name):
                    return true;
            }
        }

        return false;
    }

    private static bool IsNamed(ExpressionSyntax? expression, string name) => expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;
}
