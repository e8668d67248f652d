using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>One call that registers a service.</summary>
internal sealed class RegisteredService(IInvocationOperation call, ITypeSymbol? type, IReadOnlyList<string> typeNames, ServiceKey key)
{
    /// <summary>The call.</summary>
    public IInvocationOperation Call { get; } = call;

    /// <summary>The service type when the call names it.</summary>
    public ITypeSymbol? Type { get; } = type;

    /// <summary>The service key.</summary>
    public ServiceKey Key { get; } = key;

    /// <summary>Whether the container keeps what was registered before.</summary>
    public bool IsTry => Call.TargetMethod.Name.StartsWith("TryAdd", StringComparison.Ordinal);

    /// <summary>Whether this is a registration of <paramref name="service"/>.</summary>
    public bool IsOf(ITypeSymbol service)
    {
        if (Type is not null)
        {
            return SymbolEqualityComparer.Default.Equals(Type, service);
        }

        foreach (var name in typeNames)
        {
            if (TypeNames.Is(service, name))
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

        found.Sort(static (left, right) => left.Call.Syntax.Span.End.CompareTo(right.Call.Syntax.Span.End));
        return found;
    }

    /// <summary>The services that <paramref name="call"/> adds that are model services, by metadata name or by type.</summary>
    public static IReadOnlyList<string> ServicesOf(IInvocationOperation call)
    {
        if (ClientRules.Default.ServicesOf(call.TargetMethod.Name) is { } names)
        {
            return names;
        }

        return Array.IndexOf(ContainerMethods, call.TargetMethod.Name) >= 0 && ServiceType(call) is { } type && ClientRules.Default.IsClient(type)
            ? [TypeNames.Of(type)]
            : [];
    }

    private static RegisteredService? Of(IInvocationOperation call)
    {
        if (!TypeNames.IsOrInherits(CallProvenance.Receiver(call)?.Type, "Microsoft.Extensions.DependencyInjection.IServiceCollection") &&
            ClientRules.Default.ServicesOf(call.TargetMethod.Name) is null)
        {
            return null;
        }

        return ClientRules.Default.ServicesOf(call.TargetMethod.Name) is { } names
            ? new RegisteredService(call, null, names, Key(call))
            : new RegisteredService(call, ServiceType(call), [], Key(call));
    }

    private static ITypeSymbol? ServiceType(IInvocationOperation call)
    {
        if (!call.TargetMethod.TypeArguments.IsEmpty)
        {
            return call.TargetMethod.TypeArguments[0];
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Value is ITypeOfOperation type)
            {
                return type.TypeOperand;
            }
        }

        return null;
    }

    private static ServiceKey Key(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
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
