using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Members of C# 14 extension blocks. Each has a static method beside the block that callers can name as well, so that one stands for both. The
/// analyzers also run on compilers that do not know such blocks.
/// </summary>
internal static class ExtensionMembers
{
    private const TypeKind Block = (TypeKind)14;

    /// <summary>Whether <paramref name="type"/> is an extension block.</summary>
    public static bool IsBlock(ISymbol? type) => type is INamedTypeSymbol { TypeKind: Block };

    /// <summary>The static method that callers can name instead of <paramref name="method"/>; the method itself when it is of no extension block.</summary>
    public static IMethodSymbol Callable(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!IsBlock(method.ContainingType) || method.ContainingType.ContainingType is not { } holder)
        {
            return method;
        }

        var shift = Shift(method);
        foreach (var member in holder.GetMembers(method.Name))
        {
            if (member is IMethodSymbol { IsStatic: true } candidate && candidate.Parameters.Length == method.Parameters.Length + shift && HasParameters(candidate, method, shift))
            {
                return candidate;
            }
        }

        return method;
    }

    /// <summary>The methods and accessors of the block that declares <paramref name="receiver"/>, which get it.</summary>
    public static IEnumerable<IMethodSymbol> Receiving(IParameterSymbol receiver)
    {
        if (receiver.ContainingSymbol is INamedTypeSymbol block)
        {
            foreach (var member in block.GetMembers())
            {
                if (member is IMethodSymbol { IsStatic: false } method)
                {
                    yield return method;
                }
            }
        }
    }

    /// <summary>By how much the parameters of the static method are shifted: it takes the receiver first.</summary>
    public static int Shift(IMethodSymbol method) => IsBlock(method.ContainingType) && !method.IsStatic ? 1 : 0;

    private static bool HasParameters(IMethodSymbol candidate, IMethodSymbol method, int shift)
    {
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            if (candidate.Parameters[i + shift].Type.ToDisplayString() != method.Parameters[i].Type.ToDisplayString())
            {
                return false;
            }
        }

        return true;
    }
}
