using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Which service collection a call is made on: the variable, what was assigned to it, and the path of members from there.</summary>
internal sealed class Containers(CompilationModel compilation)
{
    private const string ServiceCollection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";

    /// <summary>Whether two operations concern one collection; false when it is not known which one either concerns.</summary>
    public bool AreSame(IOperation? left, IOperation? right, CancellationToken cancellation) =>
        Of(left, cancellation) is { } one && Of(right, cancellation) is { } other &&
        SymbolEqualityComparer.Default.Equals(one.Root, other.Root) && one.Made == other.Made && one.Path == other.Path;

    /// <summary>The parameter that holds the collection that <paramref name="operation"/> concerns; null when it is made, or kept, otherwise.</summary>
    public IParameterSymbol? ParameterOf(IOperation operation, CancellationToken cancellation) =>
        Of(operation, cancellation) is { Root: IParameterSymbol parameter, Path.Length: 0 } ? parameter : null;

    /// <summary>Calls concern one container when their chains start at the same object, with <c>.Services</c> of a builder taken as the builder.</summary>
    private (ISymbol? Root, SyntaxNode? Made, string Path)? Of(IOperation? operation, CancellationToken cancellation)
    {
        var path = string.Empty;
        for (var i = 0; i < FlowBudget.Depth; i++)
        {
            switch (operation)
            {
                case IInvocationOperation call when CallProvenance.Receiver(call) is { } receiver:
                    operation = receiver;
                    break;
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IPropertyReferenceOperation { Property.Name: "Services", Instance: { } instance }:
                    operation = instance;
                    break;
                case ILocalReferenceOperation local:
                    var definitions = compilation.Reaching(local.Local, local, cancellation).Items;
                    if (definitions.Length != 1)
                    {
                        return null;
                    }

                    var value = definitions[0].Value;
                    if (!IsAlias(value))
                    {
                        return (local.Local, value?.Syntax, path);
                    }

                    operation = value;
                    break;
                case IParameterReferenceOperation parameter:
                    var passed = compilation.Reaching(parameter.Parameter, parameter, cancellation).Items;
                    return passed.Length == 1 && passed[0].Kind == DefinitionKind.Parameter ? (parameter.Parameter, null, path) : null;
                case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member:
                    return (member.Member, null, path);
                case IMemberReferenceOperation member:
                    path = "." + member.Member.Name + path;
                    operation = member.Instance;
                    break;
                case IObjectCreationOperation creation:
                    return (null, creation.Syntax, path);
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether a variable that holds <paramref name="value"/> is another name of a collection that has one.</summary>
    private static bool IsAlias(IOperation? value) => value switch
    {
        IConversionOperation conversion => IsAlias(conversion.Operand),
        IPropertyReferenceOperation { Property.Name: "Services" } or ILocalReferenceOperation or IParameterReferenceOperation => true,
        IInvocationOperation call => TypeNames.IsOrInherits(call.Type, ServiceCollection) && TypeNames.IsOrInherits(CallProvenance.Receiver(call)?.Type, ServiceCollection),
        _ => false,
    };
}
