using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>
/// Functions that a client inside the shield calls by itself (<see cref="FunctionInvokingChatClient"/>): they get the originals, and their results go through the
/// shield before the model sees them.
/// </summary>
internal static class ShieldedTools
{
    /// <summary>Call it from the method that awaits the inner client: what it sets flows down from there.</summary>
    internal static void Wrap(ChatOptions? options, ShieldedRequest request, bool invokesFunctions)
    {
        if (!invokesFunctions || options?.Tools is not { Count: > 0 } tools)
        {
            return;
        }

        // Functions of a kernel are called by the kernel, which takes no others in their place.
        if (KernelFunctionShield.TryEnsure(options))
        {
            KernelFunctionShield.Enter(request);
            return;
        }

        var wrapped = new List<AITool>(tools.Count);
        foreach (var tool in tools)
        {
            wrapped.Add(tool is AIFunction function ? new ShieldedFunction(function, request) : tool);
        }

        options.Tools = wrapped;
    }

    internal static void Enter(ShieldedRequest request, bool invokesFunctions)
    {
        if (invokesFunctions)
        {
            KernelFunctionShield.Enter(request);
        }
    }

    private sealed class ShieldedFunction(AIFunction inner, ShieldedRequest request) : DelegatingAIFunction(inner)
    {
        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            // The arguments are a view of the call that is sent back to the model: originals must not get into it.
            var restored = new AIFunctionArguments(new Dictionary<string, object?>(arguments)) { Services = arguments.Services, Context = arguments.Context };
            foreach (var (name, value) in arguments)
            {
                restored[name] = ToolValue.Restore(value, request);
            }

            var result = await base.InvokeCoreAsync(restored, cancellationToken).ConfigureAwait(false);
            return await request.ProtectLaterAsync(result, cancellationToken).ConfigureAwait(false);
        }
    }
}
