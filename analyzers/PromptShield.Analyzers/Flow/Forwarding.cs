using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Tells the calls by which middleware hands a request on to its inner client. They are part of the call that entered the middleware, and that
/// call is judged where it is made.
/// </summary>
internal static class Forwarding
{
    /// <summary>Whether a call on <paramref name="receiver"/> hands on what the enclosing middleware received.</summary>
    public static bool IsForwarded(IOperation? receiver, SyntaxNode call, CompilationModel compilation, CancellationToken cancellation)
    {
        while (receiver is IConversionOperation conversion)
        {
            receiver = conversion.Operand;
        }

        switch (receiver)
        {
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter:
                return IsMiddlewareLambda(parameter.Parameter, compilation, cancellation);
            case IInstanceReferenceOperation:
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property when ClientRules.Default.IsInner(property.Property.Name):
                return ClientRules.Default.IsMiddleware(Member(call, compilation, cancellation)?.ContainingType);
            case IFieldReferenceOperation { Instance: IInstanceReferenceOperation }:
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation }:
            case IParameterReferenceOperation:
                return Implements(Member(call, compilation, cancellation), receiver.Type);
            default:
                return false;
        }
    }

    /// <summary>A decorator of our own: the enclosing method implements the very interface that it calls.</summary>
    private static bool Implements(IMethodSymbol? member, ITypeSymbol? receiver) =>
        member is not null && ModelCatalog.Match(member) is { } api && TypeNames.IsOrInherits(receiver, api.Type);

    private static IMethodSymbol? Member(SyntaxNode node, CompilationModel compilation, CancellationToken cancellation)
    {
        var symbol = compilation.SemanticModelOf(node.SyntaxTree).GetEnclosingSymbol(node.SpanStart, cancellation);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.LambdaMethod or MethodKind.LocalFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol as IMethodSymbol;
    }

    private static bool IsMiddlewareLambda(IParameterSymbol parameter, CompilationModel compilation, CancellationToken cancellation)
    {
        foreach (var reference in parameter.DeclaringSyntaxReferences)
        {
            for (var node = reference.GetSyntax(cancellation); node is not null; node = node.Parent)
            {
                if (node is InvocationExpressionSyntax invocation)
                {
                    return compilation.OperationOf(invocation, cancellation) is IInvocationOperation { TargetMethod.Name: "Use" } use &&
                        ClientRules.Default.IsBuilder(CallProvenance.Receiver(use)?.Type);
                }

                if (node is StatementSyntax)
                {
                    return false;
                }
            }
        }

        return false;
    }
}
