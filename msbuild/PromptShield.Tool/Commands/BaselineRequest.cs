namespace PromptShield.Tool;

/// <summary>What the user asked <c>baseline</c> for.</summary>
/// <param name="Path">A project, a solution or a folder.</param>
/// <param name="Policy">The policy file, or null.</param>
/// <param name="Root">The root where there is no repository, or null.</param>
/// <param name="AcceptsNew">True to freeze violations that an existing baseline does not hold.</param>
internal sealed record BaselineRequest(string Path, string? Policy, string? Root, bool AcceptsNew);
