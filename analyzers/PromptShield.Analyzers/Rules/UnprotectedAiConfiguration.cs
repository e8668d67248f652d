using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH6002: an endpoint that reads or changes prompts, policies, models or evidence, which no authorization policy protects or which lets everybody in.
/// Only judged where the program is composed: a library cannot know the fallback policy of its host.
/// </summary>
internal sealed class UnprotectedAiConfiguration() : Rule(Descriptors.UnprotectedAiConfiguration)
{
    private const string MinimalApi = "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions";

    // Map and MapMethods are told apart by what they say; the others by their names.
    private static readonly ImmutableDictionary<string, string> Verbs = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
    {
        ["Map"] = string.Empty,
        ["MapMethods"] = string.Empty,
        ["MapGet"] = "GET",
        ["MapPost"] = "POST",
        ["MapPut"] = "PUT",
        ["MapPatch"] = "PATCH",
        ["MapDelete"] = "DELETE",
    });

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        var model = context.Model;
        if (!model.IsExecutable || !context.Knows(MinimalApi) || !context.HasModels)
        {
            return;
        }

        var protection = new EndpointProtection(model);
        var routes = new EndpointRoutes(model);
        foreach (var verb in Verbs.Keys)
        {
            on.Call(verb, (call, cancellation) => Endpoint(call, routes, protection, context, cancellation));
        }

        if (context.Knows(ControllerActions.Base))
        {
            on.Symbol(SymbolKind.Method, (symbol, cancellation) => Action((IMethodSymbol)symbol, protection, context, cancellation));
        }
    }

    private Site? Endpoint(IInvocationOperation map, EndpointRoutes routes, EndpointProtection protection, RuleContext context, CancellationToken cancellation)
    {
        if (!TypeNames.Is(map.TargetMethod.ContainingType, MinimalApi) || EndpointHandler.Of(map) is not { } handler)
        {
            return null;
        }

        foreach (var route in routes.RoutesOf(map, cancellation))
        {
            if (IsConfiguration(route, map, handler, context.Model, cancellation))
            {
                var access = AccessAttributes.Both(AccessAttributes.Of(handler.Method), routes.AccessOf(map, cancellation));
                return protection.Problem(access, isAction: false, cancellation) is { } problem
                    ? Finding(SitePlace.OfFinding(map.Syntax, map.TargetMethod, context.Model, cancellation), "code", $"the endpoint '{Shown(route)}' {problem}")
                    : null;
            }
        }

        return null;
    }

    private static bool IsConfiguration(string route, IInvocationOperation map, EndpointHandler handler, CompilationModel model, CancellationToken cancellation)
    {
        var words = new List<string>();
        AiConfiguration.AddRoute(route, words);
        if (handler.Method.MethodKind != MethodKind.AnonymousFunction)
        {
            words.AddRange(IdentifierWords.Split(handler.Method.Name));
        }

        var isNamed = AiConfiguration.Default.IsNamedBy(words, map.TargetMethod.Name is "MapPut" or "MapPatch" or "MapDelete");
        return handler.NamesFile() || (isNamed && !handler.AsksModel(model, cancellation));
    }

    private Site? Action(IMethodSymbol method, EndpointProtection protection, RuleContext context, CancellationToken cancellation)
    {
        if (!ControllerActions.IsAction(method) || context.DeclarationOf(method) is not { } declaration)
        {
            return null;
        }

        var words = ControllerActions.Words(method);
        if (!AiConfiguration.Default.IsNamedBy(words, ControllerActions.Changes(method)) ||
            protection.Problem(AccessAttributes.OfAction(method), isAction: true, cancellation) is not { } problem ||
            new EndpointHandler(method, method.DeclaringSyntaxReferences[0].GetSyntax(cancellation)).AsksModel(context.Model, cancellation))
        {
            return null;
        }

        return Finding(SitePlace.OfDeclaration(method, declaration), "code", $"the action {problem}");
    }

    private static string Shown(string route) => route.Replace(ProviderHosts.Unknown.ToString(), "…");
}
