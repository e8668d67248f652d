using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>One call that registers a service, or makes a descriptor of one.</summary>
internal sealed class RegisteredService(IOperation call, IOperation place, ITypeSymbol? type, IReadOnlyList<string> typeNames, ServiceKey key)
{
    /// <summary>The call or creation that says what is registered.</summary>
    public IOperation Call { get; } = call;

    /// <summary>The call on the collection; the same as <see cref="Call"/> unless that only makes a descriptor.</summary>
    public IOperation Place { get; } = place;

    /// <summary>The service type when the call names it.</summary>
    public ITypeSymbol? Type { get; } = type;

    /// <summary>Metadata names of the service types when only the name of the call tells them.</summary>
    public IReadOnlyList<string> TypeNames { get; } = typeNames;

    /// <summary>The service key.</summary>
    public ServiceKey Key { get; } = key;

    /// <summary>Whether the container keeps what was registered before.</summary>
    public bool IsTry => Place is IInvocationOperation { TargetMethod.Name: { } name } && name != "TryAddEnumerable" && name.StartsWith("TryAdd", StringComparison.Ordinal);

    /// <summary>Whether it becomes the last registration, so that the container uses it and none before.</summary>
    public bool IsLast => !IsTry && (Place == Call ? Call is IInvocationOperation { TargetMethod.IsExtensionMethod: true } : Place is IInvocationOperation { TargetMethod.Name: "Add" or "Replace" });

    /// <summary>Whether this is a registration of <paramref name="service"/>.</summary>
    public bool IsOf(ITypeSymbol service)
    {
        if (Type is not null)
        {
            return SymbolEqualityComparer.Default.Equals(Type, service);
        }

        foreach (var name in TypeNames)
        {
            if (Catalog.TypeNames.Is(service, name))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Finds the calls of a compilation that register services.</summary>
internal static class RegisteredServices
{
    /// <summary>Metadata name of the Semantic Kernel's kernel.</summary>
    public const string Kernel = "Microsoft.SemanticKernel.Kernel";

    /// <summary>Metadata name of a service collection.</summary>
    public const string Collection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";

    private static readonly string[] ContainerMethods =
    [
        "AddSingleton", "AddScoped", "AddTransient", "TryAddSingleton", "TryAddScoped", "TryAddTransient",
        "AddKeyedSingleton", "AddKeyedScoped", "AddKeyedTransient", "TryAddKeyedSingleton", "TryAddKeyedScoped", "TryAddKeyedTransient",
    ];

    /// <summary>Every registration, in source order within a file; null when there are more than the budget allows.</summary>
    public static List<RegisteredService>? Find(CompilationModel compilation, CancellationToken cancellation)
    {
        var found = new List<RegisteredService>();
        foreach (var name in ContainerMethods.Concat(ClientRules.Default.ServiceMethods))
        {
            foreach (var node in compilation.Invocations(name))
            {
                if (found.Count >= FlowBudget.Candidates * 8)
                {
                    return null;
                }

                if (compilation.OperationOf(node, cancellation) is IInvocationOperation call && Of(call) is { } service)
                {
                    found.Add(service);
                }
            }
        }

        foreach (var descriptor in DescriptorRegistrations.Made(compilation, cancellation))
        {
            if (found.Count >= FlowBudget.Candidates * 8)
            {
                return null;
            }

            found.Add(new RegisteredService(descriptor, (IOperation?)DescriptorRegistrations.AddedBy(descriptor) ?? descriptor, ServiceType(descriptor), [], Key(descriptor)));
        }

        found.Sort(static (left, right) => left.Place.Syntax.Span.End.CompareTo(right.Place.Syntax.Span.End));
        return found;
    }

    /// <summary>The services that <paramref name="call"/> adds that are model services, by metadata name or by type.</summary>
    public static IReadOnlyList<string> ServicesOf(IOperation call)
    {
        if (call is IInvocationOperation invocation)
        {
            if (ClientRules.Default.ServicesOf(invocation.TargetMethod.Name) is { } names)
            {
                return names;
            }

            call = DescriptorRegistrations.GivenTo(invocation) ?? call;
            if (call == invocation && Array.IndexOf(ContainerMethods, invocation.TargetMethod.Name) < 0 && !TypeNames.Is(invocation.Type, "Microsoft.Extensions.DependencyInjection.ServiceDescriptor"))
            {
                return [];
            }
        }

        return ServiceType(call) is { } type && ClientRules.Default.IsClient(type) ? [TypeNames.Of(type)] : [];
    }

    /// <summary>The arguments that say what is registered, without the collection.</summary>
    public static IEnumerable<IArgumentOperation> Given(IOperation call) => call switch
    {
        IInvocationOperation { Instance: null, TargetMethod.IsExtensionMethod: true } extension => extension.Arguments.Skip(1),
        IInvocationOperation invocation => invocation.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => [],
    };

    /// <summary>The type that the container makes; the service itself when the call names no other.</summary>
    public static ITypeSymbol? ImplementationType(IOperation call)
    {
        if (call is IInvocationOperation { TargetMethod.TypeArguments: { IsEmpty: false } arguments })
        {
            return arguments[arguments.Length - 1];
        }

        ITypeSymbol? last = null;
        foreach (var argument in Given(call))
        {
            last = argument.Value is ITypeOfOperation type ? type.TypeOperand : last;
        }

        return last;
    }

    private static RegisteredService? Of(IInvocationOperation call)
    {
        if (!TypeNames.IsOrInherits(CallProvenance.Receiver(call)?.Type, Collection) &&
            ClientRules.Default.ServicesOf(call.TargetMethod.Name) is null)
        {
            return null;
        }

        return ClientRules.Default.ServicesOf(call.TargetMethod.Name) is { } names
            ? new RegisteredService(call, call, null, names, Key(call))
            : new RegisteredService(call, call, ServiceType(call), [], Key(call));
    }

    private static ITypeSymbol? ServiceType(IOperation call)
    {
        if (call is IInvocationOperation { TargetMethod.TypeArguments: { IsEmpty: false } arguments })
        {
            return arguments[0];
        }

        foreach (var argument in Given(call))
        {
            if (argument.Value is ITypeOfOperation type)
            {
                return type.TypeOperand;
            }
        }

        return null;
    }

    private static ServiceKey Key(IOperation call)
    {
        foreach (var argument in Given(call))
        {
            if (argument.Parameter?.Name is "serviceKey" or "serviceId")
            {
                var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
                return value.ConstantValue.HasValue ? ServiceKey.Of(value.ConstantValue.Value) : ServiceKey.Any;
            }
        }

        return ServiceKey.None;
    }

    /// <summary>The whole chain that continues <paramref name="call"/>: <c>services.AddX(…).UseY().UseZ()</c>.</summary>
    public static SyntaxNode Chain(SyntaxNode call)
    {
        while (call.Parent is MemberAccessExpressionSyntax access && access.Expression == call && access.Parent is InvocationExpressionSyntax next)
        {
            call = next;
        }

        return call;
    }
}
