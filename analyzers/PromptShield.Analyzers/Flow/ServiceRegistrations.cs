using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges services by the registrations of this compilation.</summary>
internal sealed class ServiceRegistrations(CompilationModel compilation, ClientProvenance provenance)
{
    private readonly ConcurrentDictionary<SyntaxNode, GuardVerdict> known = new();
    private readonly Containers containers = new(compilation);
    private readonly ContainerShield shields = new(compilation, new Containers(compilation));
    private readonly Removals removals = new(compilation);
    private readonly ConcurrentDictionary<ITypeSymbol, List<RegisteredService>> offered = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ServiceRequest, GuardVerdict> judged = new();
    private List<RegisteredService>? services;
    private HashSet<ISymbol>? made;
    private bool isLoaded;

    /// <summary>HTTP clients by name and by type.</summary>
    public HttpClientRegistrations HttpClients { get; } = new(compilation);

    /// <summary>Whether an attribute says that the container sets <paramref name="symbol"/>.</summary>
    public static bool IsInjected(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute" or "InjectAttribute")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the container makes <paramref name="type"/>, so that it also supplies the constructor's <paramref name="parameter"/>.</summary>
    public bool IsRegistered(INamedTypeSymbol? type, IParameterSymbol parameter)
    {
        if (type is null || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } || All(default) is not { } all)
        {
            return false;
        }

        var types = Volatile.Read(ref made) ?? MadeBy(all);
        Volatile.Write(ref made, types);
        return types.Contains(type);
    }

    /// <summary>Judges the service that a parameter or property asks for; null when nothing here registers it.</summary>
    public GuardVerdict? Judge(ITypeSymbol service, ISymbol requester, ProvenanceTrace trace)
    {
        if (TypeNames.Is(service, "System.Net.Http.HttpClient") && HttpClients.JudgeTyped(requester.ContainingType, trace.Cancellation) is { } typed)
        {
            return typed;
        }

        return Judge(service, Debt.KeyOf(requester), null, trace);
    }

    /// <summary>Judges the service that is asked for with <paramref name="key"/>; null when nothing here registers it.</summary>
    public GuardVerdict? Judge(ITypeSymbol service, ServiceKey key, IOperation? site, ProvenanceTrace trace)
    {
        if (All(trace.Cancellation) is not { } all)
        {
            return GuardVerdict.Exhausted(site?.Syntax);
        }

        var request = new ServiceRequest(service, key);
        if (judged.TryGetValue(request, out var answer))
        {
            return answer;
        }

        if (!offered.TryGetValue(service, out var offers))
        {
            offers = offered.GetOrAdd(service, all.FindAll(candidate => candidate.IsOf(service)));
        }

        var matching = offers.FindAll(candidate => key.Matches(candidate.Key));
        GuardVerdict? verdict = null;
        foreach (var candidate in matching)
        {
            if (!IsReplaced(candidate, matching, trace.Cancellation))
            {
                verdict = (verdict ?? GuardVerdict.NoValue).Join(JudgeRegistration(candidate, service, trace));
            }
        }

        verdict ??= TypeNames.Is(service, RegisteredServices.Kernel) ? JudgeKernel(trace) : null;
        verdict = verdict?.Owing(Debt.OpenService(service, key));
        return verdict is null || trace.IsCut ? verdict : judged.GetOrAdd(request, verdict);
    }

    /// <summary>Judges a kernel that takes its services from the container: all model services that are registered here.</summary>
    public GuardVerdict? JudgeKernel(ProvenanceTrace trace)
    {
        GuardVerdict? verdict = null;
        foreach (var candidate in All(trace.Cancellation) ?? [])
        {
            if (IsOfKernel(candidate))
            {
                verdict = (verdict ?? GuardVerdict.NoValue).Join(JudgeRegistration(candidate, null, trace));
            }
        }

        return verdict;
    }

    /// <summary>Whether a kernel can take this service from the container: it asks for the common abstractions, never for the client of an SDK.</summary>
    public static bool IsOfKernel(RegisteredService service) =>
        service.Type?.Name != "Kernel" && RegisteredServices.ServicesOf(service.Call).Any(static name => name.StartsWith("Microsoft.", StringComparison.Ordinal));

    /// <summary>Judges the client that <c>AddChatClient</c> and its like put at the inner end of their builder chain.</summary>
    public GuardVerdict JudgeInner(IInvocationOperation call, ProvenanceTrace trace) => JudgeAdded(call, Reasons.RegisteredWithoutShield, trace);

    /// <summary>Judges the client that a registering call adds, without what is chained to the call.</summary>
    public GuardVerdict JudgeAdded(IOperation call, string reason, ProvenanceTrace trace)
    {
        call = call is IInvocationOperation given ? DescriptorRegistrations.GivenTo(given) ?? call : call;
        var verdict = GuardVerdict.NoValue;
        foreach (var argument in RegisteredServices.Given(call))
        {
            var value = argument.Value;
            value = value is IConversionOperation conversion ? conversion.Operand : value;
            if (argument.ArgumentKind == ArgumentKind.Explicit &&
                (value is IDelegateCreationOperation { Type.Name: "Func" } || HoldsClient(value.Type) || ClientRules.Default.CarriesGuard(value.Type)))
            {
                verdict = verdict.Join(provenance.Judge(value, trace));
            }
        }

        verdict = verdict.State is null ? JudgeImplementation(call, trace) : verdict;

        // A shield around the registration is the remedy, unless own middleware would stand inside of it.
        return verdict.State is null or GuardState.Unguarded && (verdict.Gap & ShieldGap.Inside) == 0 && verdict.Reason is not (Reasons.MiddlewareInsideShield or Reasons.ShieldBeforeFunctionInvocation or Reasons.GuardBypass)
            ? GuardVerdict.Unguarded(reason, "'" + NameOf(call) + "' registers the client without the shield", call.Syntax, verdict.Provider).WithGap(verdict.Gap)
            : verdict;
    }

    private static bool HoldsClient(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Lazy" or "Task", TypeArguments: { Length: 1 } held } && ClientRules.Default.CarriesGuard(held[0]);

    private static string NameOf(IOperation call) => call is IInvocationOperation invocation ? invocation.TargetMethod.Name : "ServiceDescriptor";

    private GuardVerdict JudgeImplementation(IOperation call, ProvenanceTrace trace)
    {
        var verdict = GuardVerdict.NoValue;
        if (RegisteredServices.ImplementationType(call) is not INamedTypeSymbol implementation)
        {
            return verdict;
        }

        if (ShieldIdentity.Declares(implementation))
        {
            return GuardVerdict.Guarded(call.Syntax);
        }

        if (implementation.DeclaringSyntaxReferences.IsEmpty || !trace.TryEnter(implementation))
        {
            return verdict;
        }

        foreach (var constructor in implementation.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (ClientRules.Default.CarriesGuard(parameter.Type))
                {
                    verdict = verdict.Join(Judge(parameter.Type, parameter, trace) ?? GuardVerdict.NoValue);
                }
            }

            foreach (var value in BaseArguments.Of(compilation, constructor, trace.Cancellation))
            {
                if (ClientRules.Default.CarriesGuard(value.Type))
                {
                    verdict = verdict.Join(provenance.Judge(value, trace));
                }
            }
        }

        trace.Leave(implementation);
        verdict = verdict.State is null && OwnCode.CanAddContent(implementation) ? Unsupplied(implementation, call) : verdict;
        return OwnCode.CanAddContent(implementation) ? verdict.WithGap(ShieldGap.Inside) : verdict;
    }

    private static GuardVerdict Unsupplied(INamedTypeSymbol implementation, IOperation call) =>
        GuardVerdict.Unguarded(Reasons.RegisteredWithoutShield, "'" + implementation.Name + "' is registered without the shield", call.Syntax);

    /// <summary>Judges what one registration supplies for <paramref name="requested"/>.</summary>
    public GuardVerdict JudgeRegistration(RegisteredService service, ITypeSymbol? requested, ProvenanceTrace trace)
    {
        var call = service.Call;
        if (known.TryGetValue(call.Syntax, out var verdict))
        {
            return verdict;
        }

        // The container calls the factory: the frames of the walk that asks do not apply inside of it.
        var frame = trace.Frame;
        trace.Frame = null;
        var chain = Continued(RegisteredServices.Chain(call.Syntax), trace.Cancellation);
        verdict = chain == call.Syntax || !BuilderProvenance.IsMiddlewareBuilder(call.Type)
            ? JudgeAdded(call, Reasons.RegisteredWithoutShield, trace)
            : provenance.Judge(compilation.OperationOf(chain, trace.Cancellation), trace).OfChain(false);
        var isDecorated = requested is null
            ? RegisteredServices.ServicesOf(call).Count > 0
            : ClientRules.Default.IsDecorated(requested);
        if (!verdict.IsGuarded && isDecorated && shields.After(service.Place, trace.Cancellation) is { } shield)
        {
            verdict = verdict.Shielded(shield).OfChain(requested is null);
        }

        trace.Frame = frame;
        return trace.IsCut ? verdict : known.GetOrAdd(call.Syntax, verdict);
    }

    /// <summary>A chain that is put into a local may go on from there: <c>var chat = services.AddChatClient(…); chat.UsePromptShield();</c>.</summary>
    private SyntaxNode Continued(SyntaxNode chain, CancellationToken cancellation)
    {
        if (chain.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator })
        {
            return chain;
        }

        var model = compilation.SemanticModelOf(chain.SyntaxTree);
        var local = model.GetDeclaredSymbol(declarator, cancellation);
        var last = chain;
        foreach (var node in SyntaxShape.ContainingMember(chain).DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == declarator.Identifier.ValueText &&
                SourceOrder.IsCertainlyAfter(name, chain) &&
                SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, local) &&
                RegisteredServices.Chain(name) is InvocationExpressionSyntax next)
            {
                last = next;
            }
        }

        return last;
    }

    /// <summary>Whether another of <paramref name="all"/>, registrations of one service, certainly takes the place of <paramref name="service"/>.</summary>
    public bool IsReplaced(RegisteredService service, List<RegisteredService> all, CancellationToken cancellation)
    {
        // What replaces a registration is mostly the last one.
        for (var i = all.Count - 1; i >= 0; i--)
        {
            var other = all[i];
            if (other == service || !other.Key.Is(service.Key) || other.Place.Syntax.SyntaxTree != service.Place.Syntax.SyntaxTree)
            {
                continue;
            }

            var isFirst = service.IsTry && SourceOrder.IsCertainlyBefore(other.Place.Syntax, service.Place.Syntax);
            if ((isFirst || (other.IsLast && SourceOrder.IsCertainlyAfter(other.Place.Syntax, service.Place.Syntax))) &&
                containers.AreSame(other.Place, service.Place, cancellation) &&
                !removals.CanTake(isFirst, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The types that the container itself makes.</summary>
    private static HashSet<ISymbol> MadeBy(List<RegisteredService> all)
    {
        var types = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var service in all)
        {
            if (RegisteredServices.ImplementationType(service.Call) is { } type && !HasFactory(service.Call))
            {
                types.Add(type);
            }
        }

        return types;
    }

    private static bool HasFactory(IOperation call) =>
        RegisteredServices.Given(call).Any(static argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Value is not ITypeOfOperation);

    /// <summary>The registrations of this compilation; null when there are more than the budget allows.</summary>
    public List<RegisteredService>? All(CancellationToken cancellation)
    {
        if (!Volatile.Read(ref isLoaded))
        {
            services = RegisteredServices.Find(compilation, cancellation);
            Volatile.Write(ref isLoaded, true);
        }

        return services;
    }
}
