namespace PromptShield.Reporting;

/// <summary>Counts the items of each control and derives its result.</summary>
internal static class ControlMeasure
{
    public static IReadOnlyList<ReportControl> Measure(IReadOnlyList<ReportItem> items, Policy? policy, bool allEvaluated)
    {
        bool hasModelCalls = items.Any(item => item.Site.Population == ControlCatalog.ModelCalls);
        return [.. ControlCatalog.All.Select(definition => Measure(definition, items, policy, allEvaluated, hasModelCalls))];
    }

    /// <summary>True when the policy names a minimum that the control does not reach.</summary>
    public static bool IsBelowMinimum(ReportControl control, Policy? policy)
        => Demand(control, policy)?.MinimumCoverage is { } minimum && control.Coverage < minimum;

    public static ControlDemand? Demand(ReportControl control, Policy? policy)
        => policy is not null && policy.Controls.TryGetValue(control.Definition.Id, out var demand) ? demand : null;

    private static ReportControl Measure(ControlDefinition definition, IReadOnlyList<ReportItem> items, Policy? policy, bool allEvaluated, bool hasModelCalls)
    {
        var counted = items.Where(item => item.Controls.Contains(definition.Id)).ToArray();
        var population = counted.Where(item => item.Site.Population == definition.Population).ToArray();
        var others = counted.Where(item => item.Site.Population != definition.Population).ToArray();
        int violating = population.Count(item => item.IsViolating);
        var control = new ReportControl
        {
            Definition = definition,
            Guarded = Count(population, GuardState.Guarded),
            Violating = violating,
            Deferred = population.Count(item => item.Guard == GuardState.Deferred && !item.IsViolating),
            Waived = Count(population, GuardState.Waived),
            Baselined = Count(population, GuardState.Baselined),
            NotAnalyzed = Count(population, GuardState.NotAnalyzed),
            SiteIds = [.. population.Select(item => item.SiteId)],
            FindingSiteIds = [.. others.Where(item => item.IsViolating).Select(item => item.SiteId)],
            AcceptedFindings = others.Count(item => !item.IsViolating),
        };
        return control with { Result = Result(control, policy, allEvaluated, hasModelCalls) };
    }

    private static ControlResult Result(ReportControl control, Policy? policy, bool allEvaluated, bool hasModelCalls)
    {
        if (control.Violating > 0 || control.FindingSiteIds.Count > 0 || IsBelowMinimum(control, policy))
        {
            return ControlResult.Fail;
        }

        if (!allEvaluated || control.NotAnalyzed > 0)
        {
            return ControlResult.NotEvaluated;
        }

        if (control.Definition.Population == ControlCatalog.RuleFindings)
        {
            // Nothing was found: that says something only where there are model calls for the rules to look at.
            return control.Population > 0 ? ControlResult.PassWithWaivers : hasModelCalls ? ControlResult.Pass : ControlResult.NotApplicable;
        }

        if (control.Population == 0)
        {
            return ControlResult.NotApplicable;
        }

        // Only deferred sites: the shield is owed by programs that are not in this report.
        return control.Coverage is null ? ControlResult.NotEvaluated
            : control.Waived + control.Baselined + control.AcceptedFindings > 0 ? ControlResult.PassWithWaivers
            : ControlResult.Pass;
    }

    private static int Count(ReportItem[] items, GuardState guard) => items.Count(item => item.Guard == guard);
}
