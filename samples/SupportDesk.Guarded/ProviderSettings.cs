namespace SupportDesk;

/// <summary>Where the models are and which ones are asked: the section <c>Providers</c> of the configuration.</summary>
public sealed class ProviderSettings
{
    public required Uri OpenAIEndpoint { get; init; }

    public required string OpenAIKey { get; init; }

    public required string ChatModel { get; init; }

    public required string EmbeddingModel { get; init; }

    public required Uri AnthropicEndpoint { get; init; }

    public required string AnthropicKey { get; init; }

    public required string ClaudeModel { get; init; }

    /// <summary>Where translations go, if not to OpenAI.</summary>
    public string? TranslationUrl { get; init; }
}
