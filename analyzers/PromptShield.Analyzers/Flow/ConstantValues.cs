using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>The constant that an expression stands for, also through a variable or member of this compilation that never holds another.</summary>
internal static class ConstantValues
{
    private const int Depth = 4;

    /// <summary>The constant of <paramref name="value"/>; for an enumeration its number; null when it is none, or one of several.</summary>
    public static object? Of(IOperation? value, CompilationModel model, CancellationToken cancellation) => Of(value, model, Depth, cancellation);

    private static object? Of(IOperation? value, CompilationModel model, int depth, CancellationToken cancellation)
    {
        if (value is null || depth == 0)
        {
            return null;
        }

        return value.ConstantValue.HasValue
            ? value.ConstantValue.Value
            : value switch
            {
                IConversionOperation conversion => Of(conversion.Operand, model, depth, cancellation),
                IParenthesizedOperation inner => Of(inner.Operand, model, depth, cancellation),
                ILocalReferenceOperation local => OfAll(model.Reaching(local.Local, local, cancellation), model, depth - 1, cancellation),
                IFieldReferenceOperation field when model.Declares(field.Field) => OfAll(model.Assigned(field.Field.OriginalDefinition, cancellation), model, depth - 1, cancellation),
                _ => null,
            };
    }

    private static object? OfAll(Definitions definitions, CompilationModel model, int depth, CancellationToken cancellation)
    {
        object? constant = null;
        foreach (var definition in definitions.Items)
        {
            if (definition.Kind != DefinitionKind.Value || Of(definition.Value, model, depth, cancellation) is not { } one || (constant is not null && !constant.Equals(one)))
            {
                return null;
            }

            constant = one;
        }

        return definitions.IsExhausted ? null : constant;
    }
}
