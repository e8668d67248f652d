using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>
/// A chat client behind the shield: messages of every role, instructions, tool calls and tool results are guarded on their way out; text, reasoning and tool-call
/// arguments of the answer get the originals back, whole or streamed. Objects of the caller are never changed. If a function-invoking client is inside, the
/// functions it calls get the originals and their results are guarded too. Signed reasoning is passed on untouched. Thread-safe if the inner client is.
/// Keys of arguments and results, descriptions and schemas of tools and the response schema are guarded as text is; personal data in the name of a tool, or in a tool
/// that is no function, refuses the request. Images, audio and files are counted in the evidence as not scanned.
/// A provider's own object behind a message (<see cref="ChatMessage.RawRepresentation"/>) is not passed on: the inspected contents stand for it. One behind content is
/// passed on only if it can be read and nothing is found in it, so that items of earlier answers keep their identifiers. What
/// <see cref="ChatOptions.RawRepresentationFactory"/> makes is read when the inner client asks for it: personal data in it refuses the request, and so does an object
/// that cannot be read (see <see cref="ShieldOptions.AllowUninspectedBodies"/>). With <see cref="PersonalDataAction.Allow"/> all of them pass.
/// <see cref="DelegatingChatClient.GetService"/> answers for the inner client as usual: whoever asks it for a provider's own client goes around the shield.
/// </summary>
public sealed class PromptShieldChatClient : DelegatingChatClient
{
    private readonly Shield _shield;
    private readonly bool _ownsInner;
    private readonly string _target;
    private readonly FunctionInvokingChatClient? _functionClient;

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
            _functionClient = functionClient;
            ShieldedTools.Install(functionClient);
        }
    }

    /// <inheritdoc />
    /// <exception cref="PromptBlockedException">The request may not leave.</exception>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = _shield.Begin(_target, streaming: false);
        var (safe, safeOptions) = ChatRequests.Protect(messages, options, _functionClient?.AdditionalTools, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        ShieldedTools.Wrap(safeOptions, request, _functionClient is not null);
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
        var (safe, safeOptions) = ChatRequests.Protect(messages, options, _functionClient?.AdditionalTools, request);
        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        var answer = new StreamedChatAnswer(request);
        ShieldedTools.Wrap(safeOptions, request, _functionClient is not null);
        var updates = base.GetStreamingResponseAsync(safe, safeOptions, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        try
        {
            while (true)
            {
                // Every step runs in the flow of whoever asks for the next update.
                ShieldedTools.Enter(request, _functionClient is not null);
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
