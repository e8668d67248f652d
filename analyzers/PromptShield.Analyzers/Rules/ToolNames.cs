using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>The name and the code of a tool, out of the call or the attribute that makes a method one.</summary>
internal static class ToolNames
{
    private static readonly string[] Parameters = ["name", "functionName"];
    private static readonly string[] Members = ["Name", "FunctionName"];

    /// <summary>The name that an attribute gives; null when the method's own holds.</summary>
    public static string? OfAttribute(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Name", Value.Value: string named })
            {
                return named;
            }
        }

        return attribute.ConstructorArguments is { Length: > 0 } arguments && arguments[0].Value is string name ? name : null;
    }

    /// <summary>The name that a call gives a tool, null when the method's own holds; false when it gives one that is not constant.</summary>
    public static bool TryGiven(IInvocationOperation call, CompilationModel compilation, CancellationToken cancellation, out string? name)
    {
        name = null;
        foreach (var argument in call.Arguments)
        {
            if (SeenObject.IsNothing(argument) || argument.Parameter is not { } parameter)
            {
                continue;
            }

            if (Array.IndexOf(Parameters, parameter.Name) >= 0)
            {
                name = argument.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
                return name is not null;
            }

            if (parameter.Name == "options")
            {
                return SeenObject.Of(argument.Value, compilation, cancellation) is { } options && TryGiven(options, out name);
            }
        }

        return true;
    }

    /// <summary>The method and the code behind a call that makes a tool; both null when the source does not show them.</summary>
    public static (IMethodSymbol? Method, SyntaxNode? Code) Target(IInvocationOperation call, CompilationModel compilation, CancellationToken cancellation)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == "method")
            {
                return Target(argument.Value, compilation, 6, cancellation);
            }
        }

        return (null, null);
    }

    private static bool TryGiven(SeenObject options, out string? name)
    {
        name = null;
        foreach (var member in Members)
        {
            foreach (var value in options.Values(member))
            {
                name = value?.ConstantValue is { HasValue: true, Value: string text } ? text : null;
                return name is not null;
            }
        }

        return true;
    }

    private static (IMethodSymbol? Method, SyntaxNode? Code) Target(IOperation? value, CompilationModel compilation, int depth, CancellationToken cancellation)
    {
        switch (value)
        {
            case IConversionOperation conversion when depth > 0:
                return Target(conversion.Operand, compilation, depth - 1, cancellation);
            case IDelegateCreationOperation creation when depth > 0:
                return Target(creation.Target, compilation, depth - 1, cancellation);
            case IMethodReferenceOperation reference:
                var declarations = reference.Method.DeclaringSyntaxReferences;
                return (reference.Method, declarations.IsEmpty ? null : declarations[0].GetSyntax(cancellation));
            case IAnonymousFunctionOperation function:
                return (function.Symbol, function.Syntax);
            case ILocalReferenceOperation local when depth > 0 && compilation.Reaching(local.Local, local, cancellation) is { IsExhausted: false, Items: { Length: 1 } items }:
                return Target(items[0].Value, compilation, depth - 1, cancellation);
            default:
                return (null, null);
        }
    }
}
