using System.Text;
using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>A JSON value that knows where it stands in its file.</summary>
internal sealed class PositionedJson
{
    public JsonTokenType Kind { get; init; }

    /// <summary>Offset of the first byte in the file.</summary>
    public int Offset { get; init; }

    /// <summary>The text of a string.</summary>
    public string Text { get; init; } = "";

    /// <summary>The value of a number.</summary>
    public double Number { get; init; }

    public List<PositionedMember> Members { get; } = [];

    public List<PositionedJson> Elements { get; } = [];
}

/// <summary>A member of a JSON object.</summary>
internal sealed record PositionedMember(string Name, int Offset, PositionedJson Value);

/// <summary>A mistake at a byte offset.</summary>
internal sealed class PolicyTextException(int offset, string code, string message) : Exception(message)
{
    public int Offset { get; } = offset;

    public string Code { get; } = code;
}

/// <summary>Parses JSON with comments and trailing commas into positioned values.</summary>
internal static class PositionedJsonParser
{
    private const int MaximumDepth = 32;

    /// <param name="bytes">The file.</param>
    /// <exception cref="PolicyTextException">The bytes are not UTF-8 or not JSON.</exception>
    public static PositionedJson Parse(byte[] bytes)
    {
        RequireUtf8(bytes);
        int start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        var options = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaximumDepth };
        var reader = new Utf8JsonReader(bytes.AsSpan(start), options);
        try
        {
            reader.Read();
            var root = Value(ref reader, start);
            reader.Read();
            return root;
        }
        catch (JsonException problem)
        {
            int offset = OffsetOf(bytes, start, problem);
            throw new PolicyTextException(offset, PolicyErrorCodes.Syntax, $"This is not JSON: {JsonMistake.At(bytes, start, offset, MaximumDepth)}.");
        }
    }

    private static PositionedJson Value(ref Utf8JsonReader reader, int start)
    {
        int offset = start + (int)reader.TokenStartIndex;
        var value = new PositionedJson
        {
            Kind = reader.TokenType,
            Offset = offset,
            Text = reader.TokenType == JsonTokenType.String ? Text(ref reader, offset) : "",
            Number = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double number) ? number : double.NaN,
        };
        while (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName
            || value.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Read();
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                break;
            }

            if (value.Kind == JsonTokenType.StartObject)
            {
                int at = start + (int)reader.TokenStartIndex;
                string name = Text(ref reader, at);
                reader.Read();
                value.Members.Add(new(name, at, Value(ref reader, start)));
            }
            else
            {
                value.Elements.Add(Value(ref reader, start));
            }
        }

        return value;
    }

    private static string Text(ref Utf8JsonReader reader, int offset)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new PolicyTextException(offset, PolicyErrorCodes.Syntax, "This text holds half of a surrogate pair.");
        }
    }

    private static void RequireUtf8(byte[] bytes)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
        }
        catch (DecoderFallbackException problem)
        {
            throw new PolicyTextException(Math.Max(problem.Index, 0), PolicyErrorCodes.Unreadable, "The file is not UTF-8: save it as UTF-8.");
        }
    }

    private static int OffsetOf(byte[] bytes, int start, JsonException problem)
    {
        int offset = start;
        for (long line = problem.LineNumber ?? 0; line > 0 && offset < bytes.Length; offset++)
        {
            if (bytes[offset] == (byte)'\n')
            {
                line--;
            }
        }

        return Math.Min(bytes.Length, offset + (int)(problem.BytePositionInLine ?? 0));
    }
}
