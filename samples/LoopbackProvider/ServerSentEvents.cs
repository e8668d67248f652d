using System.Text.Json;

namespace Loopback;

/// <summary>Writes a stream of server-sent events, one flush per event.</summary>
internal sealed class ServerSentEvents(HttpResponse response)
{
    public void Begin() => response.ContentType = "text/event-stream";

    /// <summary>An event with data only (OpenAI chat completions).</summary>
    public Task SendAsync(object data) => WriteAsync($"data: {JsonSerializer.Serialize(data)}\n\n");

    /// <summary>A named event (OpenAI responses, Anthropic).</summary>
    public Task SendAsync(string name, object data) => WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data)}\n\n");

    /// <summary>The terminator of an OpenAI chat stream, which is no JSON.</summary>
    public Task SendDoneAsync() => WriteAsync("data: [DONE]\n\n");

    private async Task WriteAsync(string text)
    {
        await response.WriteAsync(text);
        await response.Body.FlushAsync();
    }
}
