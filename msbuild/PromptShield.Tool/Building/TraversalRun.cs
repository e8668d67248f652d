namespace PromptShield.Tool;

/// <summary>Runs projects that this command generates, which have MSBuild restore or build those that are scanned.</summary>
/// <param name="folder">The working folder: its global.json chooses the SDK.</param>
/// <param name="scratch">The folder for the generated projects and the logs.</param>
/// <param name="projects">The scanned projects, under whose names errors are shown.</param>
/// <param name="progress">Is told of each step.</param>
internal sealed class TraversalRun(string folder, string scratch, ReportedNames projects, Progress progress)
{
    /// <summary>Runs a target of a generated project.</summary>
    /// <returns>The errors; they do not end the scan.</returns>
    /// <exception cref="CannotRunException">MSBuild does not run at all.</exception>
    public async Task<IReadOnlyList<BuildError>> RunAsync(string verb, string name, string text, string target, CancellationToken cancel)
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
            ? [.. BuildError.Read(log).Select(projects.In)]
            : throw new CannotRunException($"promptshield: error: 'dotnet msbuild' does not run in '{folder}':{Environment.NewLine}{tail}{Environment.NewLine}Install the SDK that the folder's global.json asks for, or change that file.");
    }

    /// <summary>Restores packages.</summary>
    /// <returns>The errors; they do not end the scan.</returns>
    /// <exception cref="CannotRunException">MSBuild does not run at all.</exception>
    public async Task<IReadOnlyList<BuildError>> RestoreAsync(IReadOnlyList<ProjectFile> files, CancellationToken cancel)
    {
        var errors = await RunAsync("Restoring", "restore", TraversalProject.Restore(files.Select(file => file.BuildPath)), "Restore", cancel).ConfigureAwait(false);

        // NuGet's own errors concern the project that they name. Any other one comes from a project that cannot even be asked, and ends the restore of all.
        var failed = errors.Where(error => !error.IsOfRestore).Select(error => error.Project).ToHashSet(FragmentAssembly.PathComparer);
        string[] others = [.. files.Where(file => !failed.Contains(file.Path)).Select(file => file.BuildPath)];
        if (failed.Count == 0 || others.Length == 0)
        {
            return errors;
        }

        var again = await RunAsync("Restoring one by one", "restore-each", TraversalProject.RestoreEach(others), "Restore", cancel).ConfigureAwait(false);
        return [.. errors.Union(again)];
    }
}
