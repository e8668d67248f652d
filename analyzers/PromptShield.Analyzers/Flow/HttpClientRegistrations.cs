using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges HTTP clients that the HTTP client factory makes, by their <c>AddHttpClient</c> registrations.</summary>
internal sealed class HttpClientRegistrations(CompilationModel compilation)
{
    private readonly BuilderChains chains = new(compilation);

    /// <summary>Judges <c>factory.CreateClient(name)</c>.</summary>
    public GuardVerdict JudgeNamed(IInvocationOperation create, CancellationToken cancellation)
    {
        var name = Name(create);
        var verdict = GuardVerdict.NoValue;
        foreach (var registration in Registrations(cancellation))
        {
            if (registration.TargetMethod.TypeArguments.IsEmpty && (name is null || Name(registration) == name))
            {
                verdict = verdict.Join(Judge(registration, cancellation));
            }
        }

        if (verdict.State is null && ShieldOfAll(cancellation) is { } defaults)
        {
            return GuardVerdict.Guarded(defaults);
        }

        return verdict.State is null
            ? compilation.IsExecutable
                ? GuardVerdict.Unguarded(Reasons.HttpClientNotShielded, "no registration of this HTTP client adds the shield", create.Syntax)
                : GuardVerdict.Deferred("T:System.Net.Http.IHttpClientFactory", "the HTTP client is configured by whoever composes the program", create.Syntax)
            : verdict;
    }

    /// <summary>Judges the HTTP client that the factory gives to the constructor of <paramref name="type"/>; null when no typed client is registered.</summary>
    public GuardVerdict? JudgeTyped(ITypeSymbol? type, CancellationToken cancellation)
    {
        GuardVerdict? verdict = null;
        foreach (var registration in Registrations(cancellation))
        {
            foreach (var argument in registration.TargetMethod.TypeArguments)
            {
                if (SymbolEqualityComparer.Default.Equals(argument, type))
                {
                    verdict = (verdict ?? GuardVerdict.NoValue).Join(Judge(registration, cancellation));
                }
            }
        }

        return verdict;
    }

    /// <summary>The <c>AddHttpClient</c> calls of the compilation.</summary>
    public IEnumerable<IInvocationOperation> Registrations(CancellationToken cancellation)
    {
        foreach (var node in compilation.Invocations("AddHttpClient"))
        {
            if (compilation.OperationOf(node, cancellation) is IInvocationOperation call)
            {
                yield return call;
            }
        }
    }

    /// <summary>The constant name that a call gives; the empty name when it gives none, null when it is not constant.</summary>
    public static string? Name(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter: { Name: "name", Type.SpecialType: SpecialType.System_String } })
            {
                return argument.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
            }
        }

        return string.Empty;
    }

    /// <summary>Handlers run in the order in which they are added, so the shield must be the last one that is not the framework's own.</summary>
    private GuardVerdict Judge(IInvocationOperation registration, CancellationToken cancellation)
    {
        var shield = ShieldOfAll(cancellation);
        SyntaxNode? nearer = null;
        SyntaxNode? primary = null;
        foreach (var (node, isCertain) in chains.After(registration.Syntax, cancellation))
        {
            if (node is InvocationExpressionSyntax call && AddsShield(call, cancellation))
            {
                shield = isCertain ? node : shield;
                nearer = isCertain ? null : nearer;
            }
            else if (node is not InvocationExpressionSyntax other || (IsHandler(other) && IsOwnHandler(other, cancellation)))
            {
                nearer = node;
                primary = IsPrimary(node) ? node : primary;
            }
        }

        return shield is null
            ? GuardVerdict.Unguarded(Reasons.HttpClientNotShielded, "its HTTP client is registered without the shield", registration.Syntax)
            : (primary ?? nearer) is { } inside
                ? GuardVerdict.Unguarded(Reasons.MiddlewareInsideShield, "another handler of its HTTP client is nearer to the wire than the shield", inside)
            : GuardVerdict.Guarded(shield);
    }

    private static bool IsHandler(InvocationExpressionSyntax call) =>
        SyntaxShape.CalleeName(call)?.Identifier.ValueText is "AddHttpMessageHandler" or "ConfigurePrimaryHttpMessageHandler" or "ConfigureHttpMessageHandlerBuilder" or "ConfigureAdditionalHttpMessageHandlers";

    private static bool IsPrimary(SyntaxNode node) =>
        node is InvocationExpressionSyntax call && SyntaxShape.CalleeName(call)?.Identifier.ValueText != "AddHttpMessageHandler";

    private bool IsOwnHandler(InvocationExpressionSyntax node, CancellationToken cancellation)
    {
        if (compilation.OperationOf(node, cancellation) is not IInvocationOperation call)
        {
            return true;
        }

        if (call.TargetMethod.TypeArguments.Length == 1)
        {
            return OwnCode.IsOwnHandler(call.TargetMethod.TypeArguments[0]);
        }

        foreach (var argument in node.ArgumentList.Arguments)
        {
            foreach (var value in ReturnedValues.Of(argument.Expression))
            {
                if (OwnCode.IsOwnHandler(compilation.OperationOf(value, cancellation)))
                {
                    return true;
                }
            }

            // A method group, a variable, or a function that returns nothing and changes the handlers in place.
            if (ReturnedValues.Of(argument.Expression).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private bool AddsShield(InvocationExpressionSyntax node, CancellationToken cancellation)
    {
        if (compilation.OperationOf(node, cancellation) is not IInvocationOperation call)
        {
            return false;
        }

        if (ShieldIdentity.Declares(call.TargetMethod))
        {
            return true;
        }

        return call.TargetMethod.Name == "AddHttpMessageHandler" && (
            call.TargetMethod.TypeArguments.Length == 1
                ? ShieldIdentity.Declares(call.TargetMethod.TypeArguments[0])
                : ReturnsShield(node, cancellation));
    }

    private bool ReturnsShield(InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            var values = ReturnedValues.Of(argument.Expression);
            if (!values.IsEmpty && values.All(value => ShieldIdentity.Declares(compilation.SemanticModelOf(value.SyntaxTree).GetTypeInfo(value, cancellation).Type)))
            {
                return true;
            }
        }

        return false;
    }

    private SyntaxNode? ShieldOfAll(CancellationToken cancellation)
    {
        foreach (var node in compilation.Invocations("ConfigureHttpClientDefaults"))
        {
            foreach (var inner in node.DescendantNodes())
            {
                if (inner is InvocationExpressionSyntax invocation && AddsShield(invocation, cancellation))
                {
                    return node;
                }
            }
        }

        return null;
    }
}
