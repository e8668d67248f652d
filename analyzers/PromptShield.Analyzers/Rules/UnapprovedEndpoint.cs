using System.Collections.Immutable;
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

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        var judge = new Judge(this, context);
        var creations = new HashSet<string>(StringComparer.Ordinal);
        var calls = new HashSet<string>(StringComparer.Ordinal);
        var properties = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entries in (List<EndpointEntry>[])[EndpointTable.Default.Addresses, EndpointTable.Default.Clients, EndpointTable.Default.Regions])
        {
            foreach (var entry in entries)
            {
                foreach (var type in entry.Types)
                {
                    if (context.Knows(type))
                    {
                        var names = entry.IsProperty ? properties : entry.Members[0] == EndpointEntry.Constructor ? creations : calls;
                        names.UnionWith(names == creations ? [type.Substring(type.LastIndexOf('.') + 1)] : entry.Members);
                    }
                }
            }
        }

        if (context.Knows("System.Net.Http.HttpClient"))
        {
            calls.UnionWith(HttpModelCalls.Candidates);
            calls.Add(Connect);
            properties.Add(BaseAddress);
            new UncheckedCertificate(context, Violation).Register(on);
        }

        foreach (var name in creations)
        {
            on.Creation(name, judge.Creation);
        }

        foreach (var name in calls)
        {
            on.Call(name, judge.Call);
        }

        foreach (var name in properties)
        {
            on.Assignment(name, judge.Assignment);
        }
    }

    private Site Violation(SitePlace place, string kind, string text) => Finding(place, kind, text);

    /// <summary>Judges what one compilation says about endpoints.</summary>
    private sealed class Judge(UnapprovedEndpoint rule, RuleContext context)
    {
        private readonly EndpointTable table = EndpointTable.Default;
        private readonly AddressValues addresses = new(context.Model);
        private readonly HttpModelCalls http = new(context.Model);
        private readonly EndpointCheck check = new(context.Policy.Approved);

        public Site? Creation(IObjectCreationOperation creation, CancellationToken cancellation) =>
            creation.Constructor is { } constructor ? Given(constructor, creation, cancellation) ?? Default(constructor, creation, cancellation) : null;

        public Site? Call(IInvocationOperation call, CancellationToken cancellation) =>
            Given(call.TargetMethod, call, cancellation) ?? Default(call.TargetMethod, call, cancellation) ?? Socket(call, cancellation) ?? Request(call, cancellation);

        public Site? Assignment(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
        {
            var member = ((IMemberReferenceOperation)assignment.Target).Member;
            if (EndpointTable.Find(table.Addresses, member) is { } entry)
            {
                return OfAddress(assignment.Value, member, entry.Provider, cancellation);
            }

            if (EndpointTable.Find(table.Regions, member) is not null)
            {
                return OfRegion(assignment.Value, member, cancellation);
            }

            return member.Name == BaseAddress && TypeNames.Is(member.ContainingType, "System.Net.Http.HttpClient") ? OfHost(assignment.Value, member, "http", cancellation) : null;
        }

        /// <summary>An address or a region among the arguments.</summary>
        private Site? Given(IMethodSymbol method, IOperation call, CancellationToken cancellation)
        {
            var definition = SitePlace.Unreduced(method);
            var address = EndpointTable.Find(table.Addresses, definition);
            var region = EndpointTable.Find(table.Regions, definition);
            if (address is null && region is null)
            {
                return null;
            }

            foreach (var argument in Arguments(call))
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
            return EndpointTable.Find(table.Clients, definition) is { } client && check.OfDefault(client) is { } text && UsesDefault(call, cancellation)
                ? rule.Finding(SitePlace.OfFinding(Name(call.Syntax), definition, context.Model, cancellation), "code", text)
                : null;
        }

        /// <summary>Whether nothing that the call is given can bring another address.</summary>
        private bool UsesDefault(IOperation call, CancellationToken cancellation)
        {
            foreach (var argument in Arguments(call))
            {
                if (SeenObject.IsNothing(argument) || argument.Parameter is not { } parameter)
                {
                    continue;
                }

                if (parameter.Type.Name is "Uri" or "HttpClient" || parameter.Name is "endpoint" or "baseUri" || parameter.Type.Name.EndsWith("Settings", StringComparison.Ordinal) ||
                    (parameter.Type.Name.EndsWith("Options", StringComparison.Ordinal) && !LeavesAddress(argument.Value, cancellation)))
                {
                    return false;
                }
            }

            foreach (var member in (call as IObjectCreationOperation)?.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
            {
                if (member is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } && EndpointTable.Find(table.Addresses, target.Member) is not null)
                {
                    return false;
                }
            }

            return true;
        }

        private bool LeavesAddress(IOperation options, CancellationToken cancellation) =>
            SeenObject.Of(options, context.Model, cancellation) is { } seen && !seen.Sets("Endpoint") && !seen.Sets("BaseUrl") && !seen.Sets("BaseDomain") && !seen.Sets("ProviderType");

        /// <summary>A raw request. A base address that names a provider is judged where it is assigned, once for all requests.</summary>
        private Site? Request(IInvocationOperation call, CancellationToken cancellation)
        {
            foreach (var (address, provider, argument, baseAddress) in http.Requests(call, cancellation))
            {
                if ((baseAddress is null || ProviderHosts.Default.Match(baseAddress) is null) && check.Of(new Endpoint(address), provider) is { } text)
                {
                    return DevelopmentOnly.Is(call) ? null : rule.Finding(SitePlace.OfFinding(argument.Syntax, call.TargetMethod, context.Model, cancellation), "http", text);
                }
            }

            return null;
        }

        private Site? Socket(IInvocationOperation call, CancellationToken cancellation) =>
            call.TargetMethod.Name == Connect && TypeNames.Is(call.TargetMethod.ContainingType, "System.Net.WebSockets.ClientWebSocket")
                ? OfHost(call.Arguments[0].Value, call.TargetMethod, "realtime", cancellation)
                : null;

        /// <summary>An address that counts only when its host is one of a provider.</summary>
        private Site? OfHost(IOperation value, ISymbol member, string kind, CancellationToken cancellation)
        {
            foreach (var address in addresses.Of(value, cancellation))
            {
                if (ProviderHosts.Default.Match(address) is { } provider && check.Of(new Endpoint(address), provider) is { } text)
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
                if (check.Of(new Endpoint(address), ProviderHosts.Default.Match(address) is { } known and not "unknown" ? known : provider) is { } text)
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

        private static ImmutableArray<IArgumentOperation> Arguments(IOperation call) => call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };

        private static SyntaxNode Name(SyntaxNode call) => call is ObjectCreationExpressionSyntax creation ? creation.Type : call;
    }
}
