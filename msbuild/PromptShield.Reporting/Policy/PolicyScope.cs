namespace PromptShield.Reporting;

/// <summary>Which projects and files the gate looks at.</summary>
public sealed record PolicyScope
{
    /// <summary>Patterns over paths relative to the root: <c>*</c> within a segment, <c>**</c> over segments, <c>?</c> one character.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>True when test projects are in scope.</summary>
    public bool IncludeTests { get; init; }

    /// <summary>The reason why a project is out of scope, or null when it is in scope.</summary>
    /// <param name="project">The project file relative to the root, with forward slashes.</param>
    /// <param name="isTestProject">True for a test project.</param>
    public string? ExclusionOfProject(string project, bool isTestProject)
        => ExcludesFile(project) ? "policy-exclude" : isTestProject && !IncludeTests ? "test-project" : null;

    /// <summary>True when a pattern matches the file.</summary>
    /// <param name="file">The file relative to the root, with forward slashes.</param>
    public bool ExcludesFile(string file) => Exclude.Any(pattern => PathPattern.Matches(pattern, file));
}
