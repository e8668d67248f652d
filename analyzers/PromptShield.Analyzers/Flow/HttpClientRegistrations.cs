using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges HTTP clients that the HTTP client factory makes, by their <c>AddHttpClient</c> registrations.</summary>
internal sealed class HttpClientRegistrations(CompilationModel compilation)
{
    private readonly BuilderChains chains = new(compilation);
    private readonly ConcurrentDictionary<SyntaxNode, GuardVerdict> judged = new();
    private HttpClientTable? table;

    /// <summary>Judges <c>factory.CreateClient(name)</c>.</summary>
    public GuardVerdict JudgeNamed(IInvocationOperation create, CancellationToken cancellation)
    {
        var name = Name(create);
        var registered = Registered(cancellation);
        var verdict = JudgeAll(name is null ? registered.Untyped : registered.Named(name), cancellation);
        if (verdict.State is null && registered.ShieldOfAll is { } defaults)
        {
            return GuardVerdict.Guarded(defaults);
        }

        return verdict.State is null
            ? compilation.IsExecutable
                ? GuardVerdict.Unguarded(Reasons.HttpClientNotShielded, "no registration of this HTTP client adds the shield", create.Syntax)
                : GuardVerdict.Deferred("T:System.Net.Http.IHttpClientFactory", "the HTTP client is configured by whoever composes the program", create.Syntax, name is null ? Slot.Unfollowed : Slot.OfHttpClient(name))
            : name is null ? verdict : verdict.Owing(Debt.OpenSlot(Slot.OfHttpClient(name)));
    }

    /// <summary>Judges the HTTP client that the factory gives to the constructor of <paramref name="type"/>; null when no typed client is registered.</summary>
    public GuardVerdict? JudgeTyped(ITypeSymbol? type, CancellationToken cancellation) =>
        type is not null && JudgeAll(Registered(cancellation).Typed(type), cancellation) is { State: not null } verdict
            ? verdict.Owing(Debt.OpenSlot(Slot.OfHttpClient(type)))
            : null;

    /// <summary>What each <c>AddHttpClient</c> of the compilation configures, by the place that other assemblies name.</summary>
    public IEnumerable<(string Slot, IInvocationOperation Call, GuardVerdict Verdict)> Supplied(CancellationToken cancellation)
    {
        foreach (var call in Registered(cancellation).All)
        {
            var verdict = JudgeAll([call], cancellation);
            foreach (var type in call.TargetMethod.TypeArguments)
            {
                yield return (Slot.OfHttpClient(type), call, verdict);
            }

            if (call.TargetMethod.TypeArguments.IsEmpty && Name(call) is { } name)
            {
                yield return (Slot.OfHttpClient(name), call, verdict);
            }
        }
    }

    /// <summary>The <c>AddHttpClient</c> calls of the compilation.</summary>
    public IReadOnlyList<IInvocationOperation> Registrations(CancellationToken cancellation) => Registered(cancellation).All;

    /// <summary>The constant name that a call gives; the empty name when it gives none, null when it is not constant.</summary>
    public static string? Name(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter: { Name: "name", Type.SpecialType: SpecialType.System_String } })
            {
                return argument.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
            }
        }

        return string.Empty;
    }

    private HttpClientTable Registered(CancellationToken cancellation)
    {
        if (Volatile.Read(ref table) is { } known)
        {
            return known;
        }

        var all = new List<IInvocationOperation>();
        foreach (var node in compilation.Invocations("AddHttpClient"))
        {
            if (compilation.OperationOf(node, cancellation) is IInvocationOperation call)
            {
                all.Add(call);
            }
        }

        var made = new HttpClientTable(all, ShieldOfAll(cancellation));
        Volatile.Write(ref table, made);
        return made;
    }

    private GuardVerdict JudgeAll(IReadOnlyList<IInvocationOperation> registrations, CancellationToken cancellation)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var registration in registrations)
        {
            if (!judged.TryGetValue(registration.Syntax, out var one))
            {
                one = judged.GetOrAdd(registration.Syntax, Judge(registration, cancellation));
            }

            verdict = verdict.Join(one);
        }

        return verdict;
    }

    /// <summary>Handlers run in the order in which they are added, so the shield must be the last one that is not the framework's own.</summary>
    private GuardVerdict Judge(IInvocationOperation registration, CancellationToken cancellation)
    {
        var shield = Registered(cancellation).ShieldOfAll;
        SyntaxNode? nearer = null;
        SyntaxNode? primary = null;
        foreach (var (node, isCertain) in chains.After(registration.Syntax, cancellation))
        {
            if (node is InvocationExpressionSyntax call && AddsShield(call, cancellation))
            {
                shield = isCertain ? node : shield;
                nearer = isCertain ? null : nearer;
            }
            else if (node is not InvocationExpressionSyntax other || (IsHandler(other) && IsOwnHandler(other, cancellation)))
            {
                nearer = node;
                primary = IsPrimary(node) ? node : primary;
            }
        }

        return shield is null
            ? GuardVerdict.Unguarded(Reasons.HttpClientNotShielded, "its HTTP client is registered without the shield", registration.Syntax)
            : (primary ?? nearer) is { } inside
                ? GuardVerdict.Unguarded(Reasons.MiddlewareInsideShield, "another handler of its HTTP client is nearer to the wire than the shield", inside)
            : GuardVerdict.Guarded(shield);
    }

    private static bool IsHandler(InvocationExpressionSyntax call) =>
        SyntaxShape.CalleeName(call)?.Identifier.ValueText is "AddHttpMessageHandler" or "ConfigurePrimaryHttpMessageHandler" or "ConfigureHttpMessageHandlerBuilder" or "ConfigureAdditionalHttpMessageHandlers";

    private static bool IsPrimary(SyntaxNode node) =>
        node is InvocationExpressionSyntax call && SyntaxShape.CalleeName(call)?.Identifier.ValueText != "AddHttpMessageHandler";

    private bool IsOwnHandler(InvocationExpressionSyntax node, CancellationToken cancellation)
    {
        if (compilation.OperationOf(node, cancellation) is not IInvocationOperation call)
        {
            return true;
        }

        if (call.TargetMethod.TypeArguments.Length == 1)
        {
            return OwnCode.IsOwnHandler(call.TargetMethod.TypeArguments[0]);
        }

        foreach (var argument in node.ArgumentList.Arguments)
        {
            foreach (var value in ReturnedValues.Of(argument.Expression))
            {
                if (OwnCode.IsOwnHandler(compilation.OperationOf(value, cancellation)))
                {
                    return true;
                }
            }

            // A method group, a variable, or a function that returns nothing and changes the handlers in place.
            if (ReturnedValues.Of(argument.Expression).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private bool AddsShield(InvocationExpressionSyntax node, CancellationToken cancellation)
    {
        if (compilation.OperationOf(node, cancellation) is not IInvocationOperation call)
        {
            return false;
        }

        if (ShieldIdentity.Declares(call.TargetMethod))
        {
            return true;
        }

        return call.TargetMethod.Name == "AddHttpMessageHandler" && (
            call.TargetMethod.TypeArguments.Length == 1
                ? ShieldIdentity.Declares(call.TargetMethod.TypeArguments[0])
                : ReturnsShield(node, cancellation));
    }

    private bool ReturnsShield(InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            var values = ReturnedValues.Of(argument.Expression);
            if (!values.IsEmpty && values.All(value => ShieldIdentity.Declares(compilation.SemanticModelOf(value.SyntaxTree).GetTypeInfo(value, cancellation).Type)))
            {
                return true;
            }
        }

        return false;
    }

    private SyntaxNode? ShieldOfAll(CancellationToken cancellation)
    {
        foreach (var node in compilation.Invocations("ConfigureHttpClientDefaults"))
        {
            foreach (var inner in node.DescendantNodes())
            {
                if (inner is InvocationExpressionSyntax invocation && AddsShield(invocation, cancellation))
                {
                    return node;
                }
            }
        }

        return null;
    }
}
