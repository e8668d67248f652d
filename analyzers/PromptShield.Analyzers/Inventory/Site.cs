using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Inventory;

/// <summary>One row of the inventory: a model call, a log call that receives personal data, or a place where another rule is violated.</summary>
internal sealed class Site
{
    /// <summary>Population of model calls.</summary>
    public const string ModelCalls = "model-calls";

    /// <summary>Population of log, console, scope and telemetry calls that receive personal data.</summary>
    public const string PersonalDataSinks = "personal-data-sinks";

    /// <summary>Places that violate a rule which has no population of its own. Places that keep such a rule are not listed.</summary>
    public const string RuleFindings = "rule-findings";

    /// <summary><see cref="ModelCalls"/>, <see cref="PersonalDataSinks"/> or <see cref="RuleFindings"/>.</summary>
    public required string Population { get; init; }

    /// <summary>The kind of the report contract, such as <c>chat</c> or <c>log</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where the site is and what it calls.</summary>
    public required SitePlace Place { get; init; }

    /// <summary>The SDK or logging library.</summary>
    public required string Sdk { get; init; }

    /// <summary>The provider, or <c>unknown</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The guard state.</summary>
    public required GuardState Guard { get; init; }

    /// <summary>A code of <see cref="Reasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The reason in words, for people.</summary>
    public required string ReasonText { get; init; }

    /// <summary>The rule that judges the site.</summary>
    public required string Rule { get; init; }

    /// <summary>What must supply the shield when the state is Deferred: parameter, field or service type.</summary>
    public string OwedTo { get; init; } = string.Empty;

    /// <summary>What other assemblies must or may supply for the state to hold: entries of <see cref="Flow.Debt"/>.</summary>
    public ImmutableArray<string> Debts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Comma-separated classes of personal data.</summary>
    public string DataClasses { get; init; } = string.Empty;

    /// <summary>Where the client was created, or the value comes from.</summary>
    public Location? Origin { get; init; }

    /// <summary>The steps from the source of a value to the site, the source first; empty when the rule follows no value.</summary>
    public ImmutableArray<Location> Path { get; init; } = ImmutableArray<Location>.Empty;

    /// <summary>What a fix has to change, when it is not the place itself.</summary>
    public ImmutableArray<Location> Parts { get; init; } = ImmutableArray<Location>.Empty;
}
