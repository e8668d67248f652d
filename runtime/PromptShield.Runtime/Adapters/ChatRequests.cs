using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>Messages and options on their way to a chat client.</summary>
internal static class ChatRequests
{
    internal static (List<ChatMessage> Messages, ChatOptions? Options) Protect(IEnumerable<ChatMessage> messages, ChatOptions? options, ShieldedRequest request)
    {
        var all = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        request.Survey(options?.Instructions);
        foreach (var message in all)
        {
            foreach (var content in message.Contents)
            {
                ChatContents.Survey(content, request);
            }
        }

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

        if (options.RawRepresentationFactory is not null)
        {
            // Makes a provider's request object out of reach of this layer.
            request.CountNotScanned();
        }

        var clone = options.Clone();
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
                clone.AdditionalProperties[name] = value is string text ? request.Protect(text) : value;
            }
        }

        return clone;
    }
}
