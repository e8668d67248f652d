using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>OpenAI responses. The stream carries the same text in deltas, in the done events and once more at the end, as the real one does.</summary>
internal static class OpenAIResponses
{
    public static void MapOpenAIResponses(this WebApplication app)
    {
        app.MapPost("/v1/responses", AnswerAsync);
        app.MapPost("/openai/responses", AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        JsonNode? last = request["input"] is JsonArray items ? items.LastOrDefault() : request["input"];
        bool isToolResult = last is JsonObject && last["type"]?.ToString() == "function_call_output";
        string text = Answer.TextOf(last is JsonObject ? last[isToolResult ? "output" : "content"] : last);
        IEnumerable<string> tools = request["tools"]?.AsArray().Select(tool => tool!["name"]?.ToString() ?? "") ?? [];
        Answer answer = Answer.To(text, isToolResult, tools);
        object item = answer.ToolName is null ? Message(answer.Text, "completed") : FunctionCall(answer);
        object response = Response(request, "completed", [item]);
        if (request["stream"]?.GetValue<bool>() == true)
        {
            await StreamAsync(context.Response, request, answer, item, response);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(response);
        }
    }

    private static async Task StreamAsync(HttpResponse httpResponse, JsonNode request, Answer answer, object item, object completed)
    {
        ServerSentEvents events = new(httpResponse);
        events.Begin();
        int number = 0;
        await SendAsync("response.created", new JsonObject { ["response"] = Node(Response(request, "in_progress", [])) });
        await SendAsync("response.in_progress", new JsonObject { ["response"] = Node(Response(request, "in_progress", [])) });
        if (answer.ToolName is null)
        {
            await SendAsync("response.output_item.added", Item(Message("", "in_progress", empty: true)));
            await SendAsync("response.content_part.added", Part(new JsonObject { ["part"] = Node(TextPart("")) }));
            foreach (string piece in Answer.Chunks(answer.Text))
            {
                await SendAsync("response.output_text.delta", Part(new JsonObject { ["delta"] = piece }));
            }

            await SendAsync("response.output_text.done", Part(new JsonObject { ["text"] = answer.Text }));
            await SendAsync("response.content_part.done", Part(new JsonObject { ["part"] = Node(TextPart(answer.Text)) }));
        }
        else
        {
            await SendAsync("response.output_item.added", Item(FunctionCall(answer with { ToolArguments = "" })));
            foreach (string piece in Answer.Chunks(answer.ToolArguments))
            {
                await SendAsync("response.function_call_arguments.delta", new JsonObject { ["item_id"] = "item_1", ["output_index"] = 0, ["delta"] = piece });
            }

            await SendAsync("response.function_call_arguments.done", new JsonObject { ["item_id"] = "item_1", ["output_index"] = 0, ["arguments"] = answer.ToolArguments });
        }

        await SendAsync("response.output_item.done", Item(item));
        await SendAsync("response.completed", new JsonObject { ["response"] = Node(completed) });

        Task SendAsync(string type, JsonObject data)
        {
            data["type"] = type;
            data["sequence_number"] = number++;
            return events.SendAsync(type, data);
        }
    }

    private static JsonObject Item(object item) => new() { ["output_index"] = 0, ["item"] = Node(item) };

    private static JsonObject Part(JsonObject data)
    {
        data["item_id"] = "item_1";
        data["output_index"] = 0;
        data["content_index"] = 0;
        return data;
    }

    private static JsonNode Node(object value) => System.Text.Json.JsonSerializer.SerializeToNode(value)!;

    private static object Response(JsonNode request, string status, object[] output) => new
    {
        id = "resp_loopback",
        @object = "response",
        created_at = 1_700_000_000,
        status,
        model = request["model"]?.ToString() ?? "loopback",
        instructions = request["instructions"],
        output,
        parallel_tool_calls = true,
        tool_choice = "auto",
        tools = Array.Empty<object>(),
        metadata = new { },
        usage = new
        {
            input_tokens = 1,
            input_tokens_details = new { cached_tokens = 0 },
            output_tokens = 1,
            output_tokens_details = new { reasoning_tokens = 0 },
            total_tokens = 2,
        },
    };

    private static object Message(string text, string status, bool empty = false) =>
        new { id = "item_1", type = "message", status, role = "assistant", content = empty ? [] : new[] { TextPart(text) } };

    private static object TextPart(string text) => new { type = "output_text", text, annotations = Array.Empty<object>() };

    private static object FunctionCall(Answer answer) =>
        new { id = "item_1", type = "function_call", status = "completed", call_id = "call_1", name = answer.ToolName, arguments = answer.ToolArguments };
}
