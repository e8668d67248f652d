using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules;

/// <summary>A tool of a model: its name, and the code that runs when the model calls it, as far as this compilation shows them.</summary>
internal sealed class ToolBody(CompilationModel compilation)
{
    private const string Async = "Async";
    private readonly HttpModelCalls http = new(compilation);

    /// <summary>The names that a tool of <paramref name="method"/> can have for the policy: the given one, and the method's with and without <c>Async</c>.</summary>
    public static IEnumerable<string> Names(string? given, IMethodSymbol? method)
    {
        if (given is not null)
        {
            yield return given;
        }

        if (method is { Name.Length: > 0 })
        {
            yield return method.Name;
            if (method.Name.EndsWith(Async, StringComparison.Ordinal))
            {
                yield return method.Name.Substring(0, method.Name.Length - Async.Length);
            }
        }
    }

    /// <summary>What a tool does beyond answering, as the end of a sentence; null when nothing tells.</summary>
    /// <param name="name">The name of the tool; null when it is not known.</param>
    /// <param name="code">The declaration of the method or the lambda; null when it is elsewhere.</param>
    /// <param name="cancellation">Stops the work.</param>
    public (string Effect, string Text)? EffectOf(string? name, SyntaxNode? code, CancellationToken cancellation)
    {
        if (name is not null && ToolEffects.Default.OfName(name) is { } told)
        {
            return (told, "the name of the tool '" + name + "' says that it " + told);
        }

        var isReader = name is not null && ToolEffects.Default.IsReader(name);
        foreach (var node in code?.DescendantNodes() ?? [])
        {
            if (node is InvocationExpressionSyntax && compilation.OperationOf(node, cancellation) is IInvocationOperation call &&
                ToolEffects.Default.OfCall(call.TargetMethod) is { } effect && !(isReader && effect == "writes") && http.ProviderOf(call, cancellation) is null)
            {
                var callee = SitePlace.Unreduced(call.TargetMethod);
                return (effect, (name is null ? "the tool" : "the tool '" + name + "'") + " calls '" + callee.ContainingType.Name + "." + callee.Name + "', which " + effect);
            }
        }

        return null;
    }

    /// <summary>Whether the code asks somebody before it acts: it elicits an answer from the user of the client.</summary>
    public static bool Asks(SyntaxNode? code)
    {
        foreach (var node in code?.DescendantNodes() ?? [])
        {
            if (node is InvocationExpressionSyntax call && SyntaxShape.CalleeName(call)?.Identifier.ValueText is "ElicitAsync")
            {
                return true;
            }
        }

        return false;
    }
}
