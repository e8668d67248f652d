namespace PromptShield.CodeFixes;

internal delegate Edit? CreationHook(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor);

internal delegate Edit? CallHook(ShieldPlan plan, InvocationExpressionSyntax call);

/// <summary>Which hook shields what: by the type that is created, by what a call is made on and what it returns.</summary>
internal static class HookTable
{
    private static readonly Dictionary<string, (string Assembly, CreationHook Hook)> Creations = new()
    {
        [KnownTypes.AnthropicClient] = ("Anthropic", AnthropicHandlers.OnClient),
        [KnownTypes.OllamaClient] = ("OllamaSharp", OllamaConnection.OnClient),
        [KnownTypes.ChatClientBuilder] = ("Microsoft.Extensions.AI", BuilderChain.OnCreation),
        [KnownTypes.EmbeddingGeneratorBuilder] = ("Microsoft.Extensions.AI", BuilderChain.OnCreation),
    };

    /// <summary>Calls on a builder that end it.</summary>
    private static readonly Dictionary<string, CallHook> Builds = new()
    {
        [KnownTypes.ChatClientBuilder] = BuilderChain.OnBuild,
        [KnownTypes.EmbeddingGeneratorBuilder] = BuilderChain.OnBuild,
        [KnownTypes.KernelBuilder] = KernelChain.OnBuild,
    };

    /// <summary>Calls that return a builder, and registrations.</summary>
    private static readonly Dictionary<string, CallHook> Links = new()
    {
        [KnownTypes.ChatClientBuilder] = BuilderChain.OnLink,
        [KnownTypes.EmbeddingGeneratorBuilder] = BuilderChain.OnLink,
        [KnownTypes.KernelBuilder] = KernelChain.OnLink,
        [KnownTypes.HttpClientBuilder] = ServiceRegistration.OnHttpClient,
        [KnownTypes.Services] = ServiceRegistration.OnService,
    };

    public static CreationHook? OfCreation(INamedTypeSymbol type)
    {
        if (Creations.TryGetValue(KnownTypes.Name(type), out var entry))
        {
            return type.ContainingAssembly.Name == entry.Assembly ? entry.Hook : null;
        }

        return KnownTypes.Is(type, KnownTypes.HttpClient) ? HttpClientConnection.OnClient
            : KnownTypes.Derives(type, KnownTypes.PipelineOptions) ? PipelineOptions.OnOptions
            : KernelConnection.IsMade(type) ? KernelConnection.OnService
            : type.InstanceConstructors.Any(PipelineOptions.IsTakenBy) ? PipelineOptions.OnClient
            : null;
    }

    public static CallHook? OfCall(CodeScope scope, InvocationExpressionSyntax call, IMethodSymbol method)
    {
        // The shield guards text embeddings of floats, and no others.
        if (KnownTypes.Is(method.ReturnType, KnownTypes.EmbeddingGeneratorBuilder) && !KnownTypes.IsTextEmbeddingBuilder(method.ReturnType))
        {
            return static (_, _) => null;
        }

        if (Links.TryGetValue(KnownTypes.Name(method.ReturnType), out var link))
        {
            return link;
        }

        // TryAddSingleton and its like return nothing.
        var receiver = Chain.Receiver(scope, call) is { } on ? KnownTypes.Name(scope.TypeOf(on)) : string.Empty;
        return Builds.TryGetValue(receiver, out var build) ? build
            : method.ReturnsVoid && receiver == KnownTypes.Services ? ServiceRegistration.OnService
            : null;
    }
}
