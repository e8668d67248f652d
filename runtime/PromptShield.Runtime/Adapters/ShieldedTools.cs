using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>
/// Functions that a client inside the shield calls by itself (<see cref="FunctionInvokingChatClient"/>): they get the originals, and their results go through the
/// shield before the model sees them.
/// </summary>
internal static class ShieldedTools
{
    internal static void Wrap(ChatOptions? options, ShieldedRequest request, bool invokesFunctions)
    {
        if (!invokesFunctions || options?.Tools is not { Count: > 0 } tools)
        {
            return;
        }

        var wrapped = new List<AITool>(tools.Count);
        foreach (var tool in tools)
        {
            wrapped.Add(tool is AIFunction function ? new ShieldedFunction(function, request) : tool);
        }

        options.Tools = wrapped;
    }

    private sealed class ShieldedFunction(AIFunction inner, ShieldedRequest request) : DelegatingAIFunction(inner)
    {
        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            foreach (var name in arguments.Keys.ToArray())
            {
                arguments[name] = ToolValue.Restore(arguments[name], request);
            }

            var result = await base.InvokeCoreAsync(arguments, cancellationToken).ConfigureAwait(false);
            return await request.ProtectLaterAsync(result, cancellationToken).ConfigureAwait(false);
        }
    }
}
