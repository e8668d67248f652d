namespace PromptShield.Reporting;

/// <summary>What a report needs beside fragments and policy. All paths relative to the root, with forward slashes.</summary>
public sealed record ReportContext
{
    /// <summary>The day on which waivers are judged.</summary>
    public DateTime Today { get; init; }

    /// <summary>The policy file relative to the root; null when there is no policy.</summary>
    public string? PolicyPath { get; init; }

    /// <summary>Projects without a fragment: another language, no restore, a format that is too old.</summary>
    public IReadOnlyList<UnanalyzedProject> NotAnalyzedProjects { get; init; } = [];

    /// <summary>Violating sites of the baseline report; see <see cref="Baseline.Read"/>.</summary>
    public IReadOnlyCollection<string> BaselineSiteIds { get; init; } = [];

    /// <summary>
    /// True when the fragments are all that the policy is about. A build of one project of many sets false: then a waiver for a site that
    /// is not there is nothing to complain about.
    /// </summary>
    public bool CoversWholePolicy { get; init; } = true;

    /// <summary>How the report is made; its assemblies are filled by the builder.</summary>
    public RunInfo Run { get; init; } = new();
}

/// <summary>A project of which there is no fragment.</summary>
/// <param name="Project">The project file relative to the root.</param>
/// <param name="IsTestProject">True for a test project.</param>
/// <param name="Problem">Why there is no fragment. Null when it was left out because the policy's scope excludes it.</param>
public sealed record UnanalyzedProject(string Project, bool IsTestProject, EvidenceProblem? Problem);
