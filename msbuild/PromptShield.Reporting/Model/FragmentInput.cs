namespace PromptShield.Reporting;

/// <summary>What the caller knows about a project beside the compiler's evidence.</summary>
public sealed record FragmentInput
{
    /// <summary>The root folder, absolute.</summary>
    public string Root { get; init; } = "";

    /// <summary>The project file, absolute.</summary>
    public string ProjectPath { get; init; } = "";

    /// <summary>The target framework moniker.</summary>
    public string TargetFramework { get; init; } = "";

    /// <summary>The compiler's path map as MSBuild has it (<c>from=to,from2=to2</c>), or null.</summary>
    public string? PathMap { get; init; }

    /// <summary>True for a test project.</summary>
    public bool IsTestProject { get; init; }

    /// <summary>The assembly's name, used when the inventory record is missing.</summary>
    public string AssemblyName { get; init; } = "";

    /// <summary>The output kind, used when the inventory record is missing.</summary>
    public OutputKind OutputKind { get; init; }

    /// <summary>The compiled assembly; its module version id and SHA-256 bind the evidence to it. Null when there is none.</summary>
    public string? AssemblyPath { get; init; }

    /// <summary>The project files that it references as source, absolute, without the shield's own.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
