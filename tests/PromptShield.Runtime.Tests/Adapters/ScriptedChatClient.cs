using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PromptShield.Tests;

/// <summary>A chat client that keeps what it was given and says what the test wants.</summary>
internal sealed class ScriptedChatClient : IChatClient
{
    private static readonly JsonSerializerOptions Readable = new(AIJsonUtilities.DefaultOptions) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ChatMessage[]> _requests = [];
    private int _turn;

    internal string Says { get; set; } = "ok";

    internal int PieceSize { get; set; } = 3;

    internal AIContent[][]? Script { get; set; }

    internal ChatResponseUpdate[]? Updates { get; set; }

    internal ChatResponse? Shared { get; set; }

    internal ChatMessage[]? Messages => _requests.Count == 0 ? null : _requests[^1];

    internal ChatOptions? Options { get; private set; }

    internal bool IsDisposed { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        _requests.Add([.. messages]);
        Options = options;
        return Task.FromResult(Shared ?? new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. Script?[_turn++] ?? [new TextContent(Says)]])));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _requests.Add([.. messages]);
        Options = options;
        foreach (var update in Updates ?? Says.Chunk(PieceSize).Select(piece => new ChatResponseUpdate(ChatRole.Assistant, new string(piece))))
        {
            await Task.Yield();
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => IsDisposed = true;

    internal string SentJson() => JsonSerializer.Serialize(_requests, Readable);
}

internal sealed class ScriptedGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    internal List<string> Values { get; } = [];

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = values.ToArray();
        Values.AddRange(all);
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(all.Select(_ => new Embedding<float>(new float[] { 1 }))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
