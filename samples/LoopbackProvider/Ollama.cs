using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>Ollama's own API: lines of JSON, streamed unless the request says otherwise.</summary>
internal static class Ollama
{
    public static void MapOllama(this WebApplication app)
    {
        app.MapPost("/api/chat", ChatAsync);
        app.MapPost("/api/generate", GenerateAsync);
        app.MapPost("/api/embed", EmbedAsync);
    }

    private static async Task ChatAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        JsonNode? last = request["messages"]!.AsArray().LastOrDefault();
        IEnumerable<string> tools = request["tools"]?.AsArray().Select(tool => tool!["function"]!["name"]!.ToString()) ?? [];
        Answer answer = Answer.To(Answer.TextOf(last?["content"]), last?["role"]?.ToString() == "tool", tools);
        if (answer.ToolName is not null)
        {
            object call = new { function = new { name = answer.ToolName, arguments = JsonNode.Parse(answer.ToolArguments) } };
            await WriteAsync(context.Response, request, [], _ => null, new { role = "assistant", content = "", tool_calls = new[] { call } }, "message");
            return;
        }

        await WriteAsync(context.Response, request, Pieces(request, answer.Text), piece => new { role = "assistant", content = piece }, new { role = "assistant", content = "" }, "message");
    }

    private static async Task GenerateAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        Answer answer = Answer.To(Answer.TextOf(request["prompt"]), lastIsToolResult: false, []);
        await WriteAsync(context.Response, request, Pieces(request, answer.Text), piece => piece, "", "response");
    }

    private static async Task EmbedAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        IEnumerable<string> inputs = request["input"] is JsonArray many ? many.Select(input => input!.ToString()) : [request["input"]!.ToString()];
        await context.Response.WriteAsJsonAsync(new { model = request["model"]?.ToString(), embeddings = inputs.Select(OpenAIEmbeddings.Vector) });
    }

    private static string[] Pieces(JsonNode request, string text) =>
        request["stream"]?.GetValue<bool>() == false ? [text] : [.. Answer.Chunks(text)];

    /// <summary>One line per piece and a last line that says done; not streamed, the one piece stands in the last line.</summary>
    private static async Task WriteAsync(HttpResponse response, JsonNode request, string[] pieces, Func<string, object?> shape, object last, string member)
    {
        bool streamed = request["stream"]?.GetValue<bool>() != false;
        response.ContentType = streamed ? "application/x-ndjson" : "application/json";
        if (streamed)
        {
            foreach (string piece in pieces)
            {
                await LineAsync(shape(piece), done: false);
            }
        }

        await LineAsync(!streamed && pieces is [string whole] ? shape(whole) : last, done: true);

        async Task LineAsync(object? value, bool done)
        {
            Dictionary<string, object?> line = new()
            {
                ["model"] = request["model"]?.ToString(),
                ["created_at"] = "2026-01-01T00:00:00Z",
                [member] = value,
                ["done"] = done,
            };
            if (done)
            {
                line["done_reason"] = "stop";
            }

            await response.WriteAsync(JsonSerializer.Serialize(line) + "\n");
            await response.Body.FlushAsync();
        }
    }
}
