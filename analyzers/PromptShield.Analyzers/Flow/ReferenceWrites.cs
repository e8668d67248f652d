using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>Methods that take a variable by reference and are known to store one of their arguments in it, or nothing.</summary>
internal static class ReferenceWrites
{
    private static readonly (string Type, string Method, string? Stored)[] Known =
    [
        ("Interlocked", "Exchange", "value"),
        ("Interlocked", "CompareExchange", "value"),
        ("Volatile", "Write", "value"),
        ("Volatile", "Read", null),
        ("LazyInitializer", "EnsureInitialized", "valueFactory"),
    ];

    /// <summary>Whether it is known what the callee stores in <paramref name="argument"/>; <paramref name="value"/> is null when it stores nothing.</summary>
    public static bool TryValueOf(IArgumentOperation argument, out IOperation? value)
    {
        value = null;
        if (argument.Parameter?.RefKind is RefKind.In or RefKind.RefReadOnlyParameter)
        {
            return true;
        }

        if (argument.Parent is not IInvocationOperation call || call.TargetMethod.ContainingNamespace?.ToDisplayString() != "System.Threading")
        {
            return false;
        }

        foreach (var (type, method, stored) in Known)
        {
            if (call.TargetMethod.Name == method && call.TargetMethod.ContainingType.Name == type)
            {
                value = stored is null ? null : ArgumentOf(call, stored);
                return stored is null || value is not null;
            }
        }

        return false;
    }

    private static IOperation? ArgumentOf(IInvocationOperation call, string parameter)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == parameter)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
