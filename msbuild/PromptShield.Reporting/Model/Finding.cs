namespace PromptShield.Reporting;

/// <summary>A diagnostic of one PromptShield rule at one place.</summary>
public sealed record Finding
{
    /// <summary>The rule's id.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The level that the compiler gave it in the end.</summary>
    public FindingLevel Level { get; init; } = FindingLevel.Warning;

    /// <summary>The file, as the compiler names it or, in a fragment, relative to the root.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line; 0 when the finding has no place.</summary>
    public int Line { get; init; }

    /// <summary>1-based column in UTF-16 code units; 0 when the finding has no place.</summary>
    public int Column { get; init; }

    /// <summary>The message.</summary>
    public string Message { get; init; } = "";

    /// <summary>How it was suppressed; null when it was not.</summary>
    public FindingSuppression? Suppression { get; init; }
}

/// <summary>How a finding was suppressed. A suppressed finding still violates through the inventory.</summary>
/// <param name="How"><c>pragma</c>, <c>attribute</c>, <c>suppressor</c>, <c>external</c> or <c>unknown</c>.</param>
/// <param name="Justification">The author's words; empty when none were given.</param>
public sealed record FindingSuppression(string How, string Justification);
