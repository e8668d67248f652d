using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH1002. The place where code goes around a shield that is there: it takes the raw client out from behind it, adds middleware inside of it, or
/// relies on middleware of an agent. The calls that are unguarded by that are PSH1001.
/// </summary>
internal sealed class GuardBypass() : Rule(Descriptors.GuardBypass)
{
    private const string ChatClient = "Microsoft.Extensions.AI.IChatClient";
    private const string EmbeddingGenerator = "Microsoft.Extensions.AI.IEmbeddingGenerator";
    private const string Agent = "Microsoft.Agents.AI.AIAgent";

    /// <summary>The methods by which middleware forwards.</summary>
    private static readonly string[] ForwardingMethods = ["GetResponseAsync", "GetStreamingResponseAsync", "GenerateAsync"];

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (!context.Knows("PromptShield.Shield"))
        {
            return;
        }

        var wrapping = new ShieldWrapping(context.Model);
        var inner = new InnerClients(context.Model, wrapping);
        on.Call("GetService", (call, cancellation) => TakenOut(call, context, wrapping, inner, cancellation));
        on.Call("GetRequiredService", (call, cancellation) => TakenOut(call, context, wrapping, inner, cancellation));
        foreach (var method in ForwardingMethods)
        {
            on.Call(method, (call, cancellation) => PastOwnShield(call, context, inner, cancellation));
        }

        on.Call("GetProperty", (call, cancellation) => Reflected(call, context, wrapping, cancellation));
        on.Call("UsePromptShield", (call, cancellation) => WrongOrder(call, context, cancellation));
        on.Call("Use", (call, cancellation) => OnAgent(call, context, cancellation));
    }

    /// <summary><c>GetService</c> on a shielded client that asks for a client which stands behind the shield.</summary>
    private Site? TakenOut(IInvocationOperation call, RuleContext context, ShieldWrapping wrapping, InnerClients inner, CancellationToken cancellation)
    {
        if (CallProvenance.Receiver(call) is not { } client || !CallProvenance.IsMiddlewareHost(client.Type) ||
            CallProvenance.Requested(call) is not { } requested || !IsRaw(requested, client.Type) || IsOnlyLookedAt(call) ||
            (inner.MiddlewareOf(client, cancellation) is { } middleware ? inner.ShieldInside(middleware, cancellation) : wrapping.Of(client, cancellation)) is not { } shield)
        {
            return null;
        }

        return Finding(
            SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation),
            KindOf(client.Type),
            "it hands out the '" + requested.Name + "' that stands behind the shield",
            context.Model.Own(shield.GetLocation()));
    }

    /// <summary>A call by which middleware that holds a shielded client sends to its inner client, which has no shield.</summary>
    private Site? PastOwnShield(IInvocationOperation call, RuleContext context, InnerClients inner, CancellationToken cancellation)
    {
        if (CallProvenance.Receiver(call) is not { } client || inner.MiddlewareOf(client, cancellation) is not { } middleware ||
            ModelCatalog.Match(call.TargetMethod) is not { Role: ModelApiRole.Sink } api || IsOwnMember(call, middleware) ||
            inner.ShieldBeside(middleware, cancellation) is not { } shield || inner.ShieldInside(middleware, cancellation) is not null)
        {
            return null;
        }

        return Finding(
            SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation),
            api.Kind,
            "it sends to the inner client, past the shield that '" + middleware.Name + "' holds",
            context.Model.Own(shield.GetLocation()));
    }

    /// <summary>A call on <c>this</c> of what the class overrides stays in the class.</summary>
    private static bool IsOwnMember(IInvocationOperation call, INamedTypeSymbol middleware) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType.OriginalDefinition, middleware);

    /// <summary>Reflection on the property in which middleware keeps its inner client.</summary>
    private Site? Reflected(IInvocationOperation call, RuleContext context, ShieldWrapping wrapping, CancellationToken cancellation)
    {
        if (!TypeNames.IsOrInherits(call.Instance?.Type, "System.Type") ||
            ParameterValues.Of(call, 0)?.ConstantValue is not { HasValue: true, Value: string name } || !ClientRules.Default.IsInner(name))
        {
            return null;
        }

        var isShield = call.Instance switch
        {
            ITypeOfOperation type => ShieldIdentity.Declares(type.TypeOperand) || ClientRules.Default.IsMiddleware(type.TypeOperand),
            IInvocationOperation { TargetMethod.Name: "GetType", Instance: { } client } => CallProvenance.IsMiddlewareHost(client.Type) && wrapping.Of(client, cancellation) is not null,
            _ => false,
        };
        return isShield
            ? Finding(SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation), "chat", "it reaches for '" + name + "', the client that stands behind the shield")
            : null;
    }

    /// <summary>Middleware that was added to a builder after the shield: the first one, however many follow.</summary>
    private Site? WrongOrder(IInvocationOperation shield, RuleContext context, CancellationToken cancellation)
    {
        if (!ShieldIdentity.Declares(shield.TargetMethod) || !BuilderProvenance.IsMiddlewareBuilder(shield.Type))
        {
            return null;
        }

        IInvocationOperation? wrong = null;
        var isFunctions = false;
        foreach (var link in LaterLinks.After(shield, context.Model, cancellation))
        {
            if (ShieldIdentity.Declares(link.TargetMethod))
            {
                return null;
            }

            if (wrong is null && ClientProvenance.Of(context.Model).Judge(link, cancellation) is { Reason: Reasons.MiddlewareInsideShield or Reasons.ShieldBeforeFunctionInvocation } verdict)
            {
                wrong = link;
                isFunctions = verdict.Reason == Reasons.ShieldBeforeFunctionInvocation;
            }
        }

        return wrong is null
            ? null
            : Finding(
                SitePlace.OfFinding(wrong.Syntax, wrong.TargetMethod, context.Model, cancellation),
                TypeNames.Is(shield.Type, "Microsoft.Extensions.AI.EmbeddingGeneratorBuilder`2") ? "embedding" : "chat",
                isFunctions
                    ? "it is added after the shield, so the results of tools do not pass the shield"
                    : "it is added after the shield and stands between the shield and the model",
                context.Model.Own((SyntaxShape.ReferencedName(shield.Syntax) ?? shield.Syntax).GetLocation()));
    }

    /// <summary>Middleware of an agent that redacts what the agent is told: what tools return later goes to the model without passing it.</summary>
    private Site? OnAgent(IInvocationOperation call, RuleContext context, CancellationToken cancellation)
    {
        if (!TypeNames.Is(call.TargetMethod.ContainingType, "Microsoft.Agents.AI.AIAgentBuilder") || CallProvenance.Receiver(call) is not { } builder ||
            !AgentMiddleware.Redacts(call, context.Model, cancellation) ||
            ClientProvenance.Of(context.Model).Judge(builder, cancellation) is not { State: GuardState.Unguarded } verdict)
        {
            return null;
        }

        return Finding(
            SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation),
            "agent",
            "middleware of an agent does not see what its tools return; the chat client of the agent needs the shield",
            context.Model.Own(verdict.Origin?.GetLocation()));
    }

    /// <summary>Whether a client of type <paramref name="requested"/> would be one that stands behind a shield around <paramref name="host"/>.</summary>
    private static bool IsRaw(ITypeSymbol requested, ITypeSymbol? host) =>
        requested is not ITypeParameterSymbol &&
        !ShieldIdentity.Declares(requested) &&
        !IsFront(requested, host) &&

        // Middleware is asked for to be configured, and may as well stand in front of the shield.
        !ClientRules.Default.IsMiddleware(requested) &&
        (ClientRules.Default.CarriesGuard(requested) || ModelCatalog.IsModelType(requested));

    /// <summary>The interface of the host itself, which the outermost client answers for, and agents, which keep the shield of their client.</summary>
    private static bool IsFront(ITypeSymbol requested, ITypeSymbol? host) =>
        TypeNames.IsOrInherits(host, Agent)
            ? TypeNames.IsOrInherits(requested, Agent) || TypeNames.Is(requested, ChatClient)
            : (TypeNames.Is(requested, ChatClient) && TypeNames.IsOrInherits(host, ChatClient)) ||
                (TypeNames.Is(requested, "Microsoft.Extensions.AI.IEmbeddingGenerator`2") && TypeNames.IsOrInherits(host, EmbeddingGenerator)) ||
                (TypeNames.Is(requested, EmbeddingGenerator) && TypeNames.IsOrInherits(host, EmbeddingGenerator));

    /// <summary>The answer is compared with null, or a property of it is read that is no client: nothing is sent.</summary>
    private static bool IsOnlyLookedAt(IInvocationOperation call)
    {
        IOperation value = call;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IBinaryOperation => true,
            IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } => true,
            IPropertyReferenceOperation property => !ClientRules.Default.CarriesGuard(property.Type),
            IConditionalAccessOperation { WhenNotNull: IPropertyReferenceOperation property } => !ClientRules.Default.CarriesGuard(property.Type),
            _ => false,
        };
    }

    private static string KindOf(ITypeSymbol? client) =>
        TypeNames.IsOrInherits(client, Agent) ? "agent" : TypeNames.IsOrInherits(client, ChatClient) ? "chat" : "embedding";
}
