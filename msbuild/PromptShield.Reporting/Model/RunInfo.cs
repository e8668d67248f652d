namespace PromptShield.Reporting;

/// <summary>How the report was made: the only part that may differ between two runs on one commit.</summary>
public sealed record RunInfo
{
    /// <summary>What made the report, for example <c>promptshield scan</c> or <c>PromptShield.Build</c>.</summary>
    public string Tool { get; init; } = "";

    /// <summary>Its version.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>When it started, or null.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The build configuration, or empty: a scan has none of its own.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>The commit, or empty when unknown.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The compilations whose evidence the report holds, sorted by project and target framework. Filled by the report builder.</summary>
    public IReadOnlyList<RunAssembly> Assemblies { get; init; } = [];
}

/// <summary>A compilation and the assembly that its evidence is bound to.</summary>
/// <param name="Project">The project, relative to the root.</param>
/// <param name="TargetFramework">The target framework moniker.</param>
/// <param name="Name">The assembly's simple name.</param>
/// <param name="Mvid">The module version id, or empty.</param>
/// <param name="Sha256">SHA-256 of the assembly, or empty.</param>
/// <param name="AnalyzerVersion">The analyzers' version, or empty.</param>
/// <param name="CompilerVersion">The compiler's version, or empty.</param>
public sealed record RunAssembly(
    string Project, string TargetFramework, string Name, string Mvid, string Sha256, string AnalyzerVersion, string CompilerVersion);
