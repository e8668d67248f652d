using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Judges <c>new</c>: a client takes the state of the clients that it wraps, or of one transport (options, HTTP client, handler) below it.
/// One guarded transport guards it, because everything that leaves passes there; of several wrapped clients each can be the one that is used.
/// </summary>
internal sealed class CreationProvenance(CompilationModel compilation, ClientProvenance provenance, ServiceRegistrations registrations)
{
    /// <summary>Judges <paramref name="creation"/>.</summary>
    public GuardVerdict Judge(IObjectCreationOperation creation, ProvenanceTrace trace)
    {
        if (IsWrapper(creation.Type))
        {
            return creation.Arguments.IsEmpty ? GuardVerdict.NoValue : provenance.Judge(creation.Arguments[0].Value, trace);
        }

        if (TypeNames.Is(creation.Type, RegisteredServices.Kernel))
        {
            return registrations.JudgeKernel(trace) ?? Unshielded(creation);
        }

        var wrapped = GuardVerdict.NoValue;
        var below = GuardVerdict.NoValue;
        foreach (var argument in creation.Arguments)
        {
            Add(argument.Value, trace, ref wrapped, ref below);
        }

        foreach (var value in BaseArguments.Of(compilation, creation.Constructor, trace.Cancellation))
        {
            Add(value, trace, ref wrapped, ref below);
        }

        if (creation.Initializer is { } initializer)
        {
            foreach (var member in initializer.Initializers)
            {
                if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
                {
                    AddMember(target.Property, assignment.Value, trace, ref wrapped, ref below);
                }
            }
        }

        if (ShieldIdentity.Declares(creation.Type))
        {
            return wrapped.Join(below).Shielded(creation.Syntax);
        }

        var provider = ProviderOf(creation) ?? wrapped.Provider ?? below.Provider;
        var gap = ((wrapped.Gap | below.Gap) & ShieldGap.Inside) | (OwnCode.CanAddContent(creation.Type) ? ShieldGap.Inside : ShieldGap.None);
        return Combine(creation, wrapped, below).With(provider).WithGap(gap);
    }

    /// <summary>Whether a function over options (<c>o => o with { Handlers = … }</c>) sets a transport that is not guarded.</summary>
    public bool ReplacesTransport(IAnonymousFunctionOperation function, ProvenanceTrace trace)
    {
        foreach (var operation in function.Descendants())
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
            {
                var wrapped = GuardVerdict.NoValue;
                var below = GuardVerdict.NoValue;
                AddMember(target.Property, assignment.Value, trace, ref wrapped, ref below);
                if (!below.IsGuarded && (target.Property.Name == "Handlers" || below.State is not null))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static GuardVerdict Combine(IObjectCreationOperation creation, GuardVerdict wrapped, GuardVerdict below)
    {
        if (below.IsGuarded)
        {
            return below;
        }

        if (wrapped.State is not null)
        {
            return wrapped;
        }

        // A transport that somebody else supplies decides; one that is made here without the shield is reported at the client, where the fix goes.
        return below.State is GuardState.Deferred or GuardState.NotAnalyzed || below.Reason == Reasons.MiddlewareInsideShield ? below : Unshielded(creation);
    }

    private static GuardVerdict Unshielded(IObjectCreationOperation creation)
    {
        var isHttp = TypeNames.IsOrInherits(creation.Type, "System.Net.Http.HttpMessageInvoker") ||
            TypeNames.IsOrInherits(creation.Type, "System.Net.Http.HttpMessageHandler");
        return GuardVerdict.Unguarded(
            isHttp ? Reasons.HttpClientNotShielded : Reasons.ClientNotShielded,
            isHttp ? "its HTTP client has no shield handler" : "the client '" + creation.Type?.Name + "' is created without the shield",
            creation.Syntax);
    }

    private void AddMember(IPropertySymbol property, IOperation value, ProvenanceTrace trace, ref GuardVerdict wrapped, ref GuardVerdict below)
    {
        if (property.Name == "Handlers")
        {
            below = Better(below, JudgeHandlers(value, trace));
        }
        else if (ClientRules.Default.IsTransport(property.Type) || ClientRules.Default.IsClient(property.Type))
        {
            Add(value, trace, ref wrapped, ref below);
        }
        else if (ClientRules.Default.IsOnWire(property.Type) && OwnCode.IsOwnHandler(value))
        {
            below = Better(below, GuardVerdict.Unguarded(Reasons.ClientNotShielded, "a policy of this program sees the request", value.Syntax).WithGap(ShieldGap.Inside));
        }
    }

    /// <summary>The last handler is the nearest to the wire: after the shield only handlers of the framework may follow.</summary>
    private GuardVerdict JudgeHandlers(IOperation value, ProvenanceTrace trace)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var syntax in HandlerExpressions(value.Syntax))
        {
            var handler = value.SemanticModel?.GetOperation(SyntaxShape.Unwrap(syntax), trace.Cancellation);
            var next = handler is null ? ClientProvenance.Unknown(value, "the list of handlers is not written out") : provenance.Judge(handler, trace);
            verdict = next.IsGuarded || !verdict.IsGuarded ? next
                : OwnCode.IsOwnHandler(handler)
                    ? GuardVerdict.Unguarded(Reasons.MiddlewareInsideShield, "another handler is nearer to the wire than the shield", syntax).WithGap(ShieldGap.Inside)
                : verdict;
        }

        return verdict;
    }

    /// <summary>The elements of a list that is written out. A list from elsewhere has none that the source shows, and guards nothing.</summary>
    private static IEnumerable<SyntaxNode> HandlerExpressions(SyntaxNode list) => list switch
    {
        CollectionExpressionSyntax collection => collection.Elements.Select(static element => element is ExpressionElementSyntax { Expression: { } expression } ? expression : (SyntaxNode)element),
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        BaseObjectCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => [],
    };

    private void Add(IOperation value, ProvenanceTrace trace, ref GuardVerdict wrapped, ref GuardVerdict below)
    {
        value = value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value;
        if (ClientRules.Default.IsTransport(value.Type))
        {
            below = Better(below, provenance.Judge(value, trace));
        }
        else if (ClientRules.Default.IsClient(value.Type))
        {
            wrapped = wrapped.Join(provenance.Judge(value, trace));
        }
    }

    private static GuardVerdict Better(GuardVerdict left, GuardVerdict right) =>
        (left.State is null || (right.State is not null && right.State < left.State) ? right : left).WithGap(left.Gap | right.Gap);

    private static string? ProviderOf(IObjectCreationOperation creation) =>
        creation.Type?.ContainingAssembly is not { } assembly ? null
        : assembly.Name == "Azure.AI.OpenAI" ? "Azure OpenAI"
        : ModelApiTable.Default.ProviderOf(assembly.Name);

    private static bool IsWrapper(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } || BuilderProvenance.IsMiddlewareBuilder(type) || TypeNames.Is(type?.OriginalDefinition, "System.Lazy`1") || TypeNames.Is(type?.OriginalDefinition, "System.Threading.ThreadLocal`1");
}
