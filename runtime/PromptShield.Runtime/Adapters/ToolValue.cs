using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using PromptShield.Wire;

namespace PromptShield;

/// <summary>Arguments and results of tools: strings, JSON, or objects that the client will serialise.</summary>
internal static class ToolValue
{
    /// <summary>The value as it may leave: the same instance when nothing was found in it, else a string or JSON in its place. The value itself is not changed.</summary>
    internal static object? Protect(object? value, ShieldedRequest request) => Rewrite(value, request, survey: false);

    internal static void Survey(object? value, ShieldedRequest request) => Rewrite(value, request, survey: true);

    /// <summary>The value with originals; only text and JSON can hold placeholders, since that is what a model writes.</summary>
    internal static object? Restore(object? value, ShieldedRequest request)
    {
        switch (value)
        {
            case string text:
                return request.Restore(text);
            case JsonElement element:
                return AnswerBody.Restore(Utf8(element), null, request) is { } restored ? Parse(restored) : value;
            case JsonNode node:
                return AnswerBody.Restore(JsonSerializer.SerializeToUtf8Bytes(node, AIJsonUtilities.DefaultOptions), null, request) is { } json ? JsonNode.Parse(json) : value;
            default:
                return value;
        }
    }

    private static object? Rewrite(object? value, ShieldedRequest request, bool survey)
    {
        switch (value)
        {
            case null or bool or byte or sbyte or short or ushort or int or uint or float or double or DateTime or DateTimeOffset or TimeSpan or Guid:
                return value;
            case string text:
                return RequestJson.RewriteText(text, request, survey) ?? value;
            case JsonElement element:
                return RequestJson.RewriteFree(Utf8(element), request, survey) is { } safe ? Parse(safe) : value;
            case JsonDocument document:
                return RequestJson.RewriteFree(Utf8(document.RootElement), request, survey) is { } json ? Parse(json) : value;
            case JsonNode node:
                return RequestJson.RewriteFree(JsonSerializer.SerializeToUtf8Bytes(node, AIJsonUtilities.DefaultOptions), request, survey) is { } bytes ? JsonNode.Parse(bytes) : value;
            case AIContent content:
                return survey ? Surveyed(content, request) : ChatContents.Protect(content, request);
            case IEnumerable<AIContent> contents:
                return Contents(contents, request, survey) ?? value;
            default:
                var serialized = JsonSerializer.SerializeToUtf8Bytes(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
                return RequestJson.RewriteFree(serialized, request, survey) is { } result ? Parse(result) : value;
        }
    }

    private static List<AIContent>? Contents(IEnumerable<AIContent> contents, ShieldedRequest request, bool survey)
    {
        var result = new List<AIContent>();
        var changed = false;
        foreach (var content in contents)
        {
            var safe = survey ? Surveyed(content, request) : ChatContents.Protect(content, request);
            changed |= !ReferenceEquals(safe, content);
            result.Add(safe);
        }

        return changed ? result : null;
    }

    private static AIContent Surveyed(AIContent content, ShieldedRequest request)
    {
        ChatContents.Survey(content, request);
        return content;
    }

    private static byte[] Utf8(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(element, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonElement)));

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
