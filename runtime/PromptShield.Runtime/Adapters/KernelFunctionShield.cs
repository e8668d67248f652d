using Microsoft.SemanticKernel;

namespace PromptShield;

/// <summary>
/// Stands around the functions that a connector calls by itself: no other layer of Semantic Kernel sees their results before the model does. Added to a clone of the
/// kernel for one request, so that it knows the placeholders of that request.
/// </summary>
internal sealed class KernelFunctionShield(ShieldedRequest request) : IAutoFunctionInvocationFilter
{
    internal static Kernel? Around(Kernel? kernel, ShieldedRequest request)
    {
        if (kernel is null || kernel.Plugins.Count == 0)
        {
            return kernel;
        }

        var clone = kernel.Clone();
        clone.AutoFunctionInvocationFilters.Insert(0, new KernelFunctionShield(request));
        return clone;
    }

    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        if (context.Arguments is { } arguments)
        {
            foreach (var name in arguments.Names.ToArray())
            {
                arguments[name] = ToolValue.Restore(arguments[name], request);
            }
        }

        await next(context).ConfigureAwait(false);
        var result = context.Result.GetValue<object>();
        var safe = await request.ProtectLaterAsync(result, context.CancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(safe, result))
        {
            context.Result = new FunctionResult(context.Result, safe);
        }
    }
}
