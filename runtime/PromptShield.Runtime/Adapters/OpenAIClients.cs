using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace PromptShield;

/// <summary>
/// Puts the shield around clients of the OpenAI package that were built without options. Not for clients that another package derives from them (Azure.AI.OpenAI): those
/// take <c>WithPromptShield</c> on their options. The shielded client shares the original's pipeline, its key, retries and endpoint; both may be used in parallel.
/// </summary>
public static class ShieldedOpenAIClients
{
    /// <summary>The same chat client behind the shield.</summary>
    /// <param name="client">The client.</param>
    /// <param name="shield">The shield, or null for <see cref="Shield.Default"/>.</param>
    /// <exception cref="NotSupportedException">The client is a type of another package.</exception>
    public static ChatClient Shielded(this ChatClient client, Shield? shield = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client is ShieldedChat ? client : new ShieldedChat(Pipeline(client, client.Pipeline, shield), client.Model, Options(client.Endpoint));
    }

    /// <summary>The same client behind the shield; every client that it hands out is shielded.</summary>
    /// <inheritdoc cref="Shielded(ChatClient, Shield)"/>
    public static OpenAIClient Shielded(this OpenAIClient client, Shield? shield = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client is ShieldedOpenAI ? client : new ShieldedOpenAI(Pipeline(client, client.Pipeline, shield), Options(client.Endpoint));
    }

    /// <summary>The same embedding client behind the shield.</summary>
    /// <inheritdoc cref="Shielded(ChatClient, Shield)"/>
    public static EmbeddingClient Shielded(this EmbeddingClient client, Shield? shield = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client is ShieldedEmbedding ? client : new ShieldedEmbedding(Pipeline(client, client.Pipeline, shield), client.Model, Options(client.Endpoint));
    }

    private static ClientPipeline Pipeline(object client, ClientPipeline inner, Shield? shield)
    {
        // A derived client overrides how requests are built (Azure puts the deployment into the path); the wrapper would not, and post to the wrong address.
        if (client.GetType().Assembly != typeof(OpenAIClient).Assembly)
        {
            throw new NotSupportedException(
                $"{client.GetType().FullName} is no client of the OpenAI package. Give its options to it with WithPromptShield() instead, e.g. new AzureOpenAIClientOptions().WithPromptShield().");
        }

        var options = new ClientPipelineOptions
        {
            Transport = new PipelineBridge(inner),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        return ClientPipeline.Create(options.WithPromptShield(shield));
    }

    private static OpenAIClientOptions Options(Uri endpoint) => new() { Endpoint = endpoint };

    private sealed class ShieldedChat(ClientPipeline pipeline, string model, OpenAIClientOptions options) : ChatClient(pipeline, model, options);

    private sealed class ShieldedOpenAI(ClientPipeline pipeline, OpenAIClientOptions options) : OpenAIClient(pipeline, options);

    private sealed class ShieldedEmbedding(ClientPipeline pipeline, string model, OpenAIClientOptions options) : EmbeddingClient(pipeline, model, options);
}

/// <summary>Sends messages of one pipeline through another, whole: the inner one authenticates, retries, logs and sends.</summary>
internal sealed class PipelineBridge(ClientPipeline inner) : PipelineTransport
{
    protected override PipelineMessage CreateMessageCore() => inner.CreateMessage();

    protected override void ProcessCore(PipelineMessage message) => inner.Send(message);

    protected override ValueTask ProcessCoreAsync(PipelineMessage message) => inner.SendAsync(message);
}
