using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Judges chains of builder calls from their end. Middleware that is added later sits further inside, so what the walk meets before the shield
/// stands between the shield and the model.
/// </summary>
internal sealed class BuilderProvenance(CompilationModel compilation, ClientProvenance provenance, ServiceRegistrations registrations)
{
    private readonly PassedObjects effects = new(compilation, provenance);

    /// <summary>Judges <paramref name="call"/> when it is made on a builder (or makes one); null when it has nothing to do with builders.</summary>
    public GuardVerdict? TryJudge(IInvocationOperation call, ProvenanceTrace trace)
    {
        var method = call.TargetMethod;
        if (method.Name is "CreateBuilder" or "AddKernel" && IsKernelBuilder(method.ReturnType))
        {
            return GuardVerdict.NoValue;
        }

        if (CallProvenance.Receiver(call) is not { } receiver)
        {
            return null;
        }

        if (IsMiddlewareBuilder(receiver.Type))
        {
            return JudgeMiddleware(call, receiver, trace);
        }

        if (IsMiddlewareBuilder(method.ReturnType) && ClientRules.Default.ServicesOf(method.Name) is not null)
        {
            return registrations.JudgeInner(call, trace);
        }

        return KernelBuilderOf(receiver, trace) is { } builder ? JudgeKernel(call, builder, trace) : null;
    }

    /// <summary>Whether calls on <paramref name="type"/> add middleware.</summary>
    public static bool IsMiddlewareBuilder(ITypeSymbol? type) =>
        TypeNames.Is(type, "Microsoft.Extensions.AI.ChatClientBuilder") ||
        TypeNames.Is(type, "Microsoft.Extensions.AI.EmbeddingGeneratorBuilder`2") ||
        TypeNames.Is(type, "Microsoft.Extensions.AI.ImageGeneratorBuilder") ||
        TypeNames.Is(type, "Microsoft.Agents.AI.AIAgentBuilder");

    private static bool IsKernelBuilder(ITypeSymbol? type) => TypeNames.IsOrInherits(type, "Microsoft.SemanticKernel.IKernelBuilder");

    /// <summary>The kernel builder whose <c>Services</c> a chain of registrations starts with.</summary>
    private IOperation? KernelBuilderOf(IOperation receiver, ProvenanceTrace trace)
    {
        for (IOperation? current = receiver; current is not null;)
        {
            if (IsKernelBuilder(current.Type) || (current is ILocalReferenceOperation local && HoldsServices(local, trace)))
            {
                return current;
            }

            current = current switch
            {
                IInvocationOperation call => CallProvenance.Receiver(call),
                IPropertyReferenceOperation { Property.Name: "Services" } property => property.Instance,
                IConversionOperation conversion => conversion.Operand,
                _ => null,
            };
        }

        return null;
    }

    /// <summary>A method of this compilation that hands the builder on is part of the chain: by what it returns, or, when it returns nothing, by what it does.</summary>
    private GuardVerdict? JudgeHandsOn(IInvocationOperation call, IOperation receiver, ProvenanceTrace trace)
    {
        var method = call.TargetMethod;
        return method.ReturnsVoid && method is { IsExtensionMethod: true, Parameters.Length: > 0 } && call.Instance is null
            ? effects.Judge(receiver, method.Parameters[0], call, trace)
            : method.ReturnsVoid ? ClientProvenance.Unknown(call, "'" + method.Name + "' may change it") : null;
    }

    /// <summary>Whether a local holds the <c>Services</c> of a kernel builder; the calls on it then change the builder.</summary>
    private bool HoldsServices(ILocalReferenceOperation local, ProvenanceTrace trace)
    {
        // Code that does not compile can define a variable by itself.
        if (!TypeNames.IsOrInherits(local.Type, RegisteredServices.Collection) || !trace.TryEnter(local.Syntax))
        {
            return false;
        }

        var holds = compilation.Reaching(local.Local, local, trace.Cancellation).Items is { Length: 1 } definitions &&
            definitions[0].Value is { } value && KernelBuilderOf(value, trace) is not null;
        trace.Leave(local.Syntax);
        return holds;
    }

    private GuardVerdict? JudgeMiddleware(IInvocationOperation call, IOperation receiver, ProvenanceTrace trace)
    {
        var method = call.TargetMethod;
        if (ShieldIdentity.Declares(method))
        {
            var around = provenance.Judge(receiver, trace);
            return (around.Gap & ShieldGap.Around) != 0 ? around : around.Shielded(call.Syntax).OfChain(true);
        }

        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            return JudgeHandsOn(call, receiver, trace);
        }

        var before = provenance.Judge(receiver, trace);
        if (!IsMiddlewareBuilder(method.ReturnType))
        {
            return before.Built();
        }

        if (ClientRules.Default.IsSafeMiddleware(method.Name))
        {
            return before;
        }

        if (JudgeFactory(call, isGuarded: false, trace) is { IsGuarded: true } && (before.Gap & ShieldGap.Around) == 0)
        {
            return before.Shielded(call.Syntax).OfChain(true);
        }

        return before.IsGuarded && before.IsOfChain ? Inside(call, before)
            : JudgeFactory(call, isGuarded: true, trace) is { IsGuarded: false } made ? made.WithGap(ShieldGap.Around | ShieldGap.Chain)
            : ClientRules.Default.IsFunctionInvocation(method.Name) ? before
            : before.WithGap(ShieldGap.Chain);
    }

    /// <summary>What <c>Use(inner => …)</c> puts around the rest of the chain; null when the call passes no function from a client to a client.</summary>
    private GuardVerdict? JudgeFactory(IInvocationOperation call, bool isGuarded, ProvenanceTrace trace)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type is INamedTypeSymbol { DelegateInvokeMethod: { Parameters.Length: > 0 } invoke } &&
                SymbolEqualityComparer.Default.Equals(invoke.Parameters[0].Type, invoke.ReturnType) && ClientRules.Default.IsClient(invoke.ReturnType))
            {
                var made = provenance.JudgeWrapping(argument.Value, trace, isGuarded);
                return made.State is null ? ClientProvenance.Unknown(argument.Value, "nothing says what the function makes") : made;
            }
        }

        return null;
    }

    private static GuardVerdict Inside(IInvocationOperation call, GuardVerdict before)
    {
        var name = call.TargetMethod.Name;
        return ClientRules.Default.IsFunctionInvocation(name)
            ? GuardVerdict.Unguarded(
                Reasons.ShieldBeforeFunctionInvocation,
                "'" + name + "' was added after the shield, so the results of tools do not pass it",
                before.Origin ?? call.Syntax,
                before.Provider)
            : GuardVerdict.Unguarded(
                Reasons.MiddlewareInsideShield, "'" + name + "' was added after the shield and sits between it and the model", before.Origin ?? call.Syntax, before.Provider);
    }

    private GuardVerdict? JudgeKernel(IInvocationOperation call, IOperation builder, ProvenanceTrace trace)
    {
        var method = call.TargetMethod;
        if (ShieldIdentity.Declares(method))
        {
            return GuardVerdict.Guarded(call.Syntax).OfChain(true);
        }

        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            return JudgeHandsOn(call, receiver: builder, trace);
        }

        // Every service that was added before may be used as well as this one, and nothing guards this one any more.
        var before = provenance.Judge(builder, trace);
        return RegisteredServices.ServicesOf(call).Count == 0 ? before : before.Join(registrations.JudgeAdded(call, Reasons.ClientNotShielded, trace));
    }
}
