using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>The calls on a builder that stand behind a call on it: the rest of its chain, then the chains on the variable that holds the builder.</summary>
internal static class LaterLinks
{
    /// <summary>The calls after <paramref name="link"/>, in source order; those of another member are not looked for.</summary>
    public static IEnumerable<IInvocationOperation> After(IInvocationOperation link, CompilationModel model, CancellationToken cancellation)
    {
        var last = link.Syntax;
        foreach (var next in Chain(link.Syntax))
        {
            last = next;
            if (model.OperationOf(next, cancellation) is IInvocationOperation call)
            {
                yield return call;
            }
        }

        if (Holder(link, last, model, cancellation) is not { } holder || !BuilderProvenance.IsMiddlewareBuilder(TypeOf(holder)))
        {
            yield break;
        }

        foreach (var node in SyntaxShape.ContainingMember(link.Syntax).DescendantNodes())
        {
            if (node.SpanStart < last.Span.End || node is not IdentifierNameSyntax name || name.Identifier.ValueText != holder.Name ||
                !SymbolEqualityComparer.Default.Equals(model.SemanticModelOf(node.SyntaxTree).GetSymbolInfo(node, cancellation).Symbol, holder))
            {
                continue;
            }

            foreach (var next in Chain(name))
            {
                if (model.OperationOf(next, cancellation) is IInvocationOperation call)
                {
                    yield return call;
                }
            }
        }
    }

    /// <summary>The local or parameter that the chain begins with, or that its result is stored in.</summary>
    private static ISymbol? Holder(IInvocationOperation link, SyntaxNode last, CompilationModel model, CancellationToken cancellation)
    {
        if (last.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator })
        {
            return model.SemanticModelOf(last.SyntaxTree).GetDeclaredSymbol(declarator, cancellation);
        }

        IOperation? head = link;
        while (head is IInvocationOperation call)
        {
            head = CallProvenance.Receiver(call);
        }

        return head switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
    }

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable is ILocalSymbol local ? local.Type : (variable as IParameterSymbol)?.Type;

    private static IEnumerable<InvocationExpressionSyntax> Chain(SyntaxNode node)
    {
        while (node.Parent is MemberAccessExpressionSyntax access && access.Expression == node && access.Parent is InvocationExpressionSyntax next)
        {
            yield return next;
            node = next;
        }
    }
}
