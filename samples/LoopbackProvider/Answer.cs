using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Loopback;

/// <summary>What the stand-in says: plain text, or the call of a tool.</summary>
/// <param name="Text">The text, empty when a tool is called.</param>
/// <param name="ToolName">The tool to call, or null.</param>
/// <param name="ToolArguments">The tool's arguments, a JSON object in text form.</param>
public sealed partial record Answer(string Text, string? ToolName = null, string ToolArguments = "{}")
{
    /// <summary>
    /// Repeats the last text of the conversation. Where that is a user's text such as <c>call find_customer with {"email":"…"}</c> and the
    /// tool was offered, it asks for that tool instead; where it is a tool's result, the result is repeated.
    /// </summary>
    public static Answer To(string lastText, bool lastIsToolResult, IEnumerable<string> offeredTools)
    {
        if (lastIsToolResult)
        {
            return new Answer($"The tool says: {lastText}");
        }

        Match call = ToolCall().Match(lastText);
        return call.Success && offeredTools.Contains(call.Groups["name"].Value)
            ? new Answer("", call.Groups["name"].Value, call.Groups["arguments"].Value)
            : new Answer($"You said: {lastText}");
    }

    /// <summary>A few characters at a time, so that whatever is longer arrives split over several chunks.</summary>
    public static IEnumerable<string> Chunks(string text)
    {
        const int Size = 3;
        for (int start = 0; start < text.Length;)
        {
            int end = Math.Min(start + Size, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>The text of a <c>content</c> member: a string, or the joined <c>text</c> of its parts.</summary>
    public static string TextOf(JsonNode? content) => content switch
    {
        JsonValue value => value.ToString(),
        JsonArray parts => string.Concat(parts.Select(part => part is JsonObject o ? TextOf(o["text"] ?? o["content"]) : part?.ToString())),
        _ => "",
    };

    [GeneratedRegex("""call (?<name>[\w-]+) with (?<arguments>\{.*?\})""", RegexOptions.Singleline)]
    private static partial Regex ToolCall();
}
