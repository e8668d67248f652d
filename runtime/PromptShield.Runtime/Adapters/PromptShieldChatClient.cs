using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>
/// A chat client behind the shield: messages of every role, instructions, tool calls and tool results are guarded on their way out; text, reasoning and tool-call
/// arguments of the answer get the originals back, whole or streamed. Objects of the caller are never changed. If a function-invoking client is inside, the
/// functions it calls get the originals and their results are guarded too. Signed reasoning is passed on untouched. Thread-safe if the inner client is.
/// Descriptions of tools and response schemas, which belong to the program, are not inspected here (a shield on the wire inspects them); images, audio, files and
/// what <see cref="ChatOptions.RawRepresentationFactory"/> adds are counted in the evidence as not scanned.
/// <see cref="DelegatingChatClient.GetService"/> answers for the inner client as usual: whoever asks it for a provider's own client goes around the shield.
/// </summary>
public sealed class PromptShieldChatClient : DelegatingChatClient
{
    private readonly Shield _shield;
    private readonly bool _ownsInner;
    private readonly string _target;
    private readonly bool _invokesFunctions;

    /// <summary>Puts the shield in front of <paramref name="innerClient"/>, which is disposed with this client.</summary>
    /// <param name="innerClient">The client.</param>
    /// <param name="shield">The shield, or null for <see cref="Shield.Default"/>.</param>
    public PromptShieldChatClient(IChatClient innerClient, Shield? shield = null)
        : this(innerClient, shield ?? Shield.Default, ownsInner: true)
    {
    }

    internal PromptShieldChatClient(IChatClient innerClient, Shield shield, bool ownsInner)
        : base(innerClient)
    {
        _shield = shield;
        _ownsInner = ownsInner;
        _target = innerClient.GetService<ChatClientMetadata>()?.ProviderUri?.Host ?? innerClient.GetType().FullName ?? "unknown";
        if (innerClient.GetService<FunctionInvokingChatClient>() is { } functionClient)
        {
            _invokesFunctions = true;
            ShieldedTools.Install(functionClient);
        }
    }

    /// <inheritdoc />
    /// <exception cref="PromptBlockedException">The request may not leave.</exception>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = _shield.Begin(_target, streaming: false);
        var (safe, safeOptions) = ChatRequests.Protect(messages, options, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        ShieldedTools.Wrap(safeOptions, request, _invokesFunctions);
        var response = await base.GetResponseAsync(safe, safeOptions, cancellationToken).ConfigureAwait(false);
        request.ThrowIfRefusedLater();
        return ChatAnswers.Restore(response, request);
    }

    /// <inheritdoc />
    /// <exception cref="PromptBlockedException">The request may not leave.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = _shield.Begin(_target, streaming: true);
        var (safe, safeOptions) = ChatRequests.Protect(messages, options, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        var answer = new StreamedChatAnswer(request);
        ShieldedTools.Wrap(safeOptions, request, _invokesFunctions);
        var updates = base.GetStreamingResponseAsync(safe, safeOptions, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        try
        {
            while (true)
            {
                // Every step runs in the flow of whoever asks for the next update.
                ShieldedTools.Enter(request, _invokesFunctions);
                if (!await updates.MoveNextAsync())
                {
                    break;
                }

                request.ThrowIfRefusedLater();
                if (answer.HeldBefore(updates.Current) is { } held)
                {
                    yield return held;
                }

                yield return answer.Restore(updates.Current);
            }
        }
        finally
        {
            await updates.DisposeAsync();
        }

        request.ThrowIfRefusedLater();
        if (answer.Complete() is { } last)
        {
            yield return last;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (_ownsInner)
        {
            base.Dispose(disposing);
        }
    }
}
