using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>Finds the model calls of a compilation and judges their guard state. Remembers judgements, because the rule and the inventory both ask.</summary>
internal sealed class ModelCallFinder : ISiteFinder
{
    private const string Unguarded = "PSH1001";
    private const string Unguardable = "PSH1003";
    private const string Connect = "ConnectAsync";
    private readonly ConcurrentDictionary<SyntaxNode, Site?> judged = new();
    private readonly CompilationModel compilation;
    private readonly ClientProvenance provenance;
    private readonly HttpModelCalls http;
    private readonly AddressValues addresses;
    private readonly PromptOrigin prompts;
    private readonly AgentRunOptions runs;

    /// <summary>A finder for one compilation.</summary>
    public ModelCallFinder(CompilationModel compilation)
    {
        this.compilation = compilation;
        provenance = ClientProvenance.Of(compilation);
        http = new HttpModelCalls(compilation);
        addresses = new AddressValues(compilation);
        prompts = new PromptOrigin(compilation);
        runs = new AgentRunOptions(compilation, provenance);
    }

    /// <inheritdoc />
    public ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(
        OperationKind.Invocation, OperationKind.MethodReference, OperationKind.DynamicInvocation, OperationKind.Invalid);

    /// <inheritdoc />
    public Site? Judge(IOperation operation, CancellationToken cancellation)
    {
        if (!IsCandidate(operation))
        {
            return null;
        }

        return judged.TryGetValue(operation.Syntax, out var known) ? known : judged.GetOrAdd(operation.Syntax, Find(operation, cancellation));
    }

    /// <summary>The cheap question that all operations of a program are asked: a name, and nothing else.</summary>
    private static bool IsCandidate(IOperation operation) => operation switch
    {
        IInvocationOperation call => IsCandidate(call.TargetMethod.Name),
        IMethodReferenceOperation reference => IsCandidate(reference.Method.Name),
        IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation member } => ModelApiTable.Default.IsTelling(member.MemberName),
        IInvalidOperation { Syntax: InvocationExpressionSyntax call } =>
            SyntaxShape.CalleeName(call) is { } name && ModelApiTable.Default.IsTelling(name.Identifier.ValueText),
        _ => false,
    };

    private static bool IsCandidate(string method) => ModelApiTable.Default.Named(method).Count > 0 || HttpModelCalls.IsCandidate(method) || method == Connect;

    private Site? Find(IOperation operation, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IInvocationOperation call when ModelCatalog.Match(call.TargetMethod) is { Role: ModelApiRole.Sink } api:
                return Call(call, api, cancellation);
            case IInvocationOperation call when HttpModelCalls.IsCandidate(call.TargetMethod.Name) && http.ProviderOf(call, cancellation) is { } provider:
                return Http(call, provider, cancellation);
            case IInvocationOperation call when SocketProvider(call, cancellation) is { } provider:
                return Socket(call, provider, cancellation);
            case IMethodReferenceOperation reference when ModelCatalog.Match(reference.Method) is { Role: ModelApiRole.Sink } api:
                return Forwarding.IsForwarded(reference.Instance, reference.Syntax, compilation, cancellation)
                    ? null
                    : Create(reference.Syntax, reference.Method, api, JudgeClient(reference.Instance, cancellation), cancellation);
            case IDynamicInvocationOperation or IInvalidOperation:
                return Unresolved((InvocationExpressionSyntax)operation.Syntax, cancellation);
            default:
                return null;
        }
    }

    private Site? Call(IInvocationOperation call, ModelApi api, CancellationToken cancellation)
    {
        var client = Client(call);
        if (Forwarding.IsForwarded(client, call.Syntax, compilation, cancellation))
        {
            return null;
        }

        var verdict = JudgeClient(client, cancellation);
        if (api.Type is RegisteredServices.Kernel or "Microsoft.SemanticKernel.KernelFunction")
        {
            switch (prompts.Of(Function(call), cancellation))
            {
                case FunctionOrigin.Code:
                    return null;
                case FunctionOrigin.Unknown when !verdict.IsGuarded:
                    verdict = GuardVerdict.NotAnalyzed(
                        Reasons.DynamicOrUnresolved, "whether the function that is invoked is a prompt or code is not known", verdict.Origin);
                    break;
            }
        }

        return Create(call.Syntax, call.TargetMethod, api, WithRunOptions(verdict, call, cancellation), cancellation);
    }

    private GuardVerdict WithRunOptions(GuardVerdict verdict, IInvocationOperation call, CancellationToken cancellation)
    {
        if (verdict.State is not (GuardState.Guarded or GuardState.Deferred))
        {
            return verdict;
        }

        // Options that cannot be judged may bring another client, so that one which is handed in makes up for nothing.
        var options = runs.Judge(call, cancellation);
        return verdict.State == GuardState.Deferred && options.State == GuardState.NotAnalyzed ? verdict.Sealed() : verdict.Join(options);
    }

    private Site Http(IInvocationOperation call, string provider, CancellationToken cancellation)
    {
        var api = new ModelApi(string.Empty, string.Empty, call.TargetMethod.Name, ModelApiRole.Sink, "http", "System.Net.Http", provider);
        var verdict = JudgeClient(CallProvenance.Receiver(call), cancellation).With(null);
        return Create(call.Syntax, call.TargetMethod, api, verdict, cancellation);
    }

    /// <summary>The provider that a web socket is opened to; null when the call opens none, or its address is no model's.</summary>
    private string? SocketProvider(IInvocationOperation call, CancellationToken cancellation)
    {
        if (call.TargetMethod.Name != Connect || !TypeNames.Is(call.TargetMethod.ContainingType, "System.Net.WebSockets.ClientWebSocket"))
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type.Name != "Uri")
            {
                continue;
            }

            foreach (var address in addresses.Of(argument.Value, cancellation))
            {
                if (ProviderHosts.Default.Match(address) is { } provider)
                {
                    return provider;
                }
            }
        }

        return null;
    }

    /// <summary>A realtime session that is opened without an SDK.</summary>
    private Site Socket(IInvocationOperation call, string provider, CancellationToken cancellation)
    {
        var api = new ModelApi(string.Empty, string.Empty, Connect, ModelApiRole.Sink, "realtime", "System.Net.WebSockets", provider);
        return Create(call.Syntax, call.TargetMethod, api, GuardVerdict.Unguarded(Reasons.TransportNotCovered, Transports.Default.Why(Transports.Socket), null), cancellation);
    }

    private Site Create(SyntaxNode node, IMethodSymbol callee, ModelApi api, GuardVerdict verdict, CancellationToken cancellation)
    {
        // Whatever the client came through: what it sends goes past it.
        verdict = Transports.Default.WhyNotCovered(api) is { } why ? GuardVerdict.Unguarded(Reasons.TransportNotCovered, why, verdict.Origin, verdict.Provider) : verdict;
        return Create(SitePlace.Of(node, callee, compilation, cancellation), api.Kind, api.Sdk, verdict.Provider ?? api.Provider, verdict);
    }

    private Site Unresolved(InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        var named = ModelApiTable.Default.Named(SyntaxShape.CalleeName(call)?.Identifier.ValueText ?? string.Empty);
        var place = SitePlace.OfUnresolved(call, compilation, cancellation);
        return Create(place, named.Count > 0 ? named[0].Kind : "chat", "unknown", "unknown", ClientProvenance.Unknown(null, "the call does not resolve at compile time"));
    }

    private Site Create(SitePlace place, string kind, string sdk, string provider, GuardVerdict verdict) => new()
    {
        Population = Site.ModelCalls,
        Kind = kind,
        Place = place,
        Sdk = sdk,
        Provider = provider,
        Guard = verdict.State!.Value,
        Reason = verdict.Reason,
        ReasonText = verdict.Text,
        OwedTo = verdict.OwedTo,
        Debts = verdict.Debts,
        Rule = verdict.Reason == Reasons.TransportNotCovered ? Unguardable : Unguarded,
        Origin = compilation.Own(verdict.Origin?.GetLocation()),
    };

    private GuardVerdict JudgeClient(IOperation? client, CancellationToken cancellation)
    {
        var verdict = client is null ? GuardVerdict.NoValue : provenance.Judge(client, cancellation);
        return verdict.State is null ? ClientProvenance.Unknown(client, "nothing assigns it") : verdict;
    }

    /// <summary>What carries the guard: the receiver, or the kernel that a kernel function is given.</summary>
    private static IOperation? Client(IInvocationOperation call)
    {
        if (TypeNames.Is(call.TargetMethod.ContainingType, "Microsoft.SemanticKernel.KernelFunction"))
        {
            return Argument(call, RegisteredServices.Kernel) ?? call.Instance;
        }

        return CallProvenance.Receiver(call) ?? (call.Arguments.IsEmpty ? null : call.Arguments[0].Value);
    }

    private static IOperation? Function(IInvocationOperation call) =>
        TypeNames.Is(call.TargetMethod.ContainingType, RegisteredServices.Kernel) ? Argument(call, "Microsoft.SemanticKernel.KernelFunction") : call.Instance;

    private static IOperation? Argument(IInvocationOperation call, string type)
    {
        foreach (var argument in call.Arguments)
        {
            if (TypeNames.Is(argument.Parameter?.Type, type))
            {
                return argument.Value;
            }
        }

        return null;
    }
}
