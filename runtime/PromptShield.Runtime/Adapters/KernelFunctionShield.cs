using Microsoft.SemanticKernel;

namespace PromptShield;

/// <summary>
/// Stands around the functions that a connector calls by itself: no other layer of Semantic Kernel sees their results before the model does. Added to a clone of the
/// kernel for one request, so that it knows the placeholders of that request; or, where the kernel cannot be exchanged, to the kernel itself, and then it finds the
/// request in the flow of execution and does nothing outside of one.
/// </summary>
internal sealed class KernelFunctionShield(ShieldedRequest? known) : IAutoFunctionInvocationFilter
{
    private static readonly AsyncLocal<ShieldedRequest?> Ambient = new();

    /// <summary>The request that called down to here, or null.</summary>
    internal static ShieldedRequest? Current => Ambient.Value;

    /// <summary>Makes the request known to what is called from here on.</summary>
    internal static void Enter(ShieldedRequest request) => Ambient.Value = request;

    /// <summary>Puts the filter into the kernel that function-calling options carry; false if they carry none.</summary>
    internal static bool TryEnsure(object options)
    {
        // The type of the options is internal to Semantic Kernel; its members are not.
        if (options.GetType().GetProperty("Kernel")?.GetValue(options) is not Kernel kernel)
        {
            return false;
        }

        var filters = kernel.AutoFunctionInvocationFilters;
        lock (filters)
        {
            if (!filters.Any(static filter => filter is KernelFunctionShield))
            {
                filters.Insert(0, new KernelFunctionShield(null));
            }
        }

        return true;
    }

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
        if ((known ?? Current) is not { } request)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

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
