using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>The value that an expression gives where it stands.</summary>
internal static class ConvertedValue
{
    /// <summary><paramref name="operation"/>, or the call of a conversion operator that the compiler puts around it: that decides which object it is.</summary>
    public static IOperation? Of(IOperation? operation) =>
        operation?.Parent is IConversionOperation { IsImplicit: true, OperatorMethod: not null } conversion ? conversion : operation;
}
