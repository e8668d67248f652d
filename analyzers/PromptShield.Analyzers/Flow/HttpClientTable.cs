using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>The <c>AddHttpClient</c> calls of a compilation by the type and by the name that they register.</summary>
internal sealed class HttpClientTable
{
    private readonly Dictionary<ITypeSymbol, List<IInvocationOperation>> byType = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, List<IInvocationOperation>> byName = new(StringComparer.Ordinal);
    private readonly List<IInvocationOperation> untyped = [];

    /// <summary>Sorts <paramref name="all"/>; <paramref name="shieldOfAll"/> is the call that adds the shield to every client, if there is one.</summary>
    public HttpClientTable(IReadOnlyList<IInvocationOperation> all, SyntaxNode? shieldOfAll)
    {
        All = all;
        ShieldOfAll = shieldOfAll;
        foreach (var registration in all)
        {
            foreach (var type in registration.TargetMethod.TypeArguments)
            {
                Add(byType, type, registration);
            }

            if (!registration.TargetMethod.TypeArguments.IsEmpty)
            {
                continue;
            }

            untyped.Add(registration);
            if (HttpClientRegistrations.Name(registration) is { } name)
            {
                Add(byName, name, registration);
            }
        }
    }

    /// <summary>Every call, in the order of the compilation.</summary>
    public IReadOnlyList<IInvocationOperation> All { get; }

    /// <summary>The calls that register no type: clients by name, and the one without a name.</summary>
    public IReadOnlyList<IInvocationOperation> Untyped => untyped;

    /// <summary>What adds the shield to every client; null when nothing does.</summary>
    public SyntaxNode? ShieldOfAll { get; }

    /// <summary>The calls that register this name.</summary>
    public IReadOnlyList<IInvocationOperation> Named(string name) => byName.TryGetValue(name, out var found) ? found : [];

    /// <summary>The calls that register a client for this type, or for this implementation of it.</summary>
    public IReadOnlyList<IInvocationOperation> Typed(ITypeSymbol type) => byType.TryGetValue(type, out var found) ? found : [];

    private static void Add<TKey>(Dictionary<TKey, List<IInvocationOperation>> table, TKey key, IInvocationOperation registration)
    {
        if (!table.TryGetValue(key, out var entries))
        {
            table.Add(key, entries = []);
        }

        entries.Add(registration);
    }
}
