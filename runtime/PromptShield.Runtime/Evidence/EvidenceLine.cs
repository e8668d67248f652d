using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace PromptShield;

/// <summary>An event as one line of JSON, members always in the same order.</summary>
internal static class EvidenceLine
{
    internal const string Schema = "promptshield/evidence/v1";

    internal static byte[] Of(EvidenceEvent evidence)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", Schema);
            writer.WriteString("time", evidence.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("action", evidence.Action.Name());
            writer.WriteBoolean("blocked", evidence.Blocked);
            writer.WriteStartObject("findings");
            foreach (var (name, count) in evidence.Findings.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteNumber(name, count);
            }

            writer.WriteEndObject();
            writer.WriteNumber("notScanned", evidence.NotScanned);
            writer.WriteString("target", evidence.Target);
            writer.WriteBoolean("streaming", evidence.Streaming);
            writer.WriteString("policy", evidence.PolicyHash);
            writer.WriteEndObject();
        }

        var line = new byte[buffer.WrittenCount + 1];
        buffer.WrittenSpan.CopyTo(line);
        line[^1] = (byte)'\n';
        return line;
    }
}
