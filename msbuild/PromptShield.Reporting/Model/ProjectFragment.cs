namespace PromptShield.Reporting;

/// <summary>
/// The evidence of one project for one target framework. All paths are relative to the root, so fragments of several machines merge.
/// </summary>
public sealed record ProjectFragment
{
    /// <summary>The value of <c>schema</c> in a fragment file.</summary>
    public const string Schema = "promptshield/fragment/v1";

    /// <summary>The usual name of a fragment file.</summary>
    public const string FileName = "promptshield-fragment.json";

    /// <summary>The project file, relative to the root, with forward slashes.</summary>
    public string Project { get; init; } = "";

    /// <summary>The target framework moniker, for example <c>net10.0</c>.</summary>
    public string TargetFramework { get; init; } = "";

    /// <summary>What the compilation makes.</summary>
    public OutputKind OutputKind { get; init; }

    /// <summary>True for a test project, which the policy leaves out unless it says otherwise.</summary>
    public bool IsTestProject { get; init; }

    /// <summary>The assembly's simple name.</summary>
    public string AssemblyName { get; init; } = "";

    /// <summary>The module version id of the assembly, or empty when no assembly was made.</summary>
    public string Mvid { get; init; } = "";

    /// <summary>SHA-256 of the assembly in lower-case hex, or empty when no assembly was made.</summary>
    public string AssemblySha256 { get; init; } = "";

    /// <summary>The analyzers' informational version.</summary>
    public string AnalyzerVersion { get; init; } = "";

    /// <summary>The compiler's version, or empty when unknown.</summary>
    public string CompilerVersion { get; init; } = "";

    /// <summary>Why the project is not evaluated; empty when it is.</summary>
    public IReadOnlyList<EvidenceProblem> Problems { get; init; } = [];

    /// <summary>The inventory.</summary>
    public IReadOnlyList<InventorySite> Sites { get; init; } = [];

    /// <summary>The endpoints and models that the code names, sorted.</summary>
    public IReadOnlyList<ModelUse> Uses { get; init; } = [];

    /// <summary>What the project supplies to other projects, sorted.</summary>
    public IReadOnlyList<Supply> Supplies { get; init; } = [];

    /// <summary>The projects that it references as source, relative to the root, sorted.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The findings of PromptShield rules.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Rules that NoWarn, a configuration file or a rule set switched off, for all of the code or for some of it; sorted.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>What was not analysed and is no item.</summary>
    public IReadOnlyList<NotAnalyzedCount> NotAnalyzed { get; init; } = [];

    /// <summary>True when the evidence is complete.</summary>
    public bool IsEvaluated => Problems.Count == 0;

    /// <summary>True when nobody is left who could hand in the shield.</summary>
    public bool IsHost => OutputKind == OutputKind.Executable || IsTestProject;

    /// <summary>Whether the evidence is of this very assembly.</summary>
    /// <param name="assemblyPath">The assembly.</param>
    public bool IsOf(string assemblyPath)
    {
        using var stream = File.OpenRead(assemblyPath);
        return SiteId.Sha256Hex(stream) == AssemblySha256;
    }

    /// <summary>The part of a library that a program which references it answers for: what it is owed, and what it supplies.</summary>
    public ProjectFragment Owed() => this with
    {
        Sites = [.. Sites.Where(site => site.Guard == GuardState.Deferred || site.Debts.Count > 0)],
        Findings = [],
        NotAnalyzed = [],
    };
}
