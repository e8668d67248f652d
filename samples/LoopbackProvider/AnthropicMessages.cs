using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>Anthropic messages, whole and streamed.</summary>
internal static class AnthropicMessages
{
    public static void MapAnthropicMessages(this WebApplication app)
    {
        app.MapPost("/v1/messages", AnswerAsync);
        app.MapPost("/v1/messages/count_tokens", async context => await context.Response.WriteAsJsonAsync(new { input_tokens = 1 }));
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        JsonNode? content = request["messages"]!.AsArray().LastOrDefault()?["content"];
        bool isToolResult = content is JsonArray blocks && blocks.Any(block => block!["type"]?.ToString() == "tool_result");
        IEnumerable<string> tools = request["tools"]?.AsArray().Select(tool => tool!["name"]!.ToString()) ?? [];
        Answer answer = Answer.To(Answer.TextOf(content), isToolResult, tools);
        string model = request["model"]?.ToString() ?? "loopback";
        if (request["stream"]?.GetValue<bool>() == true)
        {
            await StreamAsync(new ServerSentEvents(context.Response), answer, model);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(Message(model, [Block(answer, JsonNode.Parse(answer.ToolArguments))], StopReason(answer)));
        }
    }

    private static async Task StreamAsync(ServerSentEvents events, Answer answer, string model)
    {
        events.Begin();
        await events.SendAsync("message_start", new { type = "message_start", message = Message(model, [], null) });
        await events.SendAsync("content_block_start", new { type = "content_block_start", index = 0, content_block = Block(answer with { Text = "" }, new JsonObject()) });
        await events.SendAsync("ping", new { type = "ping" });
        foreach (string piece in Answer.Chunks(answer.ToolName is null ? answer.Text : answer.ToolArguments))
        {
            object delta = answer.ToolName is null ? new { type = "text_delta", text = piece } : new { type = "input_json_delta", partial_json = piece };
            await events.SendAsync("content_block_delta", new { type = "content_block_delta", index = 0, delta });
        }

        await events.SendAsync("content_block_stop", new { type = "content_block_stop", index = 0 });
        await events.SendAsync("message_delta", new
        {
            type = "message_delta",
            delta = new { stop_reason = StopReason(answer), stop_sequence = (string?)null },
            usage = new { output_tokens = 1 },
        });
        await events.SendAsync("message_stop", new { type = "message_stop" });
    }

    private static string StopReason(Answer answer) => answer.ToolName is null ? "end_turn" : "tool_use";

    private static object Block(Answer answer, JsonNode? input) => answer.ToolName is null
        ? new { type = "text", text = answer.Text, citations = (object?)null }
        : new { type = "tool_use", id = "toolu_1", name = answer.ToolName, input };

    private static object Message(string model, object[] content, string? stopReason) => new
    {
        id = "msg_loopback",
        type = "message",
        role = "assistant",
        model,
        content,
        stop_reason = stopReason,
        stop_sequence = (string?)null,
        usage = new { input_tokens = 1, output_tokens = 1 },
    };
}
