using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Calls that take registrations out of a service collection again, so that an earlier one counts, or a conditional one is made after all.</summary>
internal sealed class Removals(CompilationModel compilation)
{
    private static readonly string[] OfOne = ["Remove", "RemoveAt"];
    private static readonly string[] OfAll = ["RemoveAll", "RemoveAllKeyed", "Clear"];
    private readonly ConcurrentDictionary<string[], bool> known = new();

    /// <summary>Whether a call can remove a registration and leave what it replaced, or, with <paramref name="isFirst"/>, make room for what comes later.</summary>
    public bool CanTake(bool isFirst, CancellationToken cancellation) =>
        Any(OfOne, cancellation) || (isFirst && Any(OfAll, cancellation));

    private bool Any(string[] names, CancellationToken cancellation) =>
        known.TryGetValue(names, out var isAny) ? isAny : known.GetOrAdd(names, Find(names, cancellation));

    private bool Find(string[] names, CancellationToken cancellation)
    {
        var examined = 0;
        foreach (var name in names)
        {
            foreach (var node in compilation.Invocations(name))
            {
                if (++examined > FlowBudget.Candidates ||
                    (compilation.OperationOf(node, cancellation) is IInvocationOperation call &&
                     TypeNames.IsOrInherits(CallProvenance.Receiver(call)?.Type, RegisteredServices.Collection)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
