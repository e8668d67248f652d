using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PromptShield.Wire;

/// <summary>Rewrites a request body by its media type.</summary>
internal static class RequestBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>False for a body whose bytes need not be read: nothing could be made of them.</summary>
    internal static bool IsInspectable(in ContentForm form) =>
        form.Encoding is null or "" or "identity" && form.Charset?.Trim('"').ToLowerInvariant() is null or "" or "utf-8" or "us-ascii" && KindOf(form.MediaType) != BodyKind.Other;

    /// <summary>The body as it may leave; null when it may leave as it is, or when it could not be inspected and the request knows it.</summary>
    internal static byte[]? Rewrite(ReadOnlySpan<byte> body, string? mediaType, ShieldedRequest request)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[3..];
        }

        try
        {
            return KindOf(mediaType) switch
            {
                _ when body.IsEmpty => null,
                BodyKind.Json => RequestJson.Rewrite(body, request),
                BodyKind.JsonLines => RewriteLines(body, request),
                _ => RewriteText(body, request),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            request.Uninspectable($"its body is no valid {mediaType ?? "JSON"}");
            return null;
        }
    }

    internal static string WhyNot(in ContentForm form) =>
        $"a body of type '{form.MediaType ?? "unknown"}', character set '{form.Charset ?? "utf-8"}' and content encoding '{form.Encoding ?? "identity"}' cannot be inspected";

    internal static BodyKind KindOf(string? mediaType) => mediaType?.ToLowerInvariant() switch
    {
        null or "" or "application/json" or "text/json" => BodyKind.Json,
        "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" or "application/json-lines" => BodyKind.JsonLines,
        "text/event-stream" => BodyKind.Events,
        var type when type.EndsWith("+json", StringComparison.Ordinal) => BodyKind.Json,
        var type when type.StartsWith("text/", StringComparison.Ordinal) => BodyKind.Text,
        _ => BodyKind.Other,
    };

    private static byte[]? RewriteText(ReadOnlySpan<byte> body, ShieldedRequest request)
    {
        var text = StrictUtf8.GetString(body);
        request.Survey(text);
        return request.TryProtect(text, out var safe) ? StrictUtf8.GetBytes(safe) : null;
    }

    private static byte[]? RewriteLines(ReadOnlySpan<byte> body, ShieldedRequest request)
    {
        var result = new MemoryStream(body.Length);
        var changed = false;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            var safe = line.Trim(" \t\r"u8).IsEmpty ? null : RequestJson.Rewrite(line, request);
            changed |= safe is not null;
            result.Write(safe ?? line);
            if (end < 0)
            {
                break;
            }

            result.WriteByte((byte)'\n');
            body = body[(end + 1)..];
        }

        return changed ? result.ToArray() : null;
    }
}

/// <summary>What the headers say about a body.</summary>
internal readonly record struct ContentForm(string? MediaType, string? Charset, string? Encoding)
{
    internal static ContentForm Of(string? contentType, string? encoding) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? new(type.MediaType, type.CharSet, encoding) : new(contentType, null, encoding);
}

internal enum BodyKind
{
    Json,
    JsonLines,
    Events,
    Text,
    Other,
}
