using System.ClientModel;
using System.ClientModel.Primitives;
using PromptShield.Wire;

namespace PromptShield;

/// <summary>Puts the shield into clients that are built over System.ClientModel: OpenAI, Azure.AI.OpenAI and others.</summary>
public static class ShieldedClientOptions
{
    /// <summary>
    /// Adds the shield to the options, in front of the client's own retries and logging, and returns the same object. Call it before the options are used to
    /// build a client. Covers every operation of every client that is built from the options, synchronous, asynchronous and streaming; a second call is harmless.
    /// Bodies are guarded; a request whose query holds personal data is refused; the path and the headers are not inspected.
    /// </summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="shield">The shield, or null for <see cref="Shield.Default"/>.</param>
    /// <exception cref="InvalidOperationException">A client was already built from the options.</exception>
    public static T WithPromptShield<T>(this T options, Shield? shield = null)
        where T : ClientPipelineOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddPolicy(new ClientModelPolicy(shield), PipelinePosition.PerCall);
        return options;
    }
}

/// <summary>The shield as a policy of a client pipeline. Thread-safe.</summary>
internal sealed class ClientModelPolicy(Shield? shield) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var request = Begin(message);
        if (IsInspectable(message, request))
        {
            using var body = new MemoryStream();
            message.Request.Content!.WriteTo(body, message.CancellationToken);
            Rewrite(message, body, request);
        }

        request.Commit();
        ProcessNext(message, pipeline, currentIndex);
        if (IsRestorable(message, request, out var kind))
        {
            Restore(message, request, kind);
        }
    }

    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var request = Begin(message);
        if (IsInspectable(message, request))
        {
            using var body = new MemoryStream();
            await message.Request.Content!.WriteToAsync(body, message.CancellationToken).ConfigureAwait(false);
            Rewrite(message, body, request);
        }

        await request.CommitAsync(message.CancellationToken).ConfigureAwait(false);
        await ProcessNextAsync(message, pipeline, currentIndex).ConfigureAwait(false);
        if (IsRestorable(message, request, out var kind))
        {
            Restore(message, request, kind);
        }
    }

    private ShieldedRequest Begin(PipelineMessage message)
    {
        var request = (shield ?? Shield.Default).Begin(message.Request.Uri?.Host ?? "unknown", streaming: !message.BufferResponse);
        RequestQuery.Inspect(message.Request.Uri, request);
        return request;
    }

    private static bool IsInspectable(PipelineMessage message, ShieldedRequest request)
    {
        if (message.Request.Content is null)
        {
            return false;
        }

        var form = FormOf(message);
        if (RequestBody.IsInspectable(form))
        {
            return true;
        }

        request.Uninspectable(RequestBody.WhyNot(form));
        return false;
    }

    private static void Rewrite(PipelineMessage message, MemoryStream body, ShieldedRequest request)
    {
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        if (RequestBody.Rewrite(bytes, FormOf(message).MediaType, request) is { } safe)
        {
            message.Request.Content = BinaryContent.Create(BinaryData.FromBytes(safe));
        }
    }

    private static ContentForm FormOf(PipelineMessage message)
    {
        message.Request.Headers.TryGetValue("Content-Type", out var type);
        message.Request.Headers.TryGetValue("Content-Encoding", out var encoding);
        return ContentForm.Of(type, encoding);
    }

    private static bool IsRestorable(PipelineMessage message, ShieldedRequest request, out BodyKind kind)
    {
        kind = BodyKind.Other;
        if (message.Response is not { IsError: false } response || !request.RestoresAnswer)
        {
            return false;
        }

        response.Headers.TryGetValue("Content-Type", out var type);
        response.Headers.TryGetValue("Content-Encoding", out var encoding);
        kind = RequestBody.KindOf(ContentForm.Of(type, encoding).MediaType);
        return kind != BodyKind.Other && encoding is null or "" or "identity";
    }

    private static void Restore(PipelineMessage message, ShieldedRequest request, BodyKind kind)
    {
        var response = message.Response!;
        if (kind is BodyKind.Events or BodyKind.JsonLines)
        {
            if (response.ContentStream is { } stream)
            {
                response.ContentStream = new RestoringStream(stream, kind, request);
            }
        }
        else if (message.BufferResponse)
        {
            var mediaType = kind == BodyKind.Json ? "application/json" : "text/plain";
            if (AnswerBody.Restore(response.Content, mediaType, request) is { } restored)
            {
                response.ContentStream = new MemoryStream(restored, 0, restored.Length, writable: false, publiclyVisible: true);
            }
        }
    }
}
