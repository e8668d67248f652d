using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>What a scan found before the gate is evaluated.</summary>
/// <param name="Fragments">One a project and target framework; a project that could not be analysed has one that says why.</param>
/// <param name="Errors">Errors of the build.</param>
internal sealed record ScanEvidence(IReadOnlyList<ProjectFragment> Fragments, IReadOnlyList<BuildError> Errors);
