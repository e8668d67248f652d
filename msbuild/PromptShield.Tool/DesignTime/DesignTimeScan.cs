using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;
using PromptShield.Reporting;

namespace PromptShield.Tool.DesignTime;

/// <summary>
/// Analyses projects as an editor loads them: no outputs, in spite of restore and compile errors, and with the scanned code's own
/// generators and analyzers off. What resolves is analysed; the rest is said.
/// </summary>
internal sealed class DesignTimeScan(AnalyzerSet analyzers, string root, string? policyLines, TextWriter progress)
{
    /// <summary>Loads and analyses <paramref name="projects"/>, absolute paths of C# project files, one after the other.</summary>
    public async Task<DesignTimeResult> RunAsync(IReadOnlyList<string> projects, CancellationToken cancellation)
    {
        var fragments = new List<ProjectFragment>();
        var failures = new List<UnanalyzedProject>();
        using var workspace = MSBuildWorkspace.Create();
        workspace.SkipUnrecognizedProjects = true;
        workspace.LoadMetadataForReferencedProjects = false;
        var messages = new LoadMessages();
        using var registration = workspace.RegisterWorkspaceFailedHandler(messages.Add);
        for (var i = 0; i < projects.Count; i++)
        {
            await progress.WriteLineAsync($"[{i + 1}/{projects.Count}] {SourcePath(projects[i])}").ConfigureAwait(false);
            try
            {
                foreach (var project in await LoadAsync(workspace, projects[i], cancellation).ConfigureAwait(false))
                {
                    fragments.Add(await AnalyzeAsync(project, messages, cancellation).ConfigureAwait(false));
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(new UnanalyzedProject(
                    SourcePath(projects[i]), IsTestProject: false, new EvidenceProblem(EvidenceProblems.NotLoaded, FirstLine(failure.Message))));
            }
        }

        return new DesignTimeResult(fragments, failures);
    }

    private static async Task<IReadOnlyList<Project>> LoadAsync(MSBuildWorkspace workspace, string path, CancellationToken cancellation)
    {
        // A project that another one refers to is loaded already, once for each target framework.
        if (!workspace.CurrentSolution.Projects.Any(project => IsAt(project, path)))
        {
            await workspace.OpenProjectAsync(path, cancellationToken: cancellation).ConfigureAwait(false);
        }

        return
        [
            .. workspace.CurrentSolution.Projects
                .Where(project => IsAt(project, path))
                .OrderBy(project => project.Name, StringComparer.Ordinal),
        ];
    }

    private static bool IsAt(Project project, string path) =>
        string.Equals(project.FilePath, path, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private async Task<ProjectFragment> AnalyzeAsync(Project project, LoadMessages messages, CancellationToken cancellation)
    {
        var input = new FragmentInput
        {
            Root = root,
            ProjectPath = project.FilePath!,
            TargetFramework = ProjectFacts.TargetFramework(project),
            IsTestProject = ProjectFacts.IsTestProject(project),
            AssemblyName = project.AssemblyName,
        };
        var loaded = await LoadedProject.CreateAsync(project, cancellation).ConfigureAwait(false);
        var evidence = await analyzers.RunAsync(loaded, policyLines, cancellation).ConfigureAwait(false);
        var fragment = FragmentBuilder.Create(evidence, input);
        return fragment with
        {
            // Design time judges what an editor sees; only a build binds the evidence to an assembly.
            Problems =
            [
                new EvidenceProblem(EvidenceProblems.DesignTime, "The project was loaded at design time and not built: nothing binds this to an assembly."),
                .. messages.Of(project),
                .. loaded.Problems,
                .. fragment.Problems,
            ],
            NotAnalyzed = [.. fragment.NotAnalyzed, .. loaded.NotAnalyzed],
        };
    }

    private string SourcePath(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}

/// <summary>What a design-time scan found.</summary>
/// <param name="Fragments">One a project and target framework that could be loaded.</param>
/// <param name="NotLoaded">The projects that could not.</param>
internal sealed record DesignTimeResult(IReadOnlyList<ProjectFragment> Fragments, IReadOnlyList<UnanalyzedProject> NotLoaded);
