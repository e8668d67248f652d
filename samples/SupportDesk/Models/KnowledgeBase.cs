using System.ClientModel;
using System.Numerics.Tensors;
using OpenAI;
using OpenAI.Embeddings;

namespace SupportDesk.Models;

/// <summary>Finds the article that is nearest in meaning to a question.</summary>
public sealed class KnowledgeBase(ProviderSettings settings, ILogger<KnowledgeBase> logger)
{
    private static readonly string[] s_articles =
    [
        "How to change the address of a delivery",
        "How to read your invoice",
        "How to close an account",
    ];

    private readonly EmbeddingClient _client = new(
        settings.EmbeddingModel,
        new ApiKeyCredential(settings.OpenAIKey),
        new OpenAIClientOptions { Endpoint = settings.OpenAIEndpoint });

    public async Task<string> FindAsync(string question, CancellationToken cancellationToken)
    {
        OpenAIEmbeddingCollection articles = await _client.GenerateEmbeddingsAsync(s_articles, cancellationToken: cancellationToken);
        OpenAIEmbedding asked = await _client.GenerateEmbeddingAsync(question, cancellationToken: cancellationToken);
        int nearest = Enumerable.Range(0, s_articles.Length)
            .MaxBy(index => TensorPrimitives.CosineSimilarity(articles[index].ToFloats().Span, asked.ToFloats().Span));
        logger.LogInformation("Article {ArticleId} of {ArticleCount} is nearest", nearest, s_articles.Length);
        return s_articles[nearest];
    }
}
