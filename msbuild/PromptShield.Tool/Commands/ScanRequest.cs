namespace PromptShield.Tool;

/// <summary>What the user asked <c>scan</c> for.</summary>
/// <param name="Path">A project, a solution, a file-based app or a folder.</param>
/// <param name="Output">The folder for the report, or null.</param>
/// <param name="Policy">The policy file, or null.</param>
/// <param name="Root">The root where there is no repository, or null.</param>
/// <param name="WarnOnly">True when a gate that does not pass gives exit code 0.</param>
/// <param name="DesignTime">True to load the projects without building them.</param>
internal sealed record ScanRequest(string Path, string? Output, string? Policy, string? Root, bool WarnOnly, bool DesignTime);
