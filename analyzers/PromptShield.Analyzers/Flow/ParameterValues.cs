using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>What a call passes for a parameter: arguments stand in the order of their evaluation, and named ones are evaluated as they are written.</summary>
internal static class ParameterValues
{
    /// <summary>The value for the parameter at <paramref name="ordinal"/>; null when the method has none there.</summary>
    public static IOperation? Of(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
