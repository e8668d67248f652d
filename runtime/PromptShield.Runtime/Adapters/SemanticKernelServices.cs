using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.TextGeneration;

namespace PromptShield;

/// <summary>A chat completion service of Semantic Kernel behind the shield. Functions that the connector calls by itself get the originals, their results are guarded.</summary>
internal sealed class ShieldedChatCompletionService(IChatCompletionService inner, Shield shield, bool ownsInner) : OwnedService(inner, ownsInner), IChatCompletionService
{
    private readonly string _target = inner.GetType().FullName ?? "unknown";

    public IReadOnlyDictionary<string, object?> Attributes => inner.Attributes;

    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chatHistory);
        var request = shield.Begin(_target, streaming: false);
        var conversation = new KernelConversation(chatHistory, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        var answers = await inner.GetChatMessageContentsAsync(conversation.Safe, executionSettings, KernelFunctionShield.Around(kernel, request), cancellationToken).ConfigureAwait(false);
        conversation.TakeOver();
        request.ThrowIfRefusedLater();
        return KernelContents.Restore(answers, request);
    }

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chatHistory);
        var request = shield.Begin(_target, streaming: true);
        var conversation = new KernelConversation(chatHistory, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        var answer = new StreamedKernelAnswer(request);
        var updates = inner.GetStreamingChatMessageContentsAsync(conversation.Safe, executionSettings, KernelFunctionShield.Around(kernel, request), cancellationToken);
        await foreach (var update in updates.ConfigureAwait(false))
        {
            request.ThrowIfRefusedLater();
            if (answer.HeldBefore(update) is { } held)
            {
                yield return held;
            }

            yield return answer.Restore(update);
        }

        conversation.TakeOver();
        request.ThrowIfRefusedLater();
        foreach (var last in answer.Complete())
        {
            yield return last;
        }
    }
}

/// <summary>A text generation service of Semantic Kernel behind the shield.</summary>
internal sealed class ShieldedTextGenerationService(ITextGenerationService inner, Shield shield, bool ownsInner) : OwnedService(inner, ownsInner), ITextGenerationService
{
    private readonly string _target = inner.GetType().FullName ?? "unknown";

    public IReadOnlyDictionary<string, object?> Attributes => inner.Attributes;

    public async Task<IReadOnlyList<TextContent>> GetTextContentsAsync(
        string prompt, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        var request = shield.Begin(_target, streaming: false);
        var safe = Protect(prompt, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        var answers = await inner.GetTextContentsAsync(safe, executionSettings, KernelFunctionShield.Around(kernel, request), cancellationToken).ConfigureAwait(false);
        request.ThrowIfRefusedLater();
        foreach (var answer in answers)
        {
            answer.Text = request.Restore(answer.Text);
        }

        return answers;
    }

    public async IAsyncEnumerable<StreamingTextContent> GetStreamingTextContentsAsync(
        string prompt, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = shield.Begin(_target, streaming: true);
        var safe = Protect(prompt, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        var restorer = new Redaction.StreamingRestorer(request.Vault);
        var updates = inner.GetStreamingTextContentsAsync(safe, executionSettings, KernelFunctionShield.Around(kernel, request), cancellationToken);
        await foreach (var update in updates.ConfigureAwait(false))
        {
            if (request.RestoresAnswer)
            {
                update.Text = restorer.Append(update.Text ?? "");
            }

            yield return update;
        }

        request.ThrowIfRefusedLater();
        if (restorer.HoldsText)
        {
            yield return new StreamingTextContent(restorer.Flush());
        }
    }

    private static string Protect(string prompt, ShieldedRequest request)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        request.Survey(prompt);
        return request.Protect(prompt);
    }
}

/// <summary>Passes a disposal on to a service that the container would have disposed.</summary>
internal abstract class OwnedService(object inner, bool ownsInner) : IDisposable, IAsyncDisposable
{
    public void Dispose()
    {
        if (ownsInner)
        {
            (inner as IDisposable)?.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (ownsInner && inner is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            Dispose();
        }
    }
}
