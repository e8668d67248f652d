using PromptShield.Analyzers.Catalog;

namespace PromptShield.CodeFixes;

/// <summary>
/// A kernel among the services takes its model from any registration in the container, of <c>AddKernel()</c> or beside it. A
/// finding blames one of them, and the shield guards only what is registered before it: each registration gets its own.
/// </summary>
internal static class KernelServices
{
    private const string AddKernel = "AddKernel";

    /// <summary>The registrations of the same service, the blamed one among them; null where no kernel takes its services from the container.</summary>
    public static IReadOnlyList<ExpressionSyntax>? Beside(CodeScope scope, ExpressionSyntax blamed)
    {
        if (blamed is not InvocationExpressionSyntax registration || Services(registration) is not { } services || !IsAmongServices(scope, registration))
        {
            return null;
        }

        var found = new List<ExpressionSyntax>();
        var hasKernel = false;
        foreach (var tree in scope.Compilation.SyntaxTrees)
        {
            if (scope.EditableModel(tree) is null)
            {
                continue;
            }

            foreach (var call in tree.GetRoot(scope.Cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                hasKernel |= Chain.Name(call) == AddKernel;
                if (call == registration
                    || (Services(call) is { } others && others.Any(services.Contains) && IsAmongServices(scope, call) && !IsShieldedBelow(call)))
                {
                    found.Add(call);
                }
            }
        }

        return hasKernel ? found : null;
    }

    private static IReadOnlyList<string>? Services(InvocationExpressionSyntax call) =>
        Chain.Name(call) is { } name ? ClientRules.Default.ServicesOf(name) : null;

    /// <summary>Whether the call adds to the container, and not to the builder of a kernel that has services of its own.</summary>
    private static bool IsAmongServices(CodeScope scope, InvocationExpressionSyntax call)
    {
        if (scope.Method(call) is not { } method || method.ContainingNamespace.ToDisplayString() != "Microsoft.SemanticKernel")
        {
            return false;
        }

        var head = Chain.Head(call);
        return KnownTypes.Is(method.ReturnType, KnownTypes.Services)
            ? head is not MemberAccessExpressionSyntax { Expression: var owner } || !KnownTypes.Is(scope.TypeOf(owner), KnownTypes.KernelBuilder)
            : AddsKernel(call) || (scope.Symbol(head) is { } builder && Values.Of(scope, builder) is { } values && values.All(AddsKernel));
    }

    private static bool AddsKernel(ExpressionSyntax chain) => Chain.LinksBackFrom(chain).Any(link => Chain.Name(link) == AddKernel);

    /// <summary>Whether the services are shielded further down, which guards this registration too.</summary>
    private static bool IsShieldedBelow(InvocationExpressionSyntax registration)
    {
        var services = Chain.Head(registration).ToString();
        return Statements.Body(registration).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            Chain.Name(call) == ShieldApi.AddShield && call.Span.End > registration.Span.End && Chain.Head(call).ToString() == services);
    }
}
