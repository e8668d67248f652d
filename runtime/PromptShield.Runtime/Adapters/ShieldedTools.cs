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
        Enter(request, invokesFunctions);
        if (!invokesFunctions || options?.Tools is not { Count: > 0 } tools)
        {
            return;
        }

        // Functions of a kernel are called by the kernel, which takes no others in their place.
        if (KernelFunctionShield.TryEnsure(options))
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

    /// <summary>Makes the request known to functions that cannot be wrapped one by one.</summary>
    internal static void Enter(ShieldedRequest request, bool invokesFunctions)
    {
        if (invokesFunctions)
        {
            KernelFunctionShield.Enter(request);
        }
    }

    /// <summary>Stands around every function that the client calls, those included that it brings itself (<see cref="FunctionInvokingChatClient.AdditionalTools"/>).</summary>
    internal static void Install(FunctionInvokingChatClient client)
    {
        var invoker = client.FunctionInvoker ?? (static (context, token) => context.Function.InvokeAsync(context.Arguments, token));
        client.FunctionInvoker = async (context, token) =>
        {
            if (context.Function is ShieldedFunction || KernelFunctionShield.Current is not { } request)
            {
                return await invoker(context, token).ConfigureAwait(false);
            }

            context.Arguments = Restored(context.Arguments, request);
            return await request.ProtectLaterAsync(await invoker(context, token).ConfigureAwait(false), token).ConfigureAwait(false);
        };
    }

    // The arguments are a view of the call that is sent back to the model: originals must not get into it.
    private static AIFunctionArguments Restored(AIFunctionArguments arguments, ShieldedRequest request)
    {
        var restored = new AIFunctionArguments { Services = arguments.Services, Context = arguments.Context };
        foreach (var (name, value) in arguments)
        {
            restored[request.Restore(name)] = ToolValue.Restore(value, request);
        }

        return restored;
    }

    private sealed class ShieldedFunction(AIFunction inner, ShieldedRequest request) : DelegatingAIFunction(inner)
    {
        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            var result = await base.InvokeCoreAsync(Restored(arguments, request), cancellationToken).ConfigureAwait(false);
            return await request.ProtectLaterAsync(result, cancellationToken).ConfigureAwait(false);
        }
    }
}
