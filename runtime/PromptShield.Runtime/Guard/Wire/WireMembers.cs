using System.Collections.Frozen;
using System.Text.Json;

namespace PromptShield.Wire;

/// <summary>How a member of a request or an answer is treated.</summary>
internal enum MemberKind
{
    /// <summary>Text that a person or a tool wrote. Everything that is not known to be something else.</summary>
    Content,

    /// <summary>A word of the protocol: left alone as long as it looks like one.</summary>
    Structural,

    /// <summary>Signed or encrypted by the provider: one changed byte is an error on the next turn.</summary>
    Opaque,

    /// <summary>Base64 data.</summary>
    Media,

    /// <summary>The model's reasoning: signed by some providers.</summary>
    Thinking,

    /// <summary>Holds an object of the application's own: no member in it belongs to the protocol.</summary>
    FreeForm,
}

/// <summary>
/// The members of the wire formats of model providers that are not plain content. A member that is missing here is treated as content, so that a new text
/// member is guarded before this table knows it.
/// </summary>
internal static class WireMembers
{
    private static readonly FrozenDictionary<string, MemberKind> Kinds = Table(
        (MemberKind.Structural,
        [
            "model", "role", "type", "object", "id", "name", "tool_name", "status", "encoding_format", "finish_reason", "stop_reason", "done_reason", "service_tier",
            "system_fingerprint", "detail", "effort", "verbosity", "media_type", "mimeType", "mime_type", "tool_choice", "truncation", "store", "keep_alive",
            "anthropic_version", "prompt_cache_retention", "created_at", "call_id", "tool_call_id", "tool_use_id", "toolUseId", "item_id", "response_id", "file_id",
            "previous_response_id", "event_id", "conversation_id", "required", "$schema",
        ]),
        (MemberKind.Opaque, ["signature", "encrypted_content", "thoughtSignature", "thought_signature", "redactedContent", "redacted_content"]),
        (MemberKind.Media, ["data", "b64_json", "file_data", "fileData", "bytes", "blob", "images", "partial_image_b64"]),
        (MemberKind.Thinking, ["thinking"]),
        (MemberKind.FreeForm, ["arguments", "args", "input", "response", "parameters", "metadata", "variables", "json", "structuredContent", "labels"]));

    // Arrays of token numbers under these names are text that cannot be read.
    private static readonly FrozenSet<string> TokenArrays = new[] { "input", "prompt", "context", "inputs" }.ToFrozenSet(StringComparer.Ordinal);

    // Numbers of the protocol that may be long: a card that stands there by chance is none.
    private static readonly FrozenSet<string> Numbers = new[]
    {
        "seed", "random_seed", "randomSeed", "max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens", "maxTokens", "max_tokens_to_sample",
        "max_length", "max_new_tokens", "max_tool_calls", "budget_tokens", "thinkingBudget", "num_predict", "num_ctx", "keep_alive", "timeout", "created", "created_at", "completed_at", "expires_at", "timestamp",
        "total_duration", "load_duration", "prompt_eval_duration", "eval_duration",
    }.ToFrozenSet(StringComparer.Ordinal);

    private const int MinBlob = 256;

    internal static MemberKind KindOf(string name) => Kinds.GetValueOrDefault(name, MemberKind.Content);

    internal static bool MayHoldTokens(string? name) => name is not null && TokenArrays.Contains(name);

    /// <summary>Whether a number under this name belongs to the protocol. An item of an array has no name.</summary>
    internal static bool IsProtocolNumber(string? name) => name is not null && Numbers.Contains(name);

    /// <summary>Letters, digits and the punctuation of identifiers: no blank, no @, no plus.</summary>
    internal static bool IsToken(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or ':' or '/' or '$'))
            {
                return false;
            }
        }

        return value.Length <= 256;
    }

    /// <summary>A data URL, or base64 too long to be words. Short base64 is worth scanning: a rule that fires in it by chance is rarer than a number in its place.</summary>
    internal static bool IsEncodedData(ReadOnlySpan<byte> value) =>
        (value.StartsWith("data:"u8) && value[..Math.Min(value.Length, 256)].IndexOf(";base64,"u8) > 0) || (value.Length >= MinBlob && IsBase64(value));

    /// <summary>Bytes under a name that says so.</summary>
    internal static bool IsMedia(ReadOnlySpan<byte> value, MemberKind kind) => kind == MemberKind.Media && IsBase64(value);

    /// <summary>
    /// Whether the object that the reader is at the start of holds reasoning with a signature, in either order. Only objects that begin with a thinking block's
    /// members are looked through, so the walk stays linear.
    /// </summary>
    internal static bool IsSigned(Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth + 1;
        var thinking = false;
        var signature = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth)
        {
            thinking |= reader.ValueTextEquals("thinking"u8);
            signature |= reader.ValueTextEquals("signature"u8);
            if (!reader.Read() || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                break;
            }
        }

        return thinking && signature;
    }

    // Letters of both cases: a run of digits and slashes is no base64.
    private static bool IsBase64(ReadOnlySpan<byte> value)
    {
        var upper = 0;
        var lower = 0;
        foreach (var c in value)
        {
            if (char.IsAsciiLetterUpper((char)c))
            {
                upper++;
            }
            else if (char.IsAsciiLetterLower((char)c))
            {
                lower++;
            }
            else if (!char.IsAsciiDigit((char)c) && c is not ((byte)'+' or (byte)'/' or (byte)'=' or (byte)'\\'))
            {
                return false;
            }
        }

        return upper > value.Length / 16 && lower > value.Length / 16;
    }

    private static FrozenDictionary<string, MemberKind> Table(params (MemberKind Kind, string[] Names)[] rows)
    {
        var table = new Dictionary<string, MemberKind>(StringComparer.Ordinal);
        foreach (var (kind, names) in rows)
        {
            foreach (var name in names)
            {
                table.Add(name, kind);
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
