using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>The calls that continue a registration: the rest of its chain, and the chains on the local that holds it.</summary>
internal sealed class BuilderChains(CompilationModel compilation)
{
    /// <summary>
    /// The calls after <paramref name="start"/>, in source order, and whether each runs whenever the registration does. A node that is no call stands for
    /// a place that gets the builder and may do anything with it.
    /// </summary>
    public IEnumerable<(SyntaxNode Node, bool IsCertain)> After(SyntaxNode start, CancellationToken cancellation)
    {
        var last = start;
        foreach (var next in Chain(start))
        {
            last = next;
            yield return (next, true);
        }

        if (last.Parent is ArgumentSyntax passed)
        {
            yield return (passed, true);
        }

        if (last.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator })
        {
            yield break;
        }

        var model = compilation.SemanticModelOf(start.SyntaxTree);
        var local = model.GetDeclaredSymbol(declarator, cancellation);
        foreach (var node in SyntaxShape.ContainingMember(start).DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != declarator.Identifier.ValueText ||
                !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, local))
            {
                continue;
            }

            if (name.Parent is ArgumentSyntax argument)
            {
                yield return (argument, true);
            }

            foreach (var next in Chain(name))
            {
                yield return (next, SourceOrder.IsCertainlyAfter(name, last));
            }
        }
    }

    private static IEnumerable<InvocationExpressionSyntax> Chain(SyntaxNode node)
    {
        while (node.Parent is MemberAccessExpressionSyntax access && access.Expression == node && access.Parent is InvocationExpressionSyntax next)
        {
            yield return next;
            node = next;
        }
    }
}
