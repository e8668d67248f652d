using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Builds projects with the analyzers injected from outside, and collects what the compiler found.</summary>
internal sealed class InjectedBuild(Workplace workplace, Progress progress)
{
    /// <summary>The folder beside this command that holds analyzers and targets.</summary>
    public static string InjectFolder => Path.Combine(AppContext.BaseDirectory, "inject");

    /// <returns>Fragments of everything that was compiled or should have been, and the errors of the build.</returns>
    public async Task<ScanEvidence> RunAsync(ScanTarget target, IReadOnlyList<ProjectFile> projects, CancellationToken cancel)
    {
        string[] buildable = [.. projects.Where(project => project.Problem is null).Select(project => project.Path)];
        using var scratch = new ScratchFolder();
        var errors = buildable.Length == 0 ? [] : await BuildAsync(target, buildable, scratch.Path, cancel).ConfigureAwait(false);
        return new ScanEvidence(new FragmentAssembly(workplace, errors).Assemble(projects, CompilationFacts.ReadAll(scratch.Path)), errors);
    }

    private async Task<IReadOnlyList<BuildError>> BuildAsync(ScanTarget target, string[] projects, string scratch, CancellationToken cancel)
    {
        progress.Step(InnerEnvironment.Announce("Building runs the targets, generators and analyzers of the scanned code.", DotnetProcess.WithheldCredentials));
        var restoreErrors = await RestoreAsync(target.Folder, projects, scratch, cancel).ConfigureAwait(false);
        string? policyLines = WritePolicy(scratch);
        string text = TraversalProject.Build(projects, InjectFolder, scratch, policyLines);
        var buildErrors = await RunAsync("Compiling", target.Folder, scratch, "scan", text, "Scan", cancel).ConfigureAwait(false);
        return [.. restoreErrors, .. buildErrors];
    }

    private async Task<IReadOnlyList<BuildError>> RestoreAsync(string folder, string[] projects, string scratch, CancellationToken cancel)
    {
        var errors = await RunAsync("Restoring", folder, scratch, "restore", TraversalProject.Restore(projects), "Restore", cancel).ConfigureAwait(false);

        // NuGet's own errors concern the project that they name. Any other one comes from a project that cannot even be asked, and ends the restore of all.
        string[] failed = [.. errors.Where(error => !error.IsOfRestore).Select(error => error.Project)];
        string[] others = [.. projects.Except(failed, FragmentAssembly.PathComparer)];
        if (failed.Length == 0 || others.Length == 0)
        {
            return errors;
        }

        var again = await RunAsync("Restoring one by one", folder, scratch, "restore-each", TraversalProject.RestoreEach(others), "Restore", cancel).ConfigureAwait(false);
        return [.. errors.Union(again)];
    }

    private async Task<IReadOnlyList<BuildError>> RunAsync(
        string verb, string folder, string scratch, string name, string text, string target, CancellationToken cancel)
    {
        progress.Step($"{verb} ...");
        string project = Path.Combine(scratch, name + ".proj");
        string log = Path.Combine(scratch, name + ".errors.log");
        await File.WriteAllTextAsync(project, text, cancel).ConfigureAwait(false);
        var (exitCode, tail) = await DotnetProcess.RunAsync(
            folder,
            ["msbuild", project, "-t:" + target, "-nologo", "-m", "-nodeReuse:false", "-verbosity:minimal", "-p:TreatWarningsAsErrors=false", "-p:WarningsAsErrors=", $"-flp:LogFile={log};ErrorsOnly;Encoding=UTF-8"],
            line => progress.Move(verb + ": " + line.Trim()),
            cancel).ConfigureAwait(false);
        progress.Clear();

        // Without a log MSBuild never began: no SDK, or none that the folder's global.json accepts.
        return exitCode == 0 || File.Exists(log)
            ? BuildError.Read(log)
            : throw new CannotRunException($"promptshield: error: 'dotnet msbuild' does not run in '{folder}':{Environment.NewLine}{tail}{Environment.NewLine}Install the SDK that the folder's global.json asks for, or change that file.");
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
