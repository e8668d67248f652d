namespace PromptShield.Reporting;

/// <summary>A valid <c>promptshield.json</c>.</summary>
public sealed record Policy
{
    /// <summary>The usual file name.</summary>
    public const string FileName = "promptshield.json";

    /// <summary>The file that was read.</summary>
    public string Path { get; init; } = "";

    /// <summary>SHA-256 of the file's bytes in lower-case hex.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>What is in scope.</summary>
    public PolicyScope Scope { get; init; } = new();

    /// <summary>Levels of rules; a rule that is not named has the level of <see cref="RuleCatalog"/>.</summary>
    public IReadOnlyDictionary<string, RuleLevel> Rules { get; init; } = new Dictionary<string, RuleLevel>();

    /// <summary>Demands on controls; a control that is not named has none.</summary>
    public IReadOnlyDictionary<string, ControlDemand> Controls { get; init; } = new Dictionary<string, ControlDemand>();

    /// <summary>Identifiers that name personal data beside the built-in ones.</summary>
    public IReadOnlyList<string> PersonalNames { get; init; } = [];

    /// <summary>Documentation ids of methods and constructors that give a guarded client.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>Documentation ids of members that give content, by its origin.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sources { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Documentation ids of members that do something with content, by what they do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sinks { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What is approved: entries by register. A register that the policy does not name is absent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Approved { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Identifiers that do not name personal data.</summary>
    public IReadOnlyList<string> IgnoredNames { get; init; } = [];

    /// <summary>Documentation comment ids of methods whose result is redacted.</summary>
    public IReadOnlyList<string> Redactors { get; init; } = [];

    /// <summary>Accepted exceptions.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>The baseline report, relative to the policy file; null when there is none.</summary>
    public string? Baseline { get; init; }
}

/// <summary>What a policy demands of a control.</summary>
/// <param name="MinimumCoverage">The lowest coverage in percent that passes; null for none.</param>
/// <param name="Required">
/// True when the gate passes only if the control does. False when the gate takes no notice of sites that were not judged. Null when the policy
/// does not say: sites that were not judged keep the gate from passing, and the level of the rule decides about violations.
/// </param>
public sealed record ControlDemand(double? MinimumCoverage, bool? Required);

/// <summary>An accepted exception: one site, one rule, an owner, another approver, a reason and an end.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Owner">Who owns the exception.</param>
/// <param name="Approver">Who approved it: somebody else.</param>
/// <param name="Reason">Why it is accepted.</param>
/// <param name="Expires">The last day on which it applies, <c>yyyy-MM-dd</c>.</param>
public sealed record Waiver(string SiteId, string Rule, string Owner, string Approver, string Reason, string Expires)
{
    /// <summary>1-based line in the policy, or 0 when the waiver was not read from a file.</summary>
    public int Line { get; init; }

    /// <summary>1-based column in the policy, or 0.</summary>
    public int Column { get; init; }

    /// <summary>True when the last day lies before <paramref name="today"/>.</summary>
    public bool IsExpired(DateTime today) => string.CompareOrdinal(
        Expires, today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) < 0;
}
