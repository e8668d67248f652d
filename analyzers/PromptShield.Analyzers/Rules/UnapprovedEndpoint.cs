using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH5002. A client of a model whose provider, host or region the policy does not name, whose traffic is not encrypted, or that trusts any certificate.</summary>
internal sealed class UnapprovedEndpoint() : Rule(Descriptors.UnapprovedEndpoint)
{
    private const string BaseAddress = "BaseAddress";
    private const string Connect = "ConnectAsync";

    private static readonly Lazy<MemberNames> Names = new(static () => new MemberNames([.. EndpointTable.Default.Addresses, .. EndpointTable.Default.Clients, .. EndpointTable.Default.Regions], []));

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        var judge = new Judge(this, context);
        if (context.HasModels)
        {
            Names.Value.Register(on, judge.Creation, judge.Call, judge.Assignment);
        }

        if (context.Knows("System.Net.Http.HttpClient"))
        {
            foreach (var method in HttpModelCalls.Candidates)
            {
                on.Call(method, judge.Request);
            }

            on.Call(Connect, judge.Socket);
            on.Assignment(BaseAddress, judge.Base);
            new UncheckedCertificate(context, Violation).Register(on);
        }
    }

    private Site Violation(SitePlace place, string kind, string text) => Finding(place, kind, text);

    /// <summary>Judges what one compilation says about endpoints.</summary>
    private sealed class Judge(UnapprovedEndpoint rule, RuleContext context)
    {
        private readonly EndpointTable table = EndpointTable.Default;
        private readonly AddressValues addresses = new(context.Model);
        private readonly ClientEndpoint endpoints = new(context.Model);
        private readonly HttpModelCalls http = new(context.Model);
        private readonly EndpointCheck check = new(context.Policy.Approved);

        public Site? Creation(IObjectCreationOperation creation, CancellationToken cancellation) =>
            creation.Constructor is { } constructor ? Given(constructor, creation, cancellation) ?? Default(constructor, creation, cancellation) : null;

        public Site? Call(IInvocationOperation call, CancellationToken cancellation) =>
            Given(call.TargetMethod, call, cancellation) ?? Default(call.TargetMethod, call, cancellation);

        public Site? Assignment(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
        {
            var member = ((IMemberReferenceOperation)assignment.Target).Member;
            if (MemberEntry.Find(table.Addresses, member) is { } entry)
            {
                return OfAddress(assignment.Value, member, entry.Provider, cancellation);
            }

            return MemberEntry.Find(table.Regions, member) is not null ? OfRegion(assignment.Value, member, cancellation) : null;
        }

        /// <summary>The address that an HTTP client completes relative ones with.</summary>
        public Site? Base(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
        {
            var member = ((IMemberReferenceOperation)assignment.Target).Member;
            return TypeNames.Is(member.ContainingType, "System.Net.Http.HttpClient") ? OfHost(assignment.Value, member, "http", cancellation) : null;
        }

        /// <summary>A raw request. A base address that names a provider is judged where it is assigned, once for all requests.</summary>
        public Site? Request(IInvocationOperation call, CancellationToken cancellation)
        {
            if (context.Model.ModelCalls.Judge(call, cancellation) is not { Kind: "http" })
            {
                return null;
            }

            foreach (var (address, provider, argument, baseAddress) in http.Requests(call, cancellation))
            {
                if ((baseAddress is null || ProviderHosts.Default.MatchHost(baseAddress) is null) && check.Of(new Endpoint(address), provider) is { } text)
                {
                    return DevelopmentOnly.Is(call) ? null : rule.Finding(SitePlace.OfFinding(argument.Syntax, call.TargetMethod, context.Model, cancellation), "http", text);
                }
            }

            return null;
        }

        /// <summary>A socket that is opened to a provider.</summary>
        public Site? Socket(IInvocationOperation call, CancellationToken cancellation) =>
            TypeNames.Is(call.TargetMethod.ContainingType, "System.Net.WebSockets.ClientWebSocket")
                ? OfHost(call.Arguments[0].Value, call.TargetMethod, "realtime", cancellation)
                : null;

        /// <summary>An address or a region among the arguments.</summary>
        private Site? Given(IMethodSymbol method, IOperation call, CancellationToken cancellation)
        {
            var definition = SitePlace.Unreduced(method);
            var address = MemberEntry.Find(table.Addresses, definition);
            var region = MemberEntry.Find(table.Regions, definition);
            if (address is null && region is null)
            {
                return null;
            }

            foreach (var argument in ClientEndpoint.Arguments(call))
            {
                if (argument.ArgumentKind != ArgumentKind.Explicit)
                {
                    continue;
                }

                if (address?.Takes(argument.Parameter) == true && OfAddress(argument.Value, definition, address.Provider, cancellation) is { } unapproved)
                {
                    return unapproved;
                }

                if (region?.Takes(argument.Parameter) == true && OfRegion(argument.Value, definition, cancellation) is { } elsewhere)
                {
                    return elsewhere;
                }
            }

            return null;
        }

        /// <summary>A client that goes to the address which its library has built in.</summary>
        private Site? Default(IMethodSymbol method, IOperation call, CancellationToken cancellation)
        {
            var definition = SitePlace.Unreduced(method);
            return MemberEntry.Find(table.Clients, definition) is { } client && check.OfDefault(client) is { } text && endpoints.Of(call, cancellation) is { Count: 0 }
                ? rule.Finding(SitePlace.OfFinding(Name(call.Syntax), definition, context.Model, cancellation), "code", text)
                : null;
        }

        /// <summary>An address that counts only when its host is one of a provider.</summary>
        private Site? OfHost(IOperation value, ISymbol member, string kind, CancellationToken cancellation)
        {
            foreach (var address in addresses.Of(value, cancellation))
            {
                if (ProviderHosts.Default.MatchHost(address) is { } provider && check.Of(new Endpoint(address), provider) is { } text)
                {
                    return DevelopmentOnly.Is(value) ? null : rule.Finding(SitePlace.OfFinding(value.Syntax, member, context.Model, cancellation), kind, text);
                }
            }

            return null;
        }

        private Site? OfAddress(IOperation value, ISymbol member, string provider, CancellationToken cancellation)
        {
            foreach (var address in addresses.Of(value, cancellation))
            {
                if (check.Of(new Endpoint(address), ProviderHosts.Default.MatchHost(address) ?? provider) is { } text)
                {
                    return DevelopmentOnly.Is(value) ? null : rule.Finding(SitePlace.OfFinding(value.Syntax, member, context.Model, cancellation), "code", text);
                }
            }

            return null;
        }

        private Site? OfRegion(IOperation value, ISymbol member, CancellationToken cancellation)
        {
            foreach (var region in RegionNames.Of(value, addresses, cancellation))
            {
                if (check.OfRegion(region) is { } text)
                {
                    return rule.Finding(SitePlace.OfFinding(value.Syntax, member, context.Model, cancellation), "code", text);
                }
            }

            return null;
        }

        private static SyntaxNode Name(SyntaxNode call) => call is ObjectCreationExpressionSyntax creation ? creation.Type : call;
    }
}
