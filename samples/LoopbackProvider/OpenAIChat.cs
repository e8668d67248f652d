using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>OpenAI chat completions, whole and streamed, also under the deployment path of Azure OpenAI.</summary>
internal static class OpenAIChat
{
    private const long Created = 1_700_000_000;

    public static void MapOpenAIChat(this WebApplication app)
    {
        app.MapPost("/v1/chat/completions", AnswerAsync);
        app.MapPost("/chat/completions", AnswerAsync);
        app.MapPost("/openai/deployments/{deployment}/chat/completions", AnswerAsync);
        app.MapPost("/openai/v1/chat/completions", AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        JsonNode? last = request["messages"]!.AsArray().LastOrDefault();
        IEnumerable<string> tools = request["tools"]?.AsArray().Select(tool => tool!["function"]!["name"]!.ToString()) ?? [];
        Answer answer = Answer.To(Answer.TextOf(last?["content"]), last?["role"]?.ToString() == "tool", tools);
        string model = request["model"]?.ToString() ?? "loopback";
        if (request["stream"]?.GetValue<bool>() == true)
        {
            await StreamAsync(new ServerSentEvents(context.Response), answer, model);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(Whole(answer, model));
        }
    }

    private static object Whole(Answer answer, string model) => new
    {
        id = "chatcmpl-loopback",
        @object = "chat.completion",
        created = Created,
        model,
        choices = new[]
        {
            answer.ToolName is null
                ? new { index = 0, message = (object)new { role = "assistant", content = answer.Text, refusal = (string?)null }, finish_reason = "stop" }
                : new { index = 0, message = (object)new { role = "assistant", content = (string?)null, tool_calls = new[] { ToolCall(answer) } }, finish_reason = "tool_calls" },
        },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    };

    private static object ToolCall(Answer answer) =>
        new { id = "call_1", type = "function", function = new { name = answer.ToolName, arguments = answer.ToolArguments } };

    private static async Task StreamAsync(ServerSentEvents events, Answer answer, string model)
    {
        events.Begin();
        await events.SendAsync(Chunk(model, new { role = "assistant", content = "" }));
        if (answer.ToolName is null)
        {
            foreach (string piece in Answer.Chunks(answer.Text))
            {
                await events.SendAsync(Chunk(model, new { content = piece }));
            }
        }
        else
        {
            await events.SendAsync(Chunk(model, new
            {
                tool_calls = new[] { new { index = 0, id = "call_1", type = "function", function = new { name = answer.ToolName, arguments = "" } } },
            }));
            foreach (string piece in Answer.Chunks(answer.ToolArguments))
            {
                await events.SendAsync(Chunk(model, new { tool_calls = new[] { new { index = 0, function = new { arguments = piece } } } }));
            }
        }

        await events.SendAsync(Chunk(model, new { }, answer.ToolName is null ? "stop" : "tool_calls"));
        await events.SendDoneAsync();
    }

    private static object Chunk(string model, object delta, string? finishReason = null) => new
    {
        id = "chatcmpl-loopback",
        @object = "chat.completion.chunk",
        created = Created,
        model,
        choices = new[] { new { index = 0, delta, finish_reason = finishReason } },
    };
}
