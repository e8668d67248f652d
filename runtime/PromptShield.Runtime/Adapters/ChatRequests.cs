using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>Messages and options on their way to a chat client.</summary>
internal static class ChatRequests
{
    internal static (List<ChatMessage> Messages, ChatOptions? Options) Protect(IEnumerable<ChatMessage> messages, ChatOptions? options, IList<AITool>? innerTools, ShieldedRequest request)
    {
        var all = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        request.Survey(options?.Instructions);
        if (options is not null)
        {
            ToolDeclarations.Survey(options, request);
        }

        foreach (var message in all)
        {
            foreach (var content in message.Contents)
            {
                ChatContents.Survey(content, request);
            }
        }

        ToolDeclarations.Inspect(innerTools, request);
        var safeOptions = Protect(options, request);
        var safe = new List<ChatMessage>(all.Count);
        foreach (var message in all)
        {
            safe.Add(Protect(message, request));
        }

        return (safe, safeOptions);
    }

    private static ChatMessage Protect(ChatMessage message, ShieldedRequest request)
    {
        var contents = new List<AIContent>(message.Contents.Count);
        var author = request.Protect(message.AuthorName);
        var changed = !ReferenceEquals(author, message.AuthorName);
        foreach (var content in message.Contents)
        {
            var safe = ChatContents.Protect(content, request);
            changed |= !ReferenceEquals(safe, content);
            contents.Add(safe);
        }

        if (message.RawRepresentation is { } raw && !request.LeavesAsItIs)
        {
            // Nothing that was inspected stands for it.
            if (contents.Count == 0)
            {
                RawRepresentations.Inspect(raw, "a message without contents", request);
                return message;
            }

            changed = true;
        }

        if (!changed)
        {
            return message;
        }

        var clone = message.Clone();
        clone.Contents = contents;
        clone.AuthorName = author;
        // Clients prefer the raw message to its contents.
        clone.RawRepresentation = null;
        return clone;
    }

    private static ChatOptions? Protect(ChatOptions? options, ShieldedRequest request)
    {
        if (options is null)
        {
            return null;
        }

        var clone = options.Clone();
        clone.Tools = ToolDeclarations.Protect(clone.Tools, request);
        clone.ResponseFormat = ToolDeclarations.Protect(options.ResponseFormat, request);
        if (options.RawRepresentationFactory is { } factory)
        {
            clone.RawRepresentationFactory = Inspected(factory, request);
        }

        clone.Instructions = request.Protect(options.Instructions);
        if (options.StopSequences is { Count: > 0 } stops)
        {
            clone.StopSequences = [.. stops.Select(stop => request.Protect(stop))];
        }

        if (options.AdditionalProperties is { Count: > 0 } properties)
        {
            clone.AdditionalProperties = [];
            foreach (var (name, value) in properties)
            {
                clone.AdditionalProperties[name] = value is string or JsonElement or JsonDocument or JsonNode ? ToolValue.Protect(value, request) : value;
            }
        }

        return clone;
    }

    // The client calls the factory when the evidence of the request is written: what it makes is a further step.
    private static Func<IChatClient, object?> Inspected(Func<IChatClient, object?> factory, ShieldedRequest request) => client =>
    {
        var raw = factory(client);
        if (raw is not null)
        {
            var step = request.Continue();
            RawRepresentations.Inspect(raw, "a raw representation of the options", step);
            if (step.HasSomethingToSay)
            {
                step.Commit();
            }
        }

        return raw;
    };
}
