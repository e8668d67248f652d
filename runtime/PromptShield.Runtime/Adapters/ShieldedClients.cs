using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace PromptShield;

/// <summary>Puts the shield into clients of Microsoft.Extensions.AI.</summary>
public static class ShieldedClients
{
    /// <summary>
    /// Adds the shield to the pipeline. Middleware that is added after it is inside: add the shield last, so that everything that sends text (function invocation above
    /// all) is outside.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="shield">The shield; null for the one in the services, else <see cref="Shield.Default"/>.</param>
    public static ChatClientBuilder UsePromptShield(this ChatClientBuilder builder, Shield? shield = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Use((inner, services) => new PromptShieldChatClient(inner, shield ?? services.GetService<Shield>()));
    }

    /// <summary>Adds the shield to the pipeline; add it last.</summary>
    /// <inheritdoc cref="UsePromptShield(ChatClientBuilder, Shield)"/>
    public static EmbeddingGeneratorBuilder<string, Embedding<float>> UsePromptShield(this EmbeddingGeneratorBuilder<string, Embedding<float>> builder, Shield? shield = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Use((inner, services) => new PromptShieldEmbeddingGenerator(inner, shield ?? services.GetService<Shield>()));
    }

    /// <summary>The same client behind the shield; disposing the result disposes the client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="shield">The shield, or null for <see cref="Shield.Default"/>.</param>
    public static IChatClient Shielded(this IChatClient client, Shield? shield = null) => new PromptShieldChatClient(client, shield);

    /// <summary>The same generator behind the shield; disposing the result disposes the generator.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="shield">The shield, or null for <see cref="Shield.Default"/>.</param>
    public static IEmbeddingGenerator<string, Embedding<float>> ShieldedEmbeddings(this IEmbeddingGenerator<string, Embedding<float>> generator, Shield? shield = null) =>
        new PromptShieldEmbeddingGenerator(generator, shield);
}
