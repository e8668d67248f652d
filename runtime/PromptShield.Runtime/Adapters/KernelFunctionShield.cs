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
        // The arguments belong to the call that is sent back to the model: originals are in them only while the function runs.
        var arguments = context.Arguments;
        var placeholders = arguments is null ? [] : arguments.ToArray();
        try
        {
            foreach (var (name, value) in placeholders)
            {
                arguments![name] = ToolValue.Restore(value, request);
            }

            await next(context).ConfigureAwait(false);
        }
        finally
        {
            foreach (var (name, value) in placeholders)
            {
                arguments![name] = value;
            }
        }

        var result = context.Result.GetValue<object>();
        var safe = await request.ProtectLaterAsync(result, context.CancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(safe, result))
        {
            context.Result = new FunctionResult(context.Result, safe);
        }
    }
}
