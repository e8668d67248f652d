using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>OpenAI embeddings, as numbers or as base64, which is what the SDK asks for.</summary>
internal static class OpenAIEmbeddings
{
    public static void MapOpenAIEmbeddings(this WebApplication app)
    {
        app.MapPost("/v1/embeddings", AnswerAsync);
        app.MapPost("/openai/deployments/{deployment}/embeddings", AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        string[] inputs = request["input"] is JsonArray many ? [.. many.Select(input => input!.ToString())] : [request["input"]!.ToString()];
        bool base64 = request["encoding_format"]?.ToString() == "base64";
        await context.Response.WriteAsJsonAsync(new
        {
            @object = "list",
            model = request["model"]?.ToString() ?? "loopback",
            data = inputs.Select((input, index) => new
            {
                @object = "embedding",
                index,
                embedding = base64
                    ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes(Vector(input).AsSpan()))
                    : Vector(input),
            }),
            usage = new { prompt_tokens = 1, total_tokens = 1 },
        });
    }

    /// <summary>How often letters of each of eight groups occur: equal texts are equal vectors, similar texts lie near each other.</summary>
    internal static float[] Vector(string text)
    {
        float[] vector = new float[8];
        foreach (char letter in text)
        {
            vector[char.ToLowerInvariant(letter) % 8]++;
        }

        return vector;
    }
}
