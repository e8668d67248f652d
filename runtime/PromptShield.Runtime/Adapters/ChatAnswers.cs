using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>Whole answers of chat clients. An answer may be shared (a cache below): it is copied, not changed.</summary>
internal static class ChatAnswers
{
    internal static ChatResponse Restore(ChatResponse response, ShieldedRequest request)
    {
        if (!request.RestoresAnswer)
        {
            return response;
        }

        var messages = new List<ChatMessage>(response.Messages.Count);
        var changed = false;
        foreach (var message in response.Messages)
        {
            var restored = Restore(message, request);
            changed |= !ReferenceEquals(restored, message);
            messages.Add(restored);
        }

        return !changed ? response : new ChatResponse(messages)
        {
            AdditionalProperties = response.AdditionalProperties,
            ContinuationToken = response.ContinuationToken,
            ConversationId = response.ConversationId,
            CreatedAt = response.CreatedAt,
            FinishReason = response.FinishReason,
            ModelId = response.ModelId,
            RawRepresentation = response.RawRepresentation,
            ResponseId = response.ResponseId,
            Usage = response.Usage,
        };
    }

    private static ChatMessage Restore(ChatMessage message, ShieldedRequest request)
    {
        var contents = new List<AIContent>(message.Contents.Count);
        var changed = false;
        foreach (var content in message.Contents)
        {
            var restored = ChatContents.Restore(content, request);
            changed |= !ReferenceEquals(restored, content);
            contents.Add(restored);
        }

        if (!changed)
        {
            return message;
        }

        var clone = message.Clone();
        clone.Contents = contents;
        return clone;
    }
}
