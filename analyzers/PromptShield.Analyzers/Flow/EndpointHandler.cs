using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>What an endpoint runs.</summary>
internal sealed class EndpointHandler(IMethodSymbol method, SyntaxNode? body)
{
    private const int Depth = 3;

    /// <summary>The method or lambda.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>The handler of a call that maps an endpoint; null when the source does not show it.</summary>
    public static EndpointHandler? Of(IInvocationOperation map)
    {
        foreach (var argument in map.Arguments)
        {
            if (argument.Parameter?.Name is "handler" or "requestDelegate")
            {
                var value = argument.Value;
                while (value is IConversionOperation conversion)
                {
                    value = conversion.Operand;
                }

                return (value as IDelegateCreationOperation)?.Target switch
                {
                    IAnonymousFunctionOperation lambda => new EndpointHandler(lambda.Symbol, lambda.Syntax),
                    IMethodReferenceOperation { Method: var method } => new EndpointHandler(
                        method, method.DeclaringSyntaxReferences.IsEmpty ? null : method.DeclaringSyntaxReferences[0].GetSyntax()),
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary>Whether the handler names a file of the shield.</summary>
    public bool NamesFile()
    {
        foreach (var node in body?.DescendantNodes() ?? [])
        {
            if (node is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) && AiConfiguration.Default.IsFile(literal.Token.ValueText))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the handler itself, or what it calls in this program, calls a model: it then asks one, and does not configure it.</summary>
    public bool AsksModel(CompilationModel compilation, CancellationToken cancellation) => body is not null && Asks(body, compilation, Depth, cancellation);

    private static bool Asks(SyntaxNode body, CompilationModel compilation, int depth, CancellationToken cancellation)
    {
        foreach (var node in body.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax && compilation.OperationOf(node, cancellation) is IInvocationOperation call &&
                (compilation.ModelCalls.Judge(call, cancellation) is { Population: Site.ModelCalls } || AsksWithin(call, compilation, depth, cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AsksWithin(IInvocationOperation call, CompilationModel compilation, int depth, CancellationToken cancellation) =>
        depth > 0 && call.TargetMethod.OriginalDefinition.DeclaringSyntaxReferences is { IsEmpty: false } declarations &&
        Asks(declarations[0].GetSyntax(cancellation), compilation, depth - 1, cancellation);
}
