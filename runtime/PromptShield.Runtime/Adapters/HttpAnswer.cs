using PromptShield.Wire;

namespace PromptShield;

/// <summary>Restores the originals in HTTP answers.</summary>
internal static class HttpAnswer
{
    internal static HttpResponseMessage Restore(HttpResponseMessage response, ShieldedRequest request)
    {
        if (IsRestorable(response, request, out var kind))
        {
            if (kind is BodyKind.Events or BodyKind.JsonLines)
            {
                Stream(response, response.Content.ReadAsStream(), kind, request);
            }
            else
            {
                using var body = new MemoryStream();
                response.Content.ReadAsStream().CopyTo(body);
                Whole(response, body.ToArray(), request);
            }
        }

        return response;
    }

    internal static async ValueTask<HttpResponseMessage> RestoreAsync(HttpResponseMessage response, ShieldedRequest request, CancellationToken cancellationToken)
    {
        if (IsRestorable(response, request, out var kind))
        {
            if (kind is BodyKind.Events or BodyKind.JsonLines)
            {
                Stream(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), kind, request);
            }
            else
            {
                Whole(response, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), request);
            }
        }

        return response;
    }

    internal static HttpContent WithHeadersOf(HttpContent original, byte[] body) => WithHeadersOf(original, new ByteArrayContent(body));

    private static bool IsRestorable(HttpResponseMessage response, ShieldedRequest request, out BodyKind kind)
    {
        kind = RequestBody.KindOf(response.Content.Headers.ContentType?.MediaType);
        return request.RestoresAnswer && response.IsSuccessStatusCode && kind != BodyKind.Other && response.Content.Headers.ContentEncoding.Count == 0;
    }

    private static void Whole(HttpResponseMessage response, byte[] body, ShieldedRequest request)
    {
        var restored = AnswerBody.Restore(body, response.Content.Headers.ContentType?.MediaType, request);
        var original = response.Content;
        response.Content = WithHeadersOf(original, restored ?? body);
        original.Dispose();
    }

    private static void Stream(HttpResponseMessage response, Stream stream, BodyKind kind, ShieldedRequest request) =>
        response.Content = WithHeadersOf(response.Content, new StreamContent(new RestoringStream(stream, kind, request)));

    private static HttpContent WithHeadersOf(HttpContent original, HttpContent content)
    {
        foreach (var (name, values) in original.Headers)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return content;
    }
}
