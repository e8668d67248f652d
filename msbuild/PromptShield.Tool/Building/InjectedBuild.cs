using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Builds projects with the analyzers injected from outside, and collects what the compiler found.</summary>
internal sealed class InjectedBuild(Workplace workplace, Progress progress)
{
    /// <summary>The folder beside this command that holds analyzers and targets.</summary>
    public static string InjectFolder => Path.Combine(AppContext.BaseDirectory, "inject");

    /// <returns>Fragments of everything that was compiled or should have been, and the errors of the build.</returns>
    public async Task<ScanEvidence> RunAsync(string folder, IReadOnlyList<ProjectFile> projects, CancellationToken cancel)
    {
        ProjectFile[] buildable = [.. projects.Where(project => project.Problem is null)];
        var names = new ReportedNames(projects);
        using var scratch = new ScratchFolder();
        var errors = buildable.Length == 0 ? [] : await BuildAsync(new TraversalRun(folder, scratch.Path, names, progress), buildable, scratch.Path, cancel).ConfigureAwait(false);
        var compilations = CompilationFacts.ReadAll(scratch.Path);
        return new ScanEvidence(
            new FragmentAssembly(workplace, names, errors).Assemble(projects, compilations),
            errors,
            compilations.SelectMany(facts => facts.Sources).ToHashSet(FragmentAssembly.PathComparer));
    }

    private async Task<IReadOnlyList<BuildError>> BuildAsync(TraversalRun run, ProjectFile[] projects, string scratch, CancellationToken cancel)
    {
        progress.Step(InnerEnvironment.Announce("Building runs the targets, generators and analyzers of the scanned code.", DotnetProcess.WithheldCredentials));
        var restoreErrors = await run.RestoreAsync(projects, cancel).ConfigureAwait(false);
        string? policyLines = WritePolicy(scratch);
        string text = TraversalProject.Build(projects.Select(project => project.BuildPath), InjectFolder, scratch, policyLines);
        var buildErrors = await run.RunAsync("Compiling", "scan", text, "Scan", cancel).ConfigureAwait(false);
        return [.. restoreErrors, .. buildErrors];
    }

    private string? WritePolicy(string scratch)
    {
        if (workplace.Policy is not { } policy)
        {
            return null;
        }

        string path = Path.Combine(scratch, PolicyHandoff.FileName);
        File.WriteAllText(path, PolicyHandoff.Write(policy));
        return path;
    }
}
