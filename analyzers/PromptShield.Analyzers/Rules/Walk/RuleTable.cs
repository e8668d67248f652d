using System.Collections.Immutable;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>The rules without a population, by id.</summary>
internal static class RuleTable
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Rule> All { get; } = ImmutableArray.Create<Rule>(
        new UnclassifiedPersonalMember(),
        new HardCodedModelCredential(),
        new UnprotectedAiConfiguration());
}
