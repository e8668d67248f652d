using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using PromptShield.Wire;

namespace PromptShield;

/// <summary>
/// The shield for clients over <see cref="HttpClient"/>: rewrites JSON and text request bodies, and restores the originals in JSON, text, server-sent-event and
/// newline-delimited JSON answers, streams as they arrive. Works for synchronous and asynchronous sends. One instance belongs to one client; requests may run in parallel.
/// A request whose query (<c>?user=…</c>) holds personal data is refused, since no placeholder can stand there; the path and the headers are not inspected, nor is a
/// web socket that the client upgrades to. A JSON number that is a payment card is replaced by a string.
/// A request body that cannot be inspected is refused (see <see cref="ShieldOptions.AllowUninspectedBodies"/>). Answers with an error status keep the
/// placeholders, since they end up in exceptions and logs. The request message gets its own content back after the send, so retries work.
/// </summary>
public sealed class PromptShieldHandler : DelegatingHandler
{
    private readonly Shield? _shield;

    /// <summary>Uses <see cref="Shield.Default"/>; the inner handler is set by the client or the factory that the handler is given to.</summary>
    public PromptShieldHandler()
    {
    }

    /// <summary>Uses <paramref name="shield"/>; the inner handler is set by the client or the factory that the handler is given to.</summary>
    public PromptShieldHandler(Shield shield)
    {
        ArgumentNullException.ThrowIfNull(shield);
        _shield = shield;
    }

    /// <summary>Uses <see cref="Shield.Default"/> in front of <paramref name="inner"/>.</summary>
    public PromptShieldHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    /// <summary>Uses <paramref name="shield"/> in front of <paramref name="inner"/>.</summary>
    public PromptShieldHandler(Shield shield, HttpMessageHandler inner)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(shield);
        _shield = shield;
    }

    /// <summary>A client whose requests all go through the shield. The caller disposes it.</summary>
    /// <param name="baseAddress">The base address of the client, or null.</param>
    /// <param name="shield">The shield, or null for <see cref="Shield.Default"/>.</param>
    public static HttpClient CreateClient(Uri? baseAddress = null, Shield? shield = null)
    {
        var transport = new SocketsHttpHandler();
        var handler = shield is null ? new PromptShieldHandler(transport) : new PromptShieldHandler(shield, transport);
        return new HttpClient(handler) { BaseAddress = baseAddress };
    }

    /// <inheritdoc />
    /// <exception cref="PromptBlockedException">The request may not leave.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shielded = Begin(request);
        var original = request.Content;
        if (IsInspectable(original, shielded))
        {
            using var body = new MemoryStream();
            original.CopyTo(body, null, cancellationToken);
            // The content may be readable only once: what was read is what is sent.
            request.Content = HttpAnswer.WithHeadersOf(original, Rewrite(original, body.ToArray(), shielded) ?? body.ToArray());
        }

        shielded.Commit();
        try
        {
            return HttpAnswer.Restore(base.Send(request, cancellationToken), shielded);
        }
        finally
        {
            request.Content = original;
        }
    }

    /// <inheritdoc />
    /// <exception cref="PromptBlockedException">The request may not leave.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shielded = Begin(request);
        var original = request.Content;
        if (IsInspectable(original, shielded)
            && Rewrite(original, await original.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), shielded) is { } safe)
        {
            request.Content = HttpAnswer.WithHeadersOf(original, safe);
        }

        await shielded.CommitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return await HttpAnswer.RestoreAsync(response, shielded, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content = original;
        }
    }

    private ShieldedRequest Begin(HttpRequestMessage request)
    {
        var shielded = (_shield ?? Shield.Default).Begin(request.RequestUri is { IsAbsoluteUri: true } uri ? uri.Host : "unknown", streaming: false);
        RequestQuery.Inspect(request.RequestUri, shielded);
        return shielded;
    }

    private static bool IsInspectable([NotNullWhen(true)] HttpContent? content, ShieldedRequest shielded)
    {
        if (content is null)
        {
            return false;
        }

        var form = FormOf(content);
        if (RequestBody.IsInspectable(form))
        {
            return true;
        }

        shielded.Uninspectable(RequestBody.WhyNot(form));
        return false;
    }

    private static byte[]? Rewrite(HttpContent content, byte[] body, ShieldedRequest shielded) =>
        RequestBody.Rewrite(body, FormOf(content).MediaType, shielded);

    private static ContentForm FormOf(HttpContent content)
    {
        HttpContentHeaders headers = content.Headers;
        return new(headers.ContentType?.MediaType, headers.ContentType?.CharSet, headers.ContentEncoding.Count == 0 ? null : string.Join(',', headers.ContentEncoding));
    }
}
