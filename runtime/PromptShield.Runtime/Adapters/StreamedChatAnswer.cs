using Microsoft.Extensions.AI;
using PromptShield.Redaction;

namespace PromptShield;

/// <summary>
/// A streamed answer of a chat client. The beginning of a placeholder is held back until the text goes on; it is let go when something else follows: another
/// message, a tool call, the end. Not thread-safe: one instance a stream.
/// </summary>
internal sealed class StreamedChatAnswer(ShieldedRequest request)
{
    private readonly StreamingRestorer _text = new(request.Vault);
    private readonly StreamingRestorer _reasoning = new(request.Vault);
    private ChatResponseUpdate? _last;

    /// <summary>What must be shown before this update: text that this update does not go on with. Null when there is none.</summary>
    internal ChatResponseUpdate? HeldBefore(ChatResponseUpdate update)
    {
        var isOther = _last is not null && update.MessageId is not null && _last.MessageId is not null && update.MessageId != _last.MessageId;
        return Holds && (isOther || HoldsOther(update)) ? Release() : null;
    }

    internal ChatResponseUpdate Restore(ChatResponseUpdate update)
    {
        if (!request.RestoresAnswer)
        {
            return update;
        }

        List<AIContent>? contents = null;
        for (var i = 0; i < update.Contents.Count; i++)
        {
            var content = update.Contents[i];
            var restored = Restore(content);
            if (contents is null && !ReferenceEquals(restored, content))
            {
                contents = [.. update.Contents];
            }

            if (contents is not null)
            {
                contents[i] = restored;
            }
        }

        _last = update;
        if (contents is null)
        {
            return update;
        }

        var clone = update.Clone();
        clone.Contents = contents;
        return clone;
    }

    /// <summary>What is still held back at the end, or null.</summary>
    internal ChatResponseUpdate? Complete() => Holds ? Release() : null;

    private bool Holds => _text.HoldsText || _reasoning.HoldsText;

    // A tool call ends the text before it, and so does the end. An update that only opens a message does not.
    private static bool HoldsOther(ChatResponseUpdate update)
    {
        var hasText = false;
        foreach (var content in update.Contents)
        {
            if (content is not (TextContent or TextReasoningContent))
            {
                return true;
            }

            hasText = true;
        }

        return update.FinishReason is not null && !hasText;
    }

    private AIContent Restore(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                var shown = _text.Append(text.Text);
                return shown == text.Text ? text : Like(text, new TextContent(shown));
            case TextReasoningContent { ProtectedData: null } reasoning:
                var thought = _reasoning.Append(reasoning.Text);
                return thought == reasoning.Text ? reasoning : Like(reasoning, new TextReasoningContent(thought));
            default:
                return ChatContents.Restore(content, request);
        }
    }

    private ChatResponseUpdate Release()
    {
        var update = _last!.Clone();
        update.FinishReason = null;
        update.Contents = [];
        if (_reasoning.HoldsText)
        {
            update.Contents.Add(new TextReasoningContent(_reasoning.Flush()));
        }

        if (_text.HoldsText)
        {
            update.Contents.Add(new TextContent(_text.Flush()));
        }

        return update;
    }

    private static T Like<T>(T original, T content)
        where T : AIContent
    {
        content.AdditionalProperties = original.AdditionalProperties;
        content.Annotations = original.Annotations;
        content.RawRepresentation = original.RawRepresentation;
        return content;
    }
}
