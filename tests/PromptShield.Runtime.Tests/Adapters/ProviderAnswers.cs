using System.Text;
using System.Text.Json;

namespace PromptShield.Tests;

/// <summary>Answers in the wire formats of the providers, streams cut in the middle of placeholders (three characters a piece).</summary>
internal static class ProviderAnswers
{
    internal static (string Type, string Body) For(string path, bool streams, string text, string? tool, string toolName) => path switch
    {
        _ when path.EndsWith("/chat/completions", StringComparison.Ordinal) => streams ? ("text/event-stream", ChatStream(text, tool, toolName)) : ("application/json", Chat(text, tool, toolName)),
        _ when path.EndsWith("/responses", StringComparison.Ordinal) => streams ? ("text/event-stream", ResponseStream(text)) : ("application/json", Response(text)),
        _ when path.EndsWith("/v1/messages", StringComparison.Ordinal) => streams ? ("text/event-stream", MessageStream(text)) : ("application/json", Message(text)),
        _ when path.EndsWith("/api/chat", StringComparison.Ordinal) => ("application/x-ndjson", OllamaChat(text)),
        _ when path.EndsWith("/api/generate", StringComparison.Ordinal) => ("application/x-ndjson", OllamaGenerate(text)),
        _ when path.EndsWith("/api/embed", StringComparison.Ordinal) => ("application/json", """{"model":"m","embeddings":[[0.1,0.2]]}"""),
        _ when path.EndsWith("/embeddings", StringComparison.Ordinal) => ("application/json", """{"object":"list","data":[{"object":"embedding","index":0,"embedding":"AACAPwAAAEA="}],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1}}"""),
        _ => ("application/json", $$$"""{"text":{{{Json(text)}}}}"""),
    };

    private static string Chat(string text, string? tool, string toolName) => tool is null
        ? $$$"""{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":{{{Json(text)}}}},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}"""
        : $$$"""{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"{{{toolName}}}","arguments":{{{Json(tool)}}}}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

    private static string ChatStream(string text, string? tool, string toolName)
    {
        var events = new StringBuilder();
        void Chunk(string delta, string finish = "null") =>
            events.Append($$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{finish}}}}]}""").Append("\n\n");
        Chunk("""{"role":"assistant","content":""}""");
        if (tool is null)
        {
            foreach (var piece in Pieces(text))
            {
                Chunk($$$"""{"content":{{{Json(piece)}}}}""");
            }

            Chunk("{}", "\"stop\"");
        }
        else
        {
            Chunk($$$"""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"{{{toolName}}}","arguments":""}}]}""");
            foreach (var piece in Pieces(tool))
            {
                Chunk($$$"""{"tool_calls":[{"index":0,"function":{"arguments":{{{Json(piece)}}}}}]}""");
            }

            Chunk("{}", "\"tool_calls\"");
        }

        return events.Append("data: [DONE]\n\n").ToString();
    }

    private static string Response(string text) =>
        $$$"""{"id":"r1","object":"response","created_at":1,"status":"completed","model":"m","output":[{"type":"message","id":"m1","status":"completed","role":"assistant","content":[{"type":"output_text","text":{{{Json(text)}}},"annotations":[]}]}],"parallel_tool_calls":true,"tools":[],"usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2}}""";

    private static string ResponseStream(string text)
    {
        var events = new StringBuilder();
        var number = 0;
        void Event(string type, string members) =>
            events.Append($"event: {type}\n").Append($$$"""data: {"type":"{{{type}}}","sequence_number":{{{number++}}},{{{members}}}}""").Append("\n\n");
        var empty = Response("").Replace("\"status\":\"completed\",\"model\"", "\"status\":\"in_progress\",\"model\"", StringComparison.Ordinal);
        Event("response.created", $"\"response\":{empty}");
        Event("response.output_item.added", """ "output_index":0,"item":{"type":"message","id":"m1","status":"in_progress","role":"assistant","content":[]} """);
        Event("response.content_part.added", """ "item_id":"m1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]} """);
        foreach (var piece in Pieces(text))
        {
            Event("response.output_text.delta", $$$""" "item_id":"m1","output_index":0,"content_index":0,"delta":{{{Json(piece)}}} """);
        }

        Event("response.output_text.done", $$$""" "item_id":"m1","output_index":0,"content_index":0,"text":{{{Json(text)}}} """);
        Event("response.content_part.done", $$$""" "item_id":"m1","output_index":0,"content_index":0,"part":{"type":"output_text","text":{{{Json(text)}}},"annotations":[]} """);
        Event("response.output_item.done", $$$""" "output_index":0,"item":{"type":"message","id":"m1","status":"completed","role":"assistant","content":[{"type":"output_text","text":{{{Json(text)}}},"annotations":[]}]} """);
        Event("response.completed", $"\"response\":{Response(text)}");
        return events.ToString();
    }

    private static string Message(string text) =>
        $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":{{{Json(text)}}},"citations":null}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";

    private static string MessageStream(string text)
    {
        var events = new StringBuilder();
        void Event(string type, string members) => events.Append($"event: {type}\ndata: ").Append($$$"""{"type":"{{{type}}}"{{{members}}}}""").Append("\n\n");
        Event("message_start", ",\"message\":" + Message("").Replace("\"end_turn\"", "null", StringComparison.Ordinal).Replace("""{"type":"text","text":"","citations":null}""", "", StringComparison.Ordinal));
        Event("content_block_start", ""","index":0,"content_block":{"type":"text","text":"","citations":null}""");
        Event("ping", "");
        foreach (var piece in Pieces(text))
        {
            Event("content_block_delta", $$$""","index":0,"delta":{"type":"text_delta","text":{{{Json(piece)}}}}""");
        }

        Event("content_block_stop", ""","index":0""");
        Event("message_delta", ""","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":1}""");
        Event("message_stop", "");
        return events.ToString();
    }

    private static string OllamaChat(string text) => Lines(
        text,
        piece => $$$"""{"model":"m","created_at":"2024-01-15T10:00:00Z","message":{"role":"assistant","content":{{{Json(piece)}}}},"done":false}""",
        """{"model":"m","created_at":"2024-01-15T10:00:00Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true}""");

    private static string OllamaGenerate(string text) => Lines(
        text,
        piece => $$$"""{"model":"m","created_at":"2024-01-15T10:00:00Z","response":{{{Json(piece)}}},"done":false}""",
        """{"model":"m","created_at":"2024-01-15T10:00:00Z","response":"","done":true,"context":[1]}""");

    private static string Lines(string text, Func<string, string> line, string last) =>
        string.Concat(Pieces(text).Select(piece => line(piece) + "\n")) + last + "\n";

    private static IEnumerable<string> Pieces(string text) => text.EnumerateRunes().Chunk(3).Select(runes => string.Concat(runes));

    private static string Json(string text) => JsonSerializer.Serialize(text);
}
