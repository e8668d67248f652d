using System.Text;
using System.Text.Json;
using PromptShield.Redaction;

namespace PromptShield.Wire;

/// <summary>Restores the originals in an answer that arrived whole.</summary>
internal static class AnswerBody
{
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = 512 };

    /// <summary>The answer with originals; null when it holds no placeholder or is of a kind that holds no text.</summary>
    internal static byte[]? Restore(ReadOnlySpan<byte> body, string? mediaType, ShieldedRequest request)
    {
        switch (RequestBody.KindOf(mediaType))
        {
            case BodyKind.Json:
                return RestoreJson(body, request);
            case BodyKind.Text:
                return PlaceholderRestorer.TryRestore(request.Vault, Encoding.UTF8.GetString(body), out var restored) ? Encoding.UTF8.GetBytes(restored) : null;
            default:
                return null;
        }
    }

    private static byte[]? RestoreJson(ReadOnlySpan<byte> body, ShieldedRequest request)
    {
        var splices = new JsonSplices();
        var signed = new Stack<bool>();
        var reader = new Utf8JsonReader(body, Lenient);
        var isThinking = false;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        signed.Push(WireMembers.IsSigned(reader));
                        break;
                    case JsonTokenType.EndObject:
                        signed.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        isThinking = signed.Peek() && reader.ValueTextEquals("thinking"u8);
                        RestoreString(ref reader, splices, request);
                        break;
                    case JsonTokenType.String when !isThinking:
                        RestoreString(ref reader, splices, request);
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The caller's own parser says what is wrong with the answer; it must see it as it came.
            return null;
        }

        return splices.IsEmpty ? null : splices.Apply(body);
    }

    private static void RestoreString(ref Utf8JsonReader reader, JsonSplices splices, ShieldedRequest request)
    {
        if ((reader.ValueSpan.Contains((byte)'[') || reader.ValueIsEscaped)
            && PlaceholderRestorer.TryRestore(request.Vault, reader.GetString(), out var restored))
        {
            splices.Replace(reader, restored);
        }
    }
}
