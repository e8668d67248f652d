namespace PromptShield.CodeFixes;

/// <summary>Types by metadata name. The hooks compare the names of symbols, so that a project without the library costs nothing.</summary>
internal static class KnownTypes
{
    public const string ChatClient = "Microsoft.Extensions.AI.IChatClient";
    public const string EmbeddingGenerator = "Microsoft.Extensions.AI.IEmbeddingGenerator`2";
    public const string ChatClientBuilder = "Microsoft.Extensions.AI.ChatClientBuilder";
    public const string EmbeddingGeneratorBuilder = "Microsoft.Extensions.AI.EmbeddingGeneratorBuilder`2";
    public const string KernelBuilder = "Microsoft.SemanticKernel.IKernelBuilder";
    public const string HttpClientBuilder = "Microsoft.Extensions.DependencyInjection.IHttpClientBuilder";
    public const string Services = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    public const string PipelineOptions = "System.ClientModel.Primitives.ClientPipelineOptions";
    public const string KeyCredential = "System.ClientModel.ApiKeyCredential";
    public const string HttpClient = "System.Net.Http.HttpClient";
    public const string OpenAIClient = "OpenAI.OpenAIClient";
    public const string AnthropicClient = "Anthropic.AnthropicClient";
    public const string AnthropicOptions = "Anthropic.Core.ClientOptions";
    public const string OllamaClient = "OllamaSharp.OllamaApiClient";

    /// <summary>Clients for which the runtime has <c>Shielded()</c>: their key constructors take no options.</summary>
    private static readonly HashSet<string> Suffixed = [OpenAIClient, "OpenAI.Chat.ChatClient", "OpenAI.Embeddings.EmbeddingClient"];

    /// <summary>Services whose registrations <c>AddPromptShield()</c> decorates.</summary>
    private static readonly HashSet<string> Decorated =
    [
        ChatClient,
        EmbeddingGenerator,
        "Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService",
        "Microsoft.SemanticKernel.TextGeneration.ITextGenerationService",
    ];

    public static string Name(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return string.Empty;
        }

        var name = named.OriginalDefinition.MetadataName;
        for (var outer = named.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        return named.ContainingNamespace is { IsGlobalNamespace: false } scope ? scope.ToDisplayString() + "." + name : name;
    }

    public static bool Is(ITypeSymbol? type, string name) => type is not null && Name(type) == name;

    public static bool IsSuffixed(ITypeSymbol type) => type.ContainingAssembly?.Name == "OpenAI" && Suffixed.Contains(Name(type));

    public static bool IsDecorated(ITypeSymbol type) => Decorated.Contains(Name(type));

    public static bool Derives(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Is(type, name))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsOrImplements(ITypeSymbol? type, string name) =>
        type is not null && (Is(type, name) || type.AllInterfaces.Any(contract => Is(contract, name)));

    /// <summary><c>IEmbeddingGenerator&lt;string, Embedding&lt;float&gt;&gt;</c>: the one form that the shield guards.</summary>
    public static bool IsTextEmbedding(ITypeSymbol? type) => Is(type, EmbeddingGenerator) && IsOfText(type!);

    public static bool IsTextEmbeddingBuilder(ITypeSymbol? type) => Is(type, EmbeddingGeneratorBuilder) && IsOfText(type!);

    /// <summary>Naming an experimental type is an error by default: generated code must not.</summary>
    public static bool IsExperimental(ISymbol symbol) => Experiment(symbol) is not null;

    /// <summary>Whether the code that names one of the types may name the other: both are part of the same experiment.</summary>
    public static bool IsSameExperiment(ITypeSymbol type, ITypeSymbol other) =>
        Experiment(type) is { } experiment && experiment == Experiment(other);

    /// <summary>The diagnostic that is reported where the symbol is named.</summary>
    private static string? Experiment(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ExperimentalAttribute")
            {
                return attribute.ConstructorArguments.FirstOrDefault().Value as string ?? string.Empty;
            }
        }

        return null;
    }

    private static bool IsOfText(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 2 } generator
        && generator.TypeArguments[0].SpecialType == SpecialType.System_String
        && generator.TypeArguments[1] is INamedTypeSymbol { Name: "Embedding", TypeArguments.Length: 1 } embedding
        && embedding.TypeArguments[0].SpecialType == SpecialType.System_Single;
}
