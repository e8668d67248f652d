using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>
/// A rule without a population: it lists the places that violate it. It holds no state; what it knows of a compilation is made by
/// <see cref="Register"/> and kept by what is registered there.
/// </summary>
internal abstract class Rule(DiagnosticDescriptor descriptor)
{
    /// <summary>The diagnostic. Its message may use <c>{0}</c>, the member that the finding is about, and <c>{1}</c>, why.</summary>
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>Says which operations, texts and symbols are to be judged; nothing when the compilation lacks the libraries that the rule is about.</summary>
    public abstract void Register(RuleRegistrar on, RuleContext context);

    /// <summary>A violation of this rule.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="kind">What the place is about: a kind of the report contract.</param>
    /// <param name="text">Why it violates, in words that end the sentence which the message begins.</param>
    /// <param name="origin">Where the value or the client comes from.</param>
    /// <param name="path">The steps of a value from its source to here.</param>
    /// <param name="parts">What a fix has to change, when it is not the place itself.</param>
    protected Site Finding(
        SitePlace place, string kind, string text, Location? origin = null, ImmutableArray<Location> path = default, ImmutableArray<Location> parts = default) => new()
    {
        Population = Site.RuleFindings,
        Kind = kind,
        Place = place,
        Sdk = string.Empty,
        Provider = "unknown",
        Guard = GuardState.Unguarded,
        Reason = Reasons.RuleViolated,
        ReasonText = text,
        Rule = Descriptor.Id,
        Origin = origin,
        Path = path.IsDefault ? ImmutableArray<Location>.Empty : path,
        Parts = parts.IsDefault ? ImmutableArray<Location>.Empty : parts,
    };
}
