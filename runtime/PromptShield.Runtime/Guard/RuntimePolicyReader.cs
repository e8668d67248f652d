using System.Text;
using System.Text.Json;

namespace PromptShield;

/// <summary>
/// Reads the part of the policy that the running shield obeys. A typing error must not turn a rule off silently: unknown members of <c>runtime</c> and wrong
/// values are errors. Other members of the file belong to the build and are skipped.
/// </summary>
internal sealed class RuntimePolicyReader(string path, byte[] content)
{
    private static readonly JsonReaderOptions Jsonc = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    internal void ReadInto(ShieldOptions options)
    {
        var body = content.AsSpan();
        if (body.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[3..];
        }

        var offset = content.Length - body.Length;
        var reader = new Utf8JsonReader(body, Jsonc);
        try
        {
            var hasVersion = false;
            Expect(ref reader, offset, JsonTokenType.StartObject, "the policy must be a JSON object");
            while (Next(ref reader, JsonTokenType.PropertyName))
            {
                var name = reader.GetString();
                reader.Read();
                if (name == "version")
                {
                    hasVersion = true;
                    if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var version) || version != 1)
                    {
                        throw Error(ref reader, offset, "'version' must be 1");
                    }
                }
                else if (name == "runtime")
                {
                    ReadRuntime(ref reader, offset, options);
                }
                else
                {
                    reader.Skip();
                }
            }

            if (!hasVersion)
            {
                throw Error(ref reader, offset, "'version' is missing; it must be 1");
            }

            reader.Read();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{path}({(exception.LineNumber ?? 0) + 1},{(exception.BytePositionInLine ?? 0) + 1}): the policy is not valid JSON.", exception);
        }
    }

    private void ReadRuntime(ref Utf8JsonReader reader, int offset, ShieldOptions options)
    {
        ExpectCurrent(ref reader, offset, JsonTokenType.StartObject, "'runtime' must be an object");
        while (Next(ref reader, JsonTokenType.PropertyName))
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "personalData":
                    ReadPersonalData(ref reader, offset, options);
                    break;
                case "evidence":
                    ReadEvidence(ref reader, offset, options);
                    break;
                default:
                    throw Error(ref reader, offset, $"'runtime.{name}' is unknown");
            }
        }
    }

    private void ReadPersonalData(ref Utf8JsonReader reader, int offset, ShieldOptions options)
    {
        ExpectCurrent(ref reader, offset, JsonTokenType.StartObject, "'runtime.personalData' must be an object");
        while (Next(ref reader, JsonTokenType.PropertyName))
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "action":
                    options.Action = reader.TokenType == JsonTokenType.String && PersonalDataActionNames.TryParse(reader.GetString(), out var action)
                        ? action
                        : throw Error(ref reader, offset, "'runtime.personalData.action' must be \"replace\", \"block\" or \"allow\"");
                    break;
                case "restore":
                    options.RestoreOriginals = reader.TokenType is JsonTokenType.True or JsonTokenType.False
                        ? reader.GetBoolean()
                        : throw Error(ref reader, offset, "'runtime.personalData.restore' must be true or false");
                    break;
                default:
                    throw Error(ref reader, offset, $"'runtime.personalData.{name}' is unknown");
            }
        }
    }

    private void ReadEvidence(ref Utf8JsonReader reader, int offset, ShieldOptions options)
    {
        ExpectCurrent(ref reader, offset, JsonTokenType.StartObject, "'runtime.evidence' must be an object");
        while (Next(ref reader, JsonTokenType.PropertyName))
        {
            var name = reader.GetString();
            reader.Read();
            options.Evidence = name != "path" ? throw Error(ref reader, offset, $"'runtime.evidence.{name}' is unknown")
                : reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } file ? new FileEvidenceSink(file)
                : throw Error(ref reader, offset, "'runtime.evidence.path' must be a path");
        }
    }

    private static bool Next(ref Utf8JsonReader reader, JsonTokenType token) => reader.Read() && reader.TokenType == token;

    private void Expect(ref Utf8JsonReader reader, int offset, JsonTokenType token, string message)
    {
        reader.Read();
        ExpectCurrent(ref reader, offset, token, message);
    }

    private void ExpectCurrent(ref Utf8JsonReader reader, int offset, JsonTokenType token, string message)
    {
        if (reader.TokenType != token)
        {
            throw Error(ref reader, offset, message);
        }
    }

    private InvalidDataException Error(ref Utf8JsonReader reader, int offset, string message)
    {
        var before = content.AsSpan(0, offset + (int)reader.TokenStartIndex);
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new($"{path}({line},{column}): {message}.");
    }
}
