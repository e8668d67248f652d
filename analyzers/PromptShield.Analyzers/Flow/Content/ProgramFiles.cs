using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>
/// Files that belong to the program, such as templates of prompts: their path is fixed in the code, below the folder of the program or relative to it.
/// What stands in them is as trusted as the code.
/// </summary>
internal static class ProgramFiles
{
    private const int MaxDepth = 6;

    /// <summary>Whether <paramref name="call"/> reads such a file.</summary>
    public static bool Reads(IInvocationOperation call, CompilationModel compilation, CancellationToken cancellation)
    {
        if (!PersonalDataTypes.IsIn(call.TargetMethod.ContainingType, "System"))
        {
            return false;
        }

        switch (call.TargetMethod.ContainingType.Name)
        {
            case "File":
                return call.Arguments.Length > 0 && IsFixed(call.Arguments[0].Value, compilation, 0, cancellation);
            case "StreamReader" or "TextReader" when call.Instance is ILocalReferenceOperation reader:
                foreach (var definition in compilation.Reaching(reader.Local, reader, cancellation).Items)
                {
                    if (!IsFixed(definition.Value, compilation, 0, cancellation))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    private static bool IsFixed(IOperation? value, CompilationModel compilation, int depth, CancellationToken cancellation)
    {
        if (value is null || depth > MaxDepth)
        {
            return false;
        }

        if (value.ConstantValue.HasValue)
        {
            return true;
        }

        switch (value)
        {
            case IConversionOperation conversion:
                return IsFixed(conversion.Operand, compilation, depth, cancellation);
            case IPropertyReferenceOperation { Property.Name: "BaseDirectory" or "ContentRootPath" or "WebRootPath" or "CurrentDirectory" or "Location" }:
                return true;
            case IInvocationOperation { TargetMethod.Name: "GetExecutingAssembly" or "GetEntryAssembly" or "GetCurrentDirectory" or "GetManifestResourceStream" }:
                return true;
            case IInvocationOperation { TargetMethod: { Name: "Combine" or "Join" or "GetDirectoryName" or "GetFullPath", ContainingType.Name: "Path" } } path:
                return AllFixed(path.Arguments, compilation, depth, cancellation);
            case IArrayCreationOperation { Initializer: { } items }:
                return AllFixed(items.ElementValues, compilation, depth, cancellation);
            case IObjectCreationOperation { Type.Name: "StreamReader" or "FileStream" } opened:
                return opened.Arguments.Length > 0 && IsFixed(opened.Arguments[0].Value, compilation, depth + 1, cancellation);
            case IInvocationOperation { TargetMethod: { Name: "OpenText" or "OpenRead", ContainingType.Name: "File" } } opened:
                return IsFixed(opened.Arguments[0].Value, compilation, depth + 1, cancellation);
            case ILocalReferenceOperation local:
                return AllFixed(compilation.Reaching(local.Local, local, cancellation), compilation, depth, cancellation);
            case IFieldReferenceOperation field when compilation.Declares(field.Field):
                return AllFixed(compilation.Assigned(field.Field, cancellation), compilation, depth, cancellation);
            default:
                return false;
        }
    }

    private static bool AllFixed<T>(IEnumerable<T> operations, CompilationModel compilation, int depth, CancellationToken cancellation)
        where T : IOperation
    {
        foreach (var operation in operations)
        {
            if (!IsFixed(operation is IArgumentOperation argument ? argument.Value : operation, compilation, depth + 1, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllFixed(Definitions definitions, CompilationModel compilation, int depth, CancellationToken cancellation)
    {
        foreach (var definition in definitions.Items)
        {
            if (definition.Kind != DefinitionKind.Value || !IsFixed(definition.Value, compilation, depth + 1, cancellation))
            {
                return false;
            }
        }

        return !definitions.Items.IsEmpty && !definitions.IsExhausted;
    }
}
