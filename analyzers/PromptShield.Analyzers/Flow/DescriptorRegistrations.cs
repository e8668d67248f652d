using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Service descriptors as registrations. Wherever a descriptor is made it can get into a collection; it takes the place of others only when it is
/// added right there.
/// </summary>
internal static class DescriptorRegistrations
{
    private const string Descriptor = "Microsoft.Extensions.DependencyInjection.ServiceDescriptor";

    private static readonly string[] Factories =
        ["Singleton", "Scoped", "Transient", "KeyedSingleton", "KeyedScoped", "KeyedTransient", "Describe", "DescribeKeyed"];

    /// <summary>Every expression of the compilation that makes a descriptor.</summary>
    public static IEnumerable<IOperation> Made(CompilationModel compilation, CancellationToken cancellation)
    {
        foreach (var name in Factories)
        {
            foreach (var node in compilation.Invocations(name))
            {
                if (compilation.OperationOf(node, cancellation) is IInvocationOperation call && TypeNames.Is(call.TargetMethod.ContainingType, Descriptor))
                {
                    yield return call;
                }
            }
        }

        foreach (var node in compilation.Creations("ServiceDescriptor"))
        {
            if (compilation.OperationOf(node, cancellation) is IObjectCreationOperation creation && TypeNames.Is(creation.Type, Descriptor))
            {
                yield return creation;
            }
        }
    }

    /// <summary>The call on a collection that gets <paramref name="descriptor"/>; null when it goes elsewhere first.</summary>
    public static IInvocationOperation? AddedBy(IOperation descriptor)
    {
        var parent = descriptor.Parent;
        while (parent is IConversionOperation or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        return parent is IInvocationOperation call && TypeNames.IsOrInherits(CallProvenance.Receiver(call)?.Type, RegisteredServices.Collection) ? call : null;
    }

    /// <summary>The descriptor that <paramref name="call"/> is given; null when it is no such call, or the descriptor is not made right there.</summary>
    public static IOperation? GivenTo(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (TypeNames.Is(value.Type, Descriptor) && value is IInvocationOperation or IObjectCreationOperation)
            {
                return value;
            }
        }

        return null;
    }
}
