namespace PromptShield.CodeFixes;

/// <summary>A model service of Semantic Kernel that is made without a kernel: it sends through the HTTP client or the SDK client that it is given.</summary>
internal static class KernelConnection
{
    private static readonly HashSet<string> Assemblies = ["Microsoft.SemanticKernel.Connectors.OpenAI", "Microsoft.SemanticKernel.Connectors.AzureOpenAI"];

    public static bool IsMade(INamedTypeSymbol service) =>
        service.ContainingAssembly is { } assembly && Assemblies.Contains(assembly.Name) && service.InstanceConstructors.Any(constructor => constructor.Parameters.Any(IsHttpClient));

    public static Edit? OnService(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor)
    {
        if (creation.ArgumentList is not { } list)
        {
            return null;
        }

        if (constructor.Parameters.FirstOrDefault(IsHttpClient) is not { } http)
        {
            return constructor.Parameters.FirstOrDefault(parameter => KnownTypes.Derives(parameter.Type, KnownTypes.OpenAIClient)) is { } client
                && Arguments.Of(list, client) is { } inner ? plan.Shield(inner.Expression) : null;
        }

        const string Made = ShieldApi.CreateClient + "()";
        return Arguments.Of(list, http) is not { Expression: var given } ? Arguments.Append(new Edit(), list, http, Made).ImportShield(list)
            : ShieldPlan.IsNull(given) ? new Edit().Replace(given, given.Span, Made).ImportShield(given)
            : plan.Shield(given);
    }

    private static bool IsHttpClient(IParameterSymbol parameter) => KnownTypes.Is(parameter.Type, KnownTypes.HttpClient);
}
