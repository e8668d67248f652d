namespace PromptShield.Reporting;

/// <summary>One site of a population: all target frameworks together.</summary>
public sealed record ReportItem
{
    /// <summary>Stable when lines move; see <see cref="Reporting.SiteId"/>.</summary>
    public string SiteId { get; init; } = "";

    /// <summary>The project, relative to the root.</summary>
    public string Project { get; init; } = "";

    /// <summary>The target frameworks in which the site exists, sorted; empty when none is known.</summary>
    public IReadOnlyList<string> TargetFrameworks { get; init; } = [];

    /// <summary>The row with the worst guard state among the target frameworks, its file relative to the root.</summary>
    public InventorySite Site { get; init; } = new();

    /// <summary>The guard state after the gate.</summary>
    public GuardState Guard { get; init; }

    /// <summary>The guard state before a waiver or the baseline; null when neither applies.</summary>
    public GuardState? StateBefore { get; init; }

    /// <summary>The reason after the gate: the row's, or <c>deferred-undischarged</c>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The reason in words.</summary>
    public string ReasonText { get; init; } = "";

    /// <summary>
    /// How the client gets through the projects of a program to the site, from where it is made; of the program whose state the item has. Empty where
    /// nothing had to be linked.
    /// </summary>
    public IReadOnlyList<ChainStep> Chain { get; init; } = [];

    /// <summary>The controls that the site counts for.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>The rules that judge the site.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The waiver that applies, or null.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>True when the site counts as violating: not guarded, not accepted.</summary>
    public bool IsViolating => Guard == GuardState.Unguarded || (Guard == GuardState.Deferred && Reason == "deferred-undischarged");
}
