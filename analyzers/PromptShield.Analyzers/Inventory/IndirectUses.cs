using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>
/// Counts the ways to a sink that leave no call to judge: a log method that becomes a delegate, and reflection on a type of a model API. Thread-safe.
/// </summary>
internal sealed class IndirectUses(CompilationModel compilation, PersonalDataSinks sinks)
{
    private const int MaxDepth = 4;
    private int methodGroups;
    private int reflections;

    /// <summary>The kinds of operation to look at.</summary>
    public ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(OperationKind.MethodReference, OperationKind.Invocation);

    /// <summary>How many log methods became delegates.</summary>
    public int MethodGroups => methodGroups;

    /// <summary>How many calls reach for members or instances of a model API by reflection.</summary>
    public int Reflections => reflections;

    /// <summary>Counts <paramref name="operation"/> if it is such a use.</summary>
    public void Look(IOperation operation, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IMethodReferenceOperation group when sinks.IsSink(group):
                Interlocked.Increment(ref methodGroups);
                break;
            case IInvocationOperation call when IsReflection(call, cancellation):
                Interlocked.Increment(ref reflections);
                break;
        }
    }

    private bool IsReflection(IInvocationOperation call, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "CreateInstance" when TypeNames.Is(method.ContainingType, "System.Activator"):
                return method.TypeArguments.Length == 1
                    ? ModelCatalog.IsModelType(method.TypeArguments[0])
                    : IsModel(First(call), 0, cancellation);
            case "InvokeMember" or "GetMethod" or "GetMethods" or "GetMember" or "GetMembers" or "GetConstructor" or "GetConstructors"
                when TypeNames.IsOrInherits(method.ContainingType, "System.Type"):
                return IsModel(call.Instance, 0, cancellation);
            case "GetRuntimeMethod" or "GetRuntimeMethods" or "GetMethod" or "GetMethods" or "GetMember" or "GetMembers"
                when method.ContainingType.Name is "RuntimeReflectionExtensions" or "TypeExtensions":
                return IsModel(First(call), 0, cancellation);
            default:
                return false;
        }
    }

    /// <summary>Whether the value of an expression of type <see cref="Type"/> can be a type of a model API.</summary>
    private bool IsModel(IOperation? type, int depth, CancellationToken cancellation)
    {
        while (type is IConversionOperation conversion)
        {
            type = conversion.Operand;
        }

        switch (type)
        {
            case ITypeOfOperation named:
                return ModelCatalog.IsModelType(named.TypeOperand);
            case IInvocationOperation { TargetMethod.Name: nameof(GetType), Instance: { } instance }:
                return ModelCatalog.IsModelType(instance.Type);
            case IInvocationOperation { TargetMethod: { Name: nameof(GetType), IsStatic: true } } byName:
                return First(byName)?.ConstantValue.Value is string name && ModelApiTable.Default.OnType(name.Split(',')[0].Trim()).Count > 0;
            case ILocalReferenceOperation local when depth < MaxDepth:
                return IsModel(compilation.Reaching(local.Local, local, cancellation), depth, cancellation);
            case IFieldReferenceOperation field when depth < MaxDepth && compilation.Declares(field.Field):
                return IsModel(compilation.Assigned(field.Field, cancellation), depth, cancellation);
            default:
                return false;
        }
    }

    private static IOperation? First(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private bool IsModel(Definitions definitions, int depth, CancellationToken cancellation)
    {
        foreach (var definition in definitions.Items)
        {
            if (definition.Kind == DefinitionKind.Value && IsModel(definition.Value, depth + 1, cancellation))
            {
                return true;
            }
        }

        return false;
    }
}
