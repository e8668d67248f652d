using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges clients that a call returns: the shield's own methods, service look-ups, factories, builders, and methods of this compilation by what they return.</summary>
internal sealed class CallProvenance(
    CompilationModel compilation, ClientProvenance provenance, ServiceRegistrations registrations, CreationProvenance creations)
{
    private readonly BuilderProvenance builders = new(compilation, provenance, registrations);
    private readonly TransportChanges changes = new(provenance);

    /// <summary>Judges the result of <paramref name="call"/>.</summary>
    public GuardVerdict Judge(IInvocationOperation call, ProvenanceTrace trace)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return provenance.Judge(call.Instance, trace);
        }

        // A builder's chain is judged as a whole, because the order of its calls matters.
        if (builders.TryJudge(call, trace) is { } built)
        {
            return built;
        }

        if (ShieldIdentity.Declares(method))
        {
            return JudgeInside(call, trace).Shielded(call.Syntax);
        }

        if (compilation.Declares(method))
        {
            return JudgeBody(method, call, call, trace);
        }

        return JudgeLookup(call, trace) ?? JudgeFactory(call, trace);
    }

    /// <summary>Whether <paramref name="method"/> is written in this compilation.</summary>
    public bool IsOfThisCompilation(IMethodSymbol method) => compilation.Declares(method);

    /// <summary>Judges a method of this compilation by what its bodies return, never by its name.</summary>
    /// <param name="method">The method.</param>
    /// <param name="call">The call that enters it; null for a method group.</param>
    /// <param name="site">Where the answer is needed.</param>
    /// <param name="trace">The walk.</param>
    /// <param name="isParts">What is asked for is the elements of the collection that it returns.</param>
    public GuardVerdict JudgeBody(IMethodSymbol method, IInvocationOperation? call, IOperation? site, ProvenanceTrace trace, bool isParts = false)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!compilation.Declares(definition))
        {
            return ClientProvenance.Unknown(site, "it is returned by '" + method.Name + "'");
        }

        var verdict = GuardVerdict.NoValue;
        var hasBody = false;
        foreach (var body in Bodies(definition, call is not { IsVirtual: false }))
        {
            hasBody = true;
            if (body.DeclaringSyntaxReferences.IsEmpty)
            {
                verdict = verdict.Join(ClientProvenance.Unknown(site, "it is returned by '" + body.Name + "' of another assembly"));
                continue;
            }

            var frame = trace.Frame;
            if (!trace.TryEnter(body))
            {
                continue;
            }

            trace.Frame = call is null ? frame : new CallFrame(body, call, frame);
            foreach (var reference in body.DeclaringSyntaxReferences)
            {
                verdict = verdict.Join(provenance.JudgeReturns(reference.GetSyntax(trace.Cancellation), trace, isParts));
            }

            trace.Frame = frame;
            trace.Leave(body);
        }

        return hasBody && !Overriding.Of(compilation).IsOpen(definition)
            ? Overriding.IsVirtual(definition) ? verdict.Owing(Debt.Open(definition)) : verdict
            : verdict.Join(GuardVerdict.Deferred(
                definition.GetDocumentationCommentId() ?? definition.Name,
                "the client is handed in by '" + definition.Name + "', which " + (hasBody ? "another assembly can override" : "nothing in this project implements"),
                site?.Syntax,
                (hasBody ? Debt.Open(definition) : null) ?? Debt.Of(definition)));
    }

    /// <summary>The method itself, and for a virtual or interface method what overrides or implements it here.</summary>
    private IEnumerable<IMethodSymbol> Bodies(IMethodSymbol method, bool isVirtualCall)
    {
        if (!method.IsAbstract)
        {
            yield return method.PartialImplementationPart ?? method;
        }

        if (!isVirtualCall)
        {
            yield break;
        }

        foreach (var symbol in Overriding.Of(compilation).Implementing(method))
        {
            if (symbol is IMethodSymbol body)
            {
                yield return body;
            }
        }
    }

    private GuardVerdict? JudgeLookup(IInvocationOperation call, ProvenanceTrace trace)
    {
        var method = call.TargetMethod;
        var receiver = Receiver(call);
        switch (method.Name)
        {
            case "GetService" or "GetRequiredService" or "GetKeyedService" or "GetRequiredKeyedService"
                when TypeNames.IsOrInherits(receiver?.Type, "System.IServiceProvider"):
                return Requested(call) is { } service
                    ? registrations.Judge(service, Key(call), call, trace) ?? Missing(service, Key(call), call)
                    : ClientProvenance.Unknown(call, "the type of the service is not constant");
            case "GetService" or "GetRequiredService" or "GetKeyedService" when receiver is not null && IsMiddlewareHost(receiver.Type):
                return JudgeEscape(call, receiver, trace);
            case "GetRequiredService" when TypeNames.Is(receiver?.Type, RegisteredServices.Kernel):
                return JudgeKernelService(call, receiver!, trace);
            case "CreateClient" when TypeNames.IsOrInherits(receiver?.Type, "System.Net.Http.IHttpClientFactory"):
                return registrations.HttpClients.JudgeNamed(call, trace.Cancellation);
            case "Run" when TypeNames.Is(method.ContainingType, "System.Threading.Tasks.Task") && call.Arguments[0].Value is IDelegateCreationOperation made:
                return provenance.Judge(made, trace);
            case "FromResult" or "FromException" when call.Arguments.Length == 1:
                return provenance.Judge(call.Arguments[0].Value, trace);
            default:
                return null;
        }
    }

    /// <summary>AddPromptShield() on a kernel decorates services of some types only.</summary>
    private GuardVerdict JudgeKernelService(IInvocationOperation call, IOperation kernel, ProvenanceTrace trace)
    {
        var verdict = provenance.Judge(kernel, trace);
        if (ClientRules.Default.IsDecorated(Requested(call)))
        {
            return verdict.OfChain(false);
        }

        return verdict.IsGuarded && verdict.IsOfChain
            ? GuardVerdict.Unguarded(
                Reasons.ClientNotShielded, "'AddPromptShield' does not guard services of the type '" + Requested(call)?.Name + "'", verdict.Origin, verdict.Provider)
            : verdict.Sealed().OfChain(false);
    }

    /// <summary>Whether <c>GetService</c> on a value of this type answers for what stands inside of it.</summary>
    public static bool IsMiddlewareHost(ITypeSymbol? type) =>
        TypeNames.IsOrInherits(type, "Microsoft.Extensions.AI.IChatClient") ||
        TypeNames.IsOrInherits(type, "Microsoft.Extensions.AI.IEmbeddingGenerator") ||
        TypeNames.IsOrInherits(type, "Microsoft.Agents.AI.AIAgent");

    /// <summary>GetService on a client hands out what middleware wraps; only the asked-for interface itself, or the shield, stays in front.</summary>
    private GuardVerdict JudgeEscape(IInvocationOperation call, IOperation receiver, ProvenanceTrace trace)
    {
        var requested = Requested(call);
        if (ShieldIdentity.Declares(requested) || TypeNames.Is(requested, "Microsoft.Extensions.AI.IChatClient"))
        {
            return provenance.Judge(receiver, trace);
        }

        return GuardVerdict.Unguarded(
            Reasons.GuardBypass, "'GetService' hands out the raw client behind the shield", call.Syntax, provenance.Judge(receiver, trace).Provider);
    }

    /// <summary>A method of an SDK that makes a client out of another one (<c>GetChatClient</c>, <c>AsIChatClient</c>, <c>WithOptions</c>) keeps its state.</summary>
    private GuardVerdict JudgeFactory(IInvocationOperation call, ProvenanceTrace trace)
    {
        var provider = ModelCatalog.Match(call.TargetMethod) is { Role: ModelApiRole.Factory } factory ? factory.Provider : null;
        var receiver = Receiver(call);
        if (receiver is null)
        {
            return JudgeArguments(call, trace);
        }

        if (TypeNames.IsOrInherits(receiver.Type, "System.IServiceProvider") || TypeNames.IsOrInherits(receiver.Type, RegisteredServices.Collection))
        {
            return ClientProvenance.Unknown(call, "'" + call.TargetMethod.Name + "' can give any of the services that are registered");
        }

        if (CollectionProvenance.IsCollection(receiver.Type) && CollectionProvenance.IsOfFramework(call.TargetMethod))
        {
            return provenance.JudgeParts(call, trace);
        }

        if (call.TargetMethod.Name == "AddPolicy")
        {
            return changes.JudgePolicy(call, receiver, trace);
        }

        var verdict = provenance.Judge(receiver, trace);
        for (var i = call.Instance is null ? 1 : 0; i < call.Arguments.Length; i++)
        {
            // Another client that is handed over may be the one that is used; a function over options may replace what guarded them.
            var argument = call.Arguments[i].Value;
            if (ClientRules.Default.IsClient(argument.Type))
            {
                verdict = verdict.Join(provenance.Judge(argument, trace));
            }
            else if (verdict.State is GuardState.Guarded or GuardState.Deferred && argument is IDelegateCreationOperation { Target: IAnonymousFunctionOperation changed } && creations.ReplacesTransport(changed, trace))
            {
                verdict = verdict.IsGuarded
                    ? GuardVerdict.Unguarded(
                        Reasons.ClientNotShielded, "'" + call.TargetMethod.Name + "' replaces the handlers that hold the shield", call.Syntax, verdict.Provider)
                    : verdict.Sealed();
            }
        }

        verdict = ForeignCode.IsProject(call.TargetMethod.ContainingAssembly) ? OfProject(call, receiver, verdict) : verdict;
        return provider is null ? verdict : verdict.With(provider);
    }

    /// <summary>An object of another project gives what that project says; one that is handed in and is no client itself only names the method.</summary>
    private static GuardVerdict OfProject(IInvocationOperation call, IOperation receiver, GuardVerdict verdict) =>
        verdict.State == GuardState.Deferred && !ForeignCode.CanCarryGuard(receiver.Type)
            ? GuardVerdict.Deferred(
                call.TargetMethod.OriginalDefinition.GetDocumentationCommentId() ?? call.TargetMethod.Name,
                "the client is handed in by '" + call.TargetMethod.Name + "' of another assembly",
                call.Syntax,
                Debt.Of(call.TargetMethod))
            : verdict.Owing(Debt.Open(call.TargetMethod));

    /// <summary>A static factory of another assembly: what it makes is new, unless it wraps a client that it is given.</summary>
    private GuardVerdict JudgeArguments(IInvocationOperation call, ProvenanceTrace trace)
    {
        foreach (var argument in call.Arguments)
        {
            if (ClientRules.Default.CarriesGuard(argument.Value.Type))
            {
                var verdict = provenance.Judge(argument.Value, trace);
                return ForeignCode.IsProject(call.TargetMethod.ContainingAssembly) ? verdict.Owing(Debt.Open(call.TargetMethod)) : verdict;
            }
        }

        return GuardVerdict.Unguarded(
            Reasons.ClientNotShielded,
            "the client that '" + call.TargetMethod.Name + "' makes is not shielded",
            call.Syntax,
            ModelApiTable.Default.ProviderOf(call.TargetMethod.ContainingAssembly?.Name ?? string.Empty));
    }

    /// <summary>Judges what a method of the shield is called on: the client or the options that it puts the shield around.</summary>
    private GuardVerdict JudgeInside(IInvocationOperation call, ProvenanceTrace trace) =>
        Receiver(call) is { } receiver && ClientRules.Default.CarriesGuard(receiver.Type)
            ? provenance.Judge(receiver, trace)
            : GuardVerdict.NoValue;

    /// <summary>The type of service that <paramref name="call"/> asks for; null when it is not constant.</summary>
    public static ITypeSymbol? Requested(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.Length == 1)
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
        if (call.TargetMethod.Name.IndexOf("Keyed", StringComparison.Ordinal) < 0)
        {
            return ServiceKey.None;
        }

        var argument = call.Arguments[call.Arguments.Length - 1].Value;
        argument = argument is IConversionOperation conversion ? conversion.Operand : argument;
        return argument.ConstantValue.HasValue ? ServiceKey.Of(argument.ConstantValue.Value) : ServiceKey.Any;
    }

    private static GuardVerdict Missing(ITypeSymbol service, ServiceKey key, IInvocationOperation call) =>
        GuardVerdict.Deferred(
            service.OriginalDefinition.GetDocumentationCommentId() ?? service.ToDisplayString(),
            "the client is the service '" + service.Name + "', which nothing in this project registers",
            call.Syntax,
            Debt.OfService(service, key));

    /// <summary>The object that a call is made on, also when it is an extension's first argument.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
}
