using PromptShield.Analyzers.Flow;

namespace PromptShield.CodeFixes;

/// <summary>Registrations in a service collection: shield what they create, or have the registration decorated.</summary>
internal static class ServiceRegistration
{
    public static Edit? OnHttpClient(ShieldPlan plan, InvocationExpressionSyntax link)
    {
        var last = BuilderUse.LastLink(plan.Scope, link);
        return Chain.LinksBackFrom(last).Any(other => Chain.Name(other) == ShieldApi.AddShield)
            ? new Edit()
            : Chain.Append(new Edit(), last, ShieldApi.AddShield + "()").ImportShield(last);
    }

    public static Edit? OnService(ShieldPlan plan, InvocationExpressionSyntax registration)
    {
        if (Created(plan, registration) is { } edit)
        {
            return edit;
        }

        var method = plan.Scope.Method(registration);
        if (method is null || method.ReturnsVoid || !Decorates(method) || (Chain.Next(registration) is { } next && Chain.Name(next) == ShieldApi.AddShield))
        {
            return null;
        }

        if (registration.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } }
            && KnownTypes.Is(plan.Scope.TypeOf(owner), KnownTypes.KernelBuilder)
            && KernelChain.OnVariable(plan, plan.Scope.Symbol(owner)!, owner) is { } kernel)
        {
            return kernel;
        }

        return Chain.Append(new Edit(), registration, ShieldApi.AddShield + "()").ImportShield(registration);
    }

    /// <summary>Whether a later <c>AddPromptShield()</c> decorates what the method registers.</summary>
    private static bool Decorates(IMethodSymbol method) =>
        method.ContainingNamespace.ToDisplayString() == "Microsoft.SemanticKernel"
        || (method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal)
            && method.TypeArguments.Length > 0 && KnownTypes.IsDecorated(method.TypeArguments[0])
            && !method.TypeArguments.Any(OwnCode.CanAddContent));

    private static Edit? Created(ShieldPlan plan, InvocationExpressionSyntax registration)
    {
        foreach (var argument in registration.ArgumentList.Arguments)
        {
            var value = argument.Expression;
            var edit = value switch
            {
                LambdaExpressionSyntax lambda => plan.ShieldAll(Values.Returned(lambda)),
                _ when plan.Scope.Symbol(value) is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } factory
                    && value is not InvocationExpressionSyntax => plan.ShieldAll(Values.Of(plan.Scope, factory)),
                _ when KnownTypes.Is(plan.Scope.TypeOf(value), KnownTypes.Services) => null,
                _ => plan.Shield(value),
            };
            if (edit is not null)
            {
                return edit;
            }
        }

        return null;
    }
}
