using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>What the whole program says about endpoints that say nothing themselves. Thread-safe.</summary>
internal sealed class EndpointProtection(CompilationModel compilation)
{
    private const string AuthorizeFilter = "Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter";
    private readonly object gate = new();
    private bool? coversAll;
    private bool? coversActions;

    /// <summary>What is wrong with an endpoint of this access, in words that follow its name; null when nothing is, or when nobody can tell.</summary>
    /// <param name="access">What is said about the endpoint itself.</param>
    /// <param name="isAction">Whether it is an action of a controller, to which filters of MVC apply.</param>
    /// <param name="cancellation">Stops the work.</param>
    public string? Problem(EndpointAccess access, bool isAction, CancellationToken cancellation) => access switch
    {
        EndpointAccess.Anonymous => "allows anonymous access",
        EndpointAccess.Unstated when !IsCovered(isAction, cancellation) => "requires no authorization policy",
        _ => null,
    };

    private bool IsCovered(bool isAction, CancellationToken cancellation)
    {
        lock (gate)
        {
            return (coversAll ??= HasFallback(cancellation) || HasMiddleware(cancellation)) || (isAction && (coversActions ??= HasFilter(cancellation)));
        }
    }

    private bool HasFallback(CancellationToken cancellation)
    {
        foreach (var node in compilation.Assignments("FallbackPolicy"))
        {
            if (node is AssignmentExpressionSyntax { Right: var value } && !SyntaxShape.Unwrap(value).IsKind(SyntaxKind.NullLiteralExpression) &&
                compilation.WrittenBy(((AssignmentExpressionSyntax)node).Left, cancellation) is { ContainingType.Name: "AuthorizationOptions" })
            {
                return true;
            }
        }

        foreach (var node in compilation.Invocations("SetFallbackPolicy"))
        {
            if (compilation.OperationOf(node, cancellation) is IInvocationOperation { TargetMethod.ContainingType.Name: "AuthorizationBuilder" })
            {
                return true;
            }
        }

        return false;
    }

    private bool HasFilter(CancellationToken cancellation)
    {
        foreach (var node in compilation.Creations("AuthorizeFilter"))
        {
            if (compilation.OperationOf(node, cancellation) is IObjectCreationOperation creation && TypeNames.Is(creation.Type, AuthorizeFilter))
            {
                return true;
            }
        }

        foreach (var node in compilation.Invocations("RequireAuthorization"))
        {
            if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } } &&
                SyntaxShape.CalleeName(inner)?.Identifier.ValueText is "MapControllers" or "MapControllerRoute" or "MapDefaultControllerRoute")
            {
                return true;
            }
        }

        return false;
    }

    private bool HasMiddleware(CancellationToken cancellation)
    {
        foreach (var node in compilation.Invocations("UseMiddleware"))
        {
            if (compilation.OperationOf(node, cancellation) is IInvocationOperation { TargetMethod.TypeArguments: { IsEmpty: false } types } &&
                AiConfiguration.Default.ChecksAccess(types[0].Name))
            {
                return true;
            }
        }

        return false;
    }
}
