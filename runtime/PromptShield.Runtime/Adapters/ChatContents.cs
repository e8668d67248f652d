using System.Collections.ObjectModel;
using Microsoft.Extensions.AI;
using PromptShield.Wire;

namespace PromptShield;

/// <summary>
/// The contents of messages on their way out and back. Content of the caller is never changed: where something was found a new content takes its place, without the
/// provider's raw representation, which would hold the original. A raw representation behind content in which nothing was found goes on with it only if it holds no
/// personal data either: items of the provider's own answers keep their identifiers. Kinds that hold no text are counted as not scanned.
/// </summary>
internal static class ChatContents
{
    internal static void Survey(AIContent content, ShieldedRequest request)
    {
        switch (content)
        {
            case TextContent text:
                request.Survey(text.Text);
                break;
            case TextReasoningContent { ProtectedData: null } reasoning:
                request.Survey(reasoning.Text);
                break;
            case FunctionCallContent call:
                foreach (var (name, value) in call.Arguments ?? ReadOnlyDictionary<string, object?>.Empty)
                {
                    request.Survey(name);
                    ToolValue.Survey(value, request);
                }

                break;
            case FunctionResultContent result:
                ToolValue.Survey(result.Result, request);
                break;
            case ToolApprovalRequestContent approval:
                Survey(approval.ToolCall, request);
                break;
            case ToolApprovalResponseContent approval:
                Survey(approval.ToolCall, request);
                break;
        }
    }

    internal static AIContent Protect(AIContent content, ShieldedRequest request)
    {
        var safe = ProtectContent(content, request);
        if (!ReferenceEquals(safe, content) || RawRepresentations.MayLeave(content.RawRepresentation, request))
        {
            return safe;
        }

        if (request.LeavesAsItIs)
        {
            request.CountNotScanned();
            return content;
        }

        if (WithoutRaw(content) is { } rebuilt)
        {
            return Like(content, rebuilt);
        }

        RawRepresentations.Inspect(content.RawRepresentation!, "a raw representation of content", request);
        return content;
    }

    // What a client can build a message from without its raw representation.
    private static AIContent? WithoutRaw(AIContent content) => content switch
    {
        TextContent text => new TextContent(text.Text),
        TextReasoningContent reasoning => new TextReasoningContent(reasoning.Text) { ProtectedData = reasoning.ProtectedData },
        FunctionCallContent call => new FunctionCallContent(call.CallId, call.Name, call.Arguments) { Exception = call.Exception, InformationalOnly = call.InformationalOnly },
        FunctionResultContent result => new FunctionResultContent(result.CallId, result.Result) { Exception = result.Exception },
        DataContent data => new DataContent(data.Data, data.MediaType) { Name = data.Name },
        UriContent uri => new UriContent(uri.Uri, uri.MediaType),
        ErrorContent error => new ErrorContent(error.Message) { ErrorCode = error.ErrorCode },
        UsageContent usage => new UsageContent(usage.Details),
        _ => null,
    };

    private static AIContent ProtectContent(AIContent content, ShieldedRequest request)
    {
        switch (content)
        {
            case TextContent text:
                return RequestJson.RewriteText(text.Text, request, survey: false) is { } safe ? Like(text, new TextContent(safe)) : text;
            case TextReasoningContent { ProtectedData: null } reasoning:
                return request.TryProtect(reasoning.Text, out var thought) ? Like(reasoning, new TextReasoningContent(thought)) : reasoning;
            case FunctionCallContent call:
                return ProtectCall(call, request);
            case FunctionResultContent result:
                return ToolValue.Protect(result.Result, request) is var value && !ReferenceEquals(value, result.Result)
                    ? Like(result, new FunctionResultContent(result.CallId, value) { Exception = result.Exception })
                    : result;
            case DataContent data when data.MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || data.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase):
                return RequestBody.Rewrite(data.Data.Span, "text/plain", request) is { } bytes
                    ? Like(data, new DataContent(bytes, data.MediaType) { Name = data.Name })
                    : data;
            case UriContent uri:
                return request.TryProtect(uri.Uri.OriginalString, out var address) ? Like(uri, new UriContent(address, uri.MediaType)) : uri;
            case ErrorContent error:
                return request.TryProtect(error.Message, out var message) ? Like(error, new ErrorContent(message) { ErrorCode = error.ErrorCode }) : error;
            // The call inside an approval is what a function-invoking client sends on.
            case ToolApprovalRequestContent { ToolCall: FunctionCallContent asked } approval:
                return Protect(asked, request) is FunctionCallContent safeAsked && !ReferenceEquals(safeAsked, asked)
                    ? Like(approval, new ToolApprovalRequestContent(approval.RequestId, safeAsked))
                    : approval;
            case ToolApprovalResponseContent { ToolCall: FunctionCallContent answered } approval:
                var reason = request.Protect(approval.Reason);
                return Protect(answered, request) is FunctionCallContent safeAnswered && (!ReferenceEquals(safeAnswered, answered) || !ReferenceEquals(reason, approval.Reason))
                    ? Like(approval, new ToolApprovalResponseContent(approval.RequestId, approval.Approved, safeAnswered) { Reason = reason })
                    : approval;
            case UsageContent:
                return content;
            default:
                request.CountNotScanned();
                return content;
        }
    }

    /// <summary>The content with originals; a new one if there was something to restore.</summary>
    internal static AIContent Restore(AIContent content, ShieldedRequest request)
    {
        switch (content)
        {
            case TextContent text:
                return request.Restore(text.Text) is var original && !ReferenceEquals(original, text.Text) ? Answered(text, new TextContent(original)) : text;
            case TextReasoningContent { ProtectedData: null } reasoning:
                return request.Restore(reasoning.Text) is var thought && !ReferenceEquals(thought, reasoning.Text)
                    ? Answered(reasoning, new TextReasoningContent(thought))
                    : reasoning;
            case FunctionCallContent { Arguments: not null } call:
                return Arguments(call.Arguments, request, restore: true) is { } arguments
                    ? Answered(call, new FunctionCallContent(call.CallId, call.Name, arguments) { Exception = call.Exception, InformationalOnly = call.InformationalOnly })
                    : call;
            case FunctionResultContent result:
                return ToolValue.Restore(result.Result, request) is var value && !ReferenceEquals(value, result.Result)
                    ? Answered(result, new FunctionResultContent(result.CallId, value) { Exception = result.Exception })
                    : result;
            case ToolApprovalRequestContent { ToolCall: FunctionCallContent inner } approval:
                return Restore(inner, request) is FunctionCallContent restored && !ReferenceEquals(restored, inner)
                    ? Answered(approval, new ToolApprovalRequestContent(approval.RequestId, restored))
                    : approval;
            default:
                return content;
        }
    }

    private static FunctionCallContent ProtectCall(FunctionCallContent call, ShieldedRequest request) =>
        call.Arguments is not null && Arguments(call.Arguments, request, restore: false) is { } arguments
            ? Like(call, new FunctionCallContent(call.CallId, call.Name, arguments) { Exception = call.Exception, InformationalOnly = call.InformationalOnly })
            : call;

    private static Dictionary<string, object?>? Arguments(IDictionary<string, object?> arguments, ShieldedRequest request, bool restore)
    {
        var result = new Dictionary<string, object?>(arguments.Count);
        var changed = false;
        foreach (var (name, value) in arguments)
        {
            var safeName = restore ? request.Restore(name) : request.Protect(name);
            var safe = restore ? ToolValue.Restore(value, request) : ToolValue.Protect(value, request);
            changed |= !ReferenceEquals(safe, value) || !ReferenceEquals(safeName, name);
            result[safeName] = safe;
        }

        return changed ? result : null;
    }

    private static T Like<T>(T original, T content)
        where T : AIContent
    {
        content.AdditionalProperties = original.AdditionalProperties;
        content.Annotations = original.Annotations;
        return content;
    }

    private static T Answered<T>(T original, T content)
        where T : AIContent
    {
        content.RawRepresentation = original.RawRepresentation;
        return Like(original, content);
    }
}
