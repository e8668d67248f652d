using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow.Content;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>What rules about model calls ask alike: for the calls, and for those of their arguments that carry content.</summary>
internal static class ModelCalls
{
    private static readonly Lazy<string[]> Names = new(static () =>
    [
        .. ModelApiTable.Default.All.Where(static api => api.Role == ModelApiRole.Sink).Select(static api => api.Method).Distinct(StringComparer.Ordinal),
    ]);

    /// <summary>Asks for every model call that the catalogue knows, with its site; calls over raw HTTP are not among them.</summary>
    public static void Register(RuleRegistrar on, RuleContext context, Func<IInvocationOperation, Site, CancellationToken, Site?> judge)
    {
        if (!context.HasModels)
        {
            return;
        }

        foreach (var name in Names.Value)
        {
            on.Call(name, (call, cancellation) => context.Model.ModelCalls.Judge(call, cancellation) is { } site ? judge(call, site, cancellation) : null);
        }
    }

    /// <summary>The arguments that can carry content: no options, settings or tokens.</summary>
    public static IEnumerable<IArgumentOperation> Contents(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { Type: var type } parameter && ContentTypes.CanHold(type)
                && !(parameter.Ordinal == 0 && call.TargetMethod.IsExtensionMethod)
                && !type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.Name.EndsWith("Settings", StringComparison.Ordinal)
                && type.Name is not ("Kernel" or "KernelArguments" or "AgentThread" or "AgentSession"))
            {
                yield return argument;
            }
        }
    }
}
