using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>
/// The names that tables of members are asked for by, each once, however many lines share it. Whether a compilation knows the types is not asked: that
/// costs more than the few members that share a name, which the judgement tells apart by their types.
/// </summary>
internal sealed class MemberNames
{
    private static readonly char[] BeforeName = ['.', '+'];
    private readonly HashSet<string> creations = new(StringComparer.Ordinal);
    private readonly HashSet<string> calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> properties = new(StringComparer.Ordinal);

    /// <summary>The names of some entries, and of further methods.</summary>
    public MemberNames(IEnumerable<MemberEntry> entries, IEnumerable<string> methods)
    {
        calls.UnionWith(methods);
        foreach (var entry in entries)
        {
            if (entry.IsProperty)
            {
                properties.UnionWith(entry.Members);
            }
            else if (entry.Members[0] == MemberEntry.Constructor)
            {
                creations.UnionWith(entry.Types.Select(static type => type.Substring(type.LastIndexOfAny(BeforeName) + 1)));
            }
            else
            {
                calls.UnionWith(entry.Members);
            }
        }
    }

    /// <summary>Asks for them.</summary>
    public void Register(
        RuleRegistrar on, Judgement<IObjectCreationOperation> creation, Judgement<IInvocationOperation> call, Judgement<ISimpleAssignmentOperation> assignment)
    {
        foreach (var name in creations)
        {
            on.Creation(name, creation);
        }

        foreach (var name in calls)
        {
            on.Call(name, call);
        }

        foreach (var name in properties)
        {
            on.Assignment(name, assignment);
        }
    }
}
