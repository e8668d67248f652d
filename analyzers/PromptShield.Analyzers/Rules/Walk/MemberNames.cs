using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>The names that tables of members bring into one compilation: each is asked for once, however many lines share it.</summary>
internal sealed class MemberNames(RuleContext context)
{
    private static readonly char[] BeforeName = ['.', '+'];

    /// <summary>Names of types whose creation is to be judged.</summary>
    public HashSet<string> Creations { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of methods whose calls are to be judged.</summary>
    public HashSet<string> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of properties whose assignments are to be judged.</summary>
    public HashSet<string> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds the members of those types that the compilation knows.</summary>
    public void Add<T>(List<T> entries)
        where T : MemberEntry
    {
        foreach (var entry in entries)
        {
            foreach (var type in entry.Types)
            {
                if (!context.Knows(type))
                {
                    continue;
                }

                if (entry.IsProperty)
                {
                    Properties.UnionWith(entry.Members);
                }
                else if (entry.Members[0] == MemberEntry.Constructor)
                {
                    Creations.Add(type.Substring(type.LastIndexOfAny(BeforeName) + 1));
                }
                else
                {
                    Calls.UnionWith(entry.Members);
                }
            }
        }
    }

    /// <summary>Asks for them.</summary>
    public void Register(
        RuleRegistrar on, Judgement<IObjectCreationOperation> creation, Judgement<IInvocationOperation> call, Judgement<ISimpleAssignmentOperation> assignment)
    {
        foreach (var name in Creations)
        {
            on.Creation(name, creation);
        }

        foreach (var name in Calls)
        {
            on.Call(name, call);
        }

        foreach (var name in Properties)
        {
            on.Assignment(name, assignment);
        }
    }
}
