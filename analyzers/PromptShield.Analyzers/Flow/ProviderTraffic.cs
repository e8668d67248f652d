using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells whether the code around an HTTP request or its headers talks to a provider of models.</summary>
internal sealed class ProviderTraffic(CompilationModel compilation)
{
    private readonly AddressValues addresses = new(compilation);

    /// <summary>Whether the type (or the top-level code) that holds <paramref name="node"/> sends to a provider or sets the base address of one.</summary>
    public bool Surrounds(SyntaxNode node, CancellationToken cancellation)
    {
        var scope = Scope(node);
        return SetsBaseAddress(scope, cancellation) || Sends(scope, cancellation);
    }

    private bool SetsBaseAddress(SyntaxNode scope, CancellationToken cancellation)
    {
        foreach (var node in compilation.Assignments("BaseAddress"))
        {
            if (node is AssignmentExpressionSyntax assignment && Scope(node) == scope)
            {
                foreach (var address in addresses.Of(compilation.OperationOf(assignment.Right, cancellation), cancellation))
                {
                    if (ProviderHosts.Default.Match(address) is not null)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool Sends(SyntaxNode scope, CancellationToken cancellation)
    {
        foreach (var method in HttpModelCalls.Candidates)
        {
            foreach (var node in compilation.Invocations(method))
            {
                if (Scope(node) == scope &&
                    compilation.OperationOf(node, cancellation) is { } call &&
                    compilation.ModelCalls.Judge(call, cancellation) is { Kind: "http" or "realtime" })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static SyntaxNode Scope(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            if (current is TypeDeclarationSyntax or CompilationUnitSyntax)
            {
                return current;
            }
        }

        return node;
    }
}
