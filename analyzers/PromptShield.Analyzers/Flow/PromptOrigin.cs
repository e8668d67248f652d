using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>What a kernel function was made from.</summary>
internal enum FunctionOrigin
{
    /// <summary>Code: calling it reaches no model by itself.</summary>
    Code,

    /// <summary>Not known: looked up by name, or handed in.</summary>
    Unknown,

    /// <summary>A prompt: calling it sends the prompt to a model.</summary>
    Prompt,
}

/// <summary>Follows a kernel function to where it was made.</summary>
internal sealed class PromptOrigin(CompilationModel compilation)
{
    private const int Depth = 12;

    /// <summary>The origin of <paramref name="function"/>, a kernel function or plugin; a prompt when any of its values is one.</summary>
    public FunctionOrigin Of(IOperation? function, CancellationToken cancellation) => Of(function, Depth, cancellation);

    private FunctionOrigin Of(IOperation? function, int depth, CancellationToken cancellation)
    {
        if (depth == 0)
        {
            return FunctionOrigin.Unknown;
        }

        switch (function)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand, depth - 1, cancellation);
            case IInvocationOperation call:
                return Named(call.TargetMethod.Name);
            case ILocalReferenceOperation local:
                return All(compilation.Reaching(local.Local, local, cancellation), depth, cancellation);
            case IFieldReferenceOperation field when !field.Field.DeclaringSyntaxReferences.IsEmpty:
                return All(compilation.Assigned(field.Field, cancellation), depth, cancellation);
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } plugin }:
                return Of(plugin, depth - 1, cancellation);
            case IPropertyReferenceOperation property when !property.Property.DeclaringSyntaxReferences.IsEmpty:
                return All(compilation.Assigned(property.Property, cancellation), depth, cancellation);
            default:
                return FunctionOrigin.Unknown;
        }
    }

    private FunctionOrigin All(Definitions definitions, int depth, CancellationToken cancellation)
    {
        var origin = FunctionOrigin.Code;
        foreach (var definition in definitions.Items)
        {
            var next = definition.Kind == DefinitionKind.Value ? Of(definition.Value, depth - 1, cancellation) : FunctionOrigin.Unknown;
            origin = next > origin ? next : origin;
        }

        return origin;
    }

    private static FunctionOrigin Named(string method) =>
        method.IndexOf("FromPrompt", StringComparison.Ordinal) >= 0 || method.IndexOf("Yaml", StringComparison.Ordinal) >= 0 ? FunctionOrigin.Prompt
        : method.EndsWith("FromMethod", StringComparison.Ordinal) || method.EndsWith("FromType", StringComparison.Ordinal) || method.EndsWith("FromObject", StringComparison.Ordinal) ? FunctionOrigin.Code
        : FunctionOrigin.Unknown;
}
