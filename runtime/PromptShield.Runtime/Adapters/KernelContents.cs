using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using PromptShield.Wire;

namespace PromptShield;

/// <summary>Messages of Semantic Kernel on their way out and back. Messages of the caller are never changed.</summary>
internal static class KernelContents
{
    internal static void Survey(ChatMessageContent message, ShieldedRequest request)
    {
        foreach (var item in message.Items)
        {
            switch (item)
            {
                case TextContent text:
                    request.Survey(text.Text);
                    break;
                case ReasoningContent reasoning:
                    request.Survey(reasoning.Text);
                    break;
                case FunctionCallContent { Arguments: { } arguments }:
                    foreach (var (name, value) in arguments)
                    {
                        request.Survey(name);
                        ToolValue.Survey(value, request);
                    }

                    break;
                case FunctionResultContent result:
                    ToolValue.Survey(result.Result, request);
                    break;
            }
        }
    }

    internal static ChatMessageContent Protect(ChatMessageContent message, ShieldedRequest request)
    {
        var author = request.Protect(message.AuthorName);
        var changed = !ReferenceEquals(author, message.AuthorName);
        var items = new ChatMessageContentItemCollection();
        foreach (var item in message.Items)
        {
            var safe = Protect(item, request);
            changed |= !ReferenceEquals(safe, item);
            items.Add(safe);
        }

        return changed ? Copy(message, items, author, innerContent: null) : message;
    }

    internal static IReadOnlyList<ChatMessageContent> Restore(IReadOnlyList<ChatMessageContent> messages, ShieldedRequest request)
    {
        if (!request.RestoresAnswer)
        {
            return messages;
        }

        var restored = new List<ChatMessageContent>(messages.Count);
        foreach (var message in messages)
        {
            restored.Add(Restore(message, request));
        }

        return restored;
    }

    internal static ChatMessageContent Restore(ChatMessageContent message, ShieldedRequest request)
    {
        var changed = false;
        var items = new ChatMessageContentItemCollection();
        foreach (var item in message.Items)
        {
            var original = Restore(item, request);
            changed |= !ReferenceEquals(original, item);
            items.Add(original);
        }

        return changed ? Copy(message, items, message.AuthorName, message.InnerContent) : message;
    }

    private static KernelContent Protect(KernelContent item, ShieldedRequest request)
    {
        switch (item)
        {
            case TextContent { Text: not null } text:
                return RequestJson.RewriteText(text.Text, request, survey: false) is { } safe ? new TextContent(safe, text.ModelId, null, text.Encoding, text.Metadata) : text;
            case ReasoningContent reasoning:
                return request.TryProtect(reasoning.Text, out var thought) ? new ReasoningContent(thought) : reasoning;
            case FunctionCallContent { Arguments: not null } call:
                return Arguments(call.Arguments, request, restore: false) is { } arguments
                    ? new FunctionCallContent(call.FunctionName, call.PluginName, call.Id, arguments) { Exception = call.Exception, Metadata = call.Metadata, ModelId = call.ModelId }
                    : call;
            case FunctionResultContent result:
                return ToolValue.Protect(result.Result, request) is var value && !ReferenceEquals(value, result.Result)
                    ? new FunctionResultContent(result.FunctionName, result.PluginName, result.CallId, value) { Metadata = result.Metadata, ModelId = result.ModelId }
                    : result;
            case TextContent or FunctionCallContent:
                return item;
            default:
                request.CountNotScanned();
                return item;
        }
    }

    private static KernelContent Restore(KernelContent item, ShieldedRequest request)
    {
        switch (item)
        {
            case TextContent { Text: not null } text:
                return request.Restore(text.Text) is var original && !ReferenceEquals(original, text.Text)
                    ? new TextContent(original, text.ModelId, text.InnerContent, text.Encoding, text.Metadata)
                    : text;
            case FunctionCallContent { Arguments: not null } call:
                return Arguments(call.Arguments, request, restore: true) is { } arguments
                    ? new FunctionCallContent(call.FunctionName, call.PluginName, call.Id, arguments)
                    {
                        Exception = call.Exception,
                        InnerContent = call.InnerContent,
                        Metadata = call.Metadata,
                        ModelId = call.ModelId,
                    }
                    : call;
            case FunctionResultContent result:
                return ToolValue.Restore(result.Result, request) is var value && !ReferenceEquals(value, result.Result)
                    ? new FunctionResultContent(result.FunctionName, result.PluginName, result.CallId, value) { Metadata = result.Metadata, ModelId = result.ModelId }
                    : result;
            default:
                return item;
        }
    }

    /// <summary>The arguments with values protected or restored; null when nothing changed.</summary>
    internal static KernelArguments? Arguments(KernelArguments arguments, ShieldedRequest request, bool restore)
    {
        KernelArguments? result = null;
        foreach (var (name, value) in arguments)
        {
            var otherName = restore ? request.Restore(name) : request.Protect(name);
            var other = restore ? ToolValue.Restore(value, request) : ToolValue.Protect(value, request);
            if (!ReferenceEquals(other, value) || !ReferenceEquals(otherName, name))
            {
                result ??= new KernelArguments(arguments);
                result.Remove(name);
                result[otherName] = other;
            }
        }

        return result;
    }

    private static ChatMessageContent Copy(ChatMessageContent message, ChatMessageContentItemCollection items, string? author, object? innerContent) =>
        new(message.Role, items, message.ModelId, innerContent, message.Encoding, message.Metadata) { AuthorName = author, Source = message.Source, MimeType = message.MimeType };
}

/// <summary>The caller's chat history, and the guarded copy that the connector sees and adds to.</summary>
internal sealed class KernelConversation
{
    private readonly ChatHistory _original;
    private readonly ShieldedRequest _request;
    private readonly int _count;

    internal KernelConversation(ChatHistory original, ShieldedRequest request)
    {
        _original = original;
        _request = request;
        foreach (var message in original)
        {
            KernelContents.Survey(message, request);
        }

        Safe = [];
        foreach (var message in original)
        {
            Safe.Add(KernelContents.Protect(message, request));
        }

        _count = Safe.Count;
    }

    internal ChatHistory Safe { get; }

    /// <summary>A connector that calls functions adds the calls and their results to the history that it was given: the caller's gets them too, with originals.</summary>
    internal void TakeOver()
    {
        for (var i = _count; i < Safe.Count; i++)
        {
            _original.Add(KernelContents.Restore(Safe[i], _request));
        }
    }
}
