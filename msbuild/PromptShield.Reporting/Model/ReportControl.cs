namespace PromptShield.Reporting;

/// <summary>What was measured for one control.</summary>
public sealed record ReportControl
{
    /// <summary>The control.</summary>
    public ControlDefinition Definition { get; init; } = ControlCatalog.All[0];

    /// <summary>The result.</summary>
    public ControlResult Result { get; init; }

    /// <summary>Sites behind the shield.</summary>
    public int Guarded { get; init; }

    /// <summary>Sites that violate.</summary>
    public int Violating { get; init; }

    /// <summary>Sites in libraries whose callers owe the shield.</summary>
    public int Deferred { get; init; }

    /// <summary>Violations that a waiver accepts.</summary>
    public int Waived { get; init; }

    /// <summary>Violations that the baseline already had.</summary>
    public int Baselined { get; init; }

    /// <summary>Sites that could not be judged.</summary>
    public int NotAnalyzed { get; init; }

    /// <summary>The sites of the population, in report order.</summary>
    public IReadOnlyList<string> SiteIds { get; init; } = [];

    /// <summary>
    /// Violations of rules that have no population, and that count against this control beside its population. They are not part of the numbers above, so
    /// that these stay those of the population.
    /// </summary>
    public IReadOnlyList<string> FindingSiteIds { get; init; } = [];

    /// <summary>How many more of these a waiver or the baseline accepts.</summary>
    public int AcceptedFindings { get; init; }

    /// <summary>All sites: the sum of the other numbers.</summary>
    public int Population => Guarded + Violating + Deferred + Waived + Baselined + NotAnalyzed;

    /// <summary>
    /// Guarded sites in percent of those that were judged (guarded, violating, waived, baselined); null when none was, and for a control that is
    /// measured by violations only. An accepted exception is never counted as covered. Not rounded.
    /// </summary>
    public double? Coverage
    {
        get
        {
            int judged = Guarded + Violating + Waived + Baselined;
            return judged == 0 || Definition.Population == ControlCatalog.RuleFindings ? null : 100.0 * Guarded / judged;
        }
    }
}
