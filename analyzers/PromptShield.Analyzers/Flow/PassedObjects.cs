using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Judges builders and options after a method of this compilation got them. Its effect is followed when the last statement that mentions the
/// parameter is a chain of calls on it that always runs; what a method does in any other way is not known.
/// </summary>
internal sealed class PassedObjects(CompilationModel compilation, ClientProvenance provenance)
{
    /// <summary>Judges <paramref name="value"/> after <paramref name="call"/> got it for <paramref name="parameter"/>.</summary>
    public GuardVerdict Judge(IOperation value, IParameterSymbol parameter, IOperation call, ProvenanceTrace trace)
    {
        var method = parameter.ContainingSymbol as IMethodSymbol;
        var definition = (method?.ReducedFrom ?? method)?.OriginalDefinition;
        if (definition is null || Overriding.IsVirtual(definition) || definition.DeclaringSyntaxReferences.Length != 1 ||
            call is not IInvocationOperation invocation)
        {
            return Changed(value, parameter);
        }

        var declaration = definition.DeclaringSyntaxReferences[0].GetSyntax(trace.Cancellation);
        if (Body(declaration) is not { } body)
        {
            return Changed(value, parameter);
        }

        if (!Mentions(body, parameter))
        {
            return provenance.Judge(value, trace);
        }

        if (LastChain(body, parameter) is not { } chain || !trace.TryEnter(definition))
        {
            return Changed(value, parameter);
        }

        var frame = trace.Frame;
        trace.Frame = new CallFrame(definition, invocation, frame);
        var verdict = provenance.Judge(compilation.OperationOf(chain, trace.Cancellation), trace);
        trace.Frame = frame;
        trace.Leave(definition);
        return verdict;
    }

    private static GuardVerdict Changed(IOperation value, IParameterSymbol parameter) =>
        ClientProvenance.Unknown(value, "the method that gets it as '" + parameter.Name + "' may change it");

    private static SyntaxNode? Body(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
        _ => null,
    };

    private static ExpressionSyntax? LastChain(SyntaxNode body, IParameterSymbol parameter)
    {
        if (body is not BlockSyntax block)
        {
            return OnParameter(body, parameter);
        }

        foreach (var node in block.DescendantNodes())
        {
            if (node is ReturnStatementSyntax && node.Parent != block)
            {
                return null;
            }
        }

        for (var i = block.Statements.Count - 1; i >= 0; i--)
        {
            if (Mentions(block.Statements[i], parameter))
            {
                return block.Statements[i] switch
                {
                    ExpressionStatementSyntax statement => OnParameter(statement.Expression, parameter),
                    ReturnStatementSyntax { Expression: { } returned } => OnParameter(returned, parameter),
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary>A chain of calls that starts at the parameter.</summary>
    private static ExpressionSyntax? OnParameter(SyntaxNode expression, IParameterSymbol parameter)
    {
        var current = expression;
        while (true)
        {
            switch (current)
            {
                case InvocationExpressionSyntax invocation:
                    current = invocation.Expression;
                    break;
                case MemberAccessExpressionSyntax access:
                    current = access.Expression;
                    break;
                case IdentifierNameSyntax name when name.Identifier.ValueText == parameter.Name:
                    return (ExpressionSyntax)expression;
                default:
                    return null;
            }
        }
    }

    private static bool Mentions(SyntaxNode node, IParameterSymbol parameter)
    {
        foreach (var token in node.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == parameter.Name)
            {
                return true;
            }
        }

        return false;
    }
}
