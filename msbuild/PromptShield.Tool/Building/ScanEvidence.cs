using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>What a scan found before the gate is evaluated.</summary>
/// <param name="Fragments">One a project and target framework; a project that could not be analysed has one that says why.</param>
/// <param name="Errors">Errors of the build.</param>
/// <param name="Sources">The C# files that were compiled, absolute.</param>
internal sealed record ScanEvidence(IReadOnlyList<ProjectFragment> Fragments, IReadOnlyList<BuildError> Errors, IReadOnlySet<string> Sources)
{
    /// <summary>This and what a later step found; what both have, a project that both reference, is here already.</summary>
    public ScanEvidence And(ScanEvidence later) => new(
        [.. Fragments.Concat(later.Fragments).DistinctBy(fragment => (fragment.Project, fragment.TargetFramework))],
        [.. Errors.Union(later.Errors)],
        Sources.Union(later.Sources).ToHashSet(FragmentAssembly.PathComparer));
}
