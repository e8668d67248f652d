using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptShield.Wire;

/// <summary>Replacements of whole tokens in a JSON text. Everything between them stays byte for byte: numbers, unknown members, white space.</summary>
internal sealed class JsonSplices
{
    private readonly List<(int Start, int Length, byte[] Text)> _splices = [];

    internal bool IsEmpty => _splices.Count == 0;

    /// <summary>Puts a string in place of the token that the reader is on. Calls must be in the order of the text.</summary>
    internal void Replace(in Utf8JsonReader reader, string value)
    {
        // A property name token is consumed together with its colon and the blanks around it.
        var start = (int)reader.TokenStartIndex;
        var length = reader.TokenType == JsonTokenType.Number ? reader.ValueSpan.Length : reader.ValueSpan.Length + 2;
        Replace(start, length, value);
    }

    internal void Replace(int start, int length, string value) => _splices.Add((start, length, Quote(value)));

    internal byte[] Apply(ReadOnlySpan<byte> json)
    {
        var total = json.Length;
        foreach (var (_, length, text) in _splices)
        {
            total += text.Length - length;
        }

        var result = new byte[total];
        var output = result.AsSpan();
        var copied = 0;
        foreach (var (start, length, text) in _splices)
        {
            json[copied..start].CopyTo(output);
            output = output[(start - copied)..];
            text.CopyTo(output);
            output = output[text.Length..];
            copied = start + length;
        }

        json[copied..].CopyTo(output);
        return result;
    }

    internal static byte[] Quote(string value)
    {
        var buffer = new ArrayBufferWriter<byte>(Encoding.UTF8.GetMaxByteCount(value.Length) + 2);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            writer.WriteStringValue(value);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
