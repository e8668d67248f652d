using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>
/// Loads projects as an editor does, without making outputs, and goes on in spite of restore and compile errors. Generators and analyzers that
/// the scanned code brings, itself or in packages, do not run.
/// </summary>
internal sealed class DesignTimeScan(Workplace workplace, Progress progress)
{
    private readonly List<string> _failures = [];

    /// <returns>One fragment a project and target framework, none of them bound to an assembly.</returns>
    public async Task<ScanEvidence> RunAsync(string folder, IReadOnlyList<ProjectFile> files, CancellationToken cancel)
    {
        var names = new ReportedNames(files);
        var withheld = HideFromChildren();
        progress.Step(InnerEnvironment.Announce("Loading evaluates the project files, and runs the targets and generators of the SDK on them.", withheld));
        var errors = await RestoreAppsAsync(folder, files, names, cancel).ConfigureAwait(false);
        var analysis = new DesignTimeAnalysis(workplace, names, errors, InjectedAnalyzers.Load(InjectedBuild.InjectFolder));
        using var workspace = MSBuildWorkspace.Create(new Dictionary<string, string>
        {
            ["PromptShieldScan"] = "true",

            // Windows projects are read on any system: only running them needs Windows.
            ["EnableWindowsTargeting"] = "true",
        });
        workspace.LoadMetadataForReferencedProjects = true;
        workspace.SkipUnrecognizedProjects = true;
        using var failed = workspace.RegisterWorkspaceFailedHandler(failure =>
        {
            lock (_failures)
            {
                _failures.Add(failure.Diagnostic.Message);
            }
        });

        var fragments = new List<ProjectFragment>();
        var empty = new HashSet<string>(FragmentAssembly.PathComparer);
        foreach (var file in files)
        {
            var problem = file.Problem ?? await OpenAsync(workspace, file, names, cancel).ConfigureAwait(false);
            if (problem is not null)
            {
                fragments.Add(Missing(file, problem));
                if (file.Problem is null)
                {
                    empty.Add(file.BuildPath);
                }
            }
        }

        var loaded = SdkGenerators.Only(workspace.CurrentSolution);
        foreach (var project in loaded.Solution.Projects.OrderBy(project => project.Name, StringComparer.Ordinal))
        {
            if (project.Language == LanguageNames.CSharp && project.FilePath is not null && !empty.Contains(project.FilePath) && project.AssemblyName != FragmentAssembly.ShieldAssembly)
            {
                progress.Move("Analysing: " + project.Name);
                fragments.Add(await analysis.RunAsync(project, loaded.LeftOff[project.Id], cancel).ConfigureAwait(false));
            }
        }

        progress.Clear();
        foreach (var project in loaded.Solution.Projects)
        {
            RemoveEmptyOutput(project);
        }

        return new ScanEvidence(fragments, [], Sources(loaded.Solution));
    }

    private static HashSet<string> Sources(Solution solution)
        => solution.Projects.SelectMany(project => project.Documents).Select(document => document.FilePath).OfType<string>().ToHashSet(FragmentAssembly.PathComparer);

    // Nobody else restores them. An app that cannot be is loaded all the same, and says that its packages are missing.
    private async Task<IReadOnlyList<BuildError>> RestoreAppsAsync(string folder, IReadOnlyList<ProjectFile> files, ReportedNames names, CancellationToken cancel)
    {
        ProjectFile[] apps = [.. files.Where(file => names.AppAt(file.BuildPath) is not null)];
        if (apps.Length == 0)
        {
            return [];
        }

        using var scratch = new ScratchFolder();
        try
        {
            return await new TraversalRun(folder, scratch.Path, names, progress).RestoreAsync(apps, cancel).ConfigureAwait(false);
        }
        catch (CannotRunException problem)
        {
            progress.Step(problem.Message);
            return [];
        }
    }

    private async Task<EvidenceProblem?> OpenAsync(MSBuildWorkspace workspace, ProjectFile file, ReportedNames names, CancellationToken cancel)
    {
        if (IsLoaded())
        {
            return null;
        }

        progress.Move("Loading: " + workplace.RelativeToRoot(file.Path));
        int before = _failures.Count;
        try
        {
            await workspace.OpenProjectAsync(file.BuildPath, cancellationToken: cancel).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The build host throws what MSBuild throws, in types of its own.
            return new(EvidenceProblems.NotLoaded, "The project could not be loaded: " + names.In(FirstLine(problem.Message)));
        }

        // Of a project that MSBuild cannot evaluate the workspace makes an empty one.
        return IsLoaded() && (_failures.Count == before || HasSources()) ? null : new(EvidenceProblems.NotLoaded, "The project could not be loaded: " + names.In(FirstLine(_failures.Skip(before).FirstOrDefault() ?? "no reason was given")));

        bool HasSources() => workspace.CurrentSolution.Projects.Any(project => project.FilePath == file.BuildPath && project.DocumentIds.Count > 0);
        bool IsLoaded() => workspace.CurrentSolution.Projects.Any(project => project.FilePath == file.BuildPath);
    }

    // Loading runs PrepareForBuild, which makes the folder of the output that is never written.
    private static void RemoveEmptyOutput(Project project)
    {
        try
        {
            string? end = Path.GetDirectoryName(project.FilePath);
            for (string? folder = Path.GetDirectoryName(project.OutputFilePath); folder is not null && folder != end && Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Something is in it: then it was there before.
        }
    }

    private ProjectFragment Missing(ProjectFile file, EvidenceProblem problem) => new()
    {
        Project = workplace.RelativeToRoot(file.Path),
        IsTestProject = file.IsTestProject,
        AssemblyName = Path.GetFileNameWithoutExtension(file.Path),
        Problems = [problem with { Text = workplace.WithoutRoot(problem.Text) }],
    };

    private static string FirstLine(string text) => text.Split(['\r', '\n'], 2)[0];

    // The build host is a child of this process and takes its environment.
    private static string[] HideFromChildren()
    {
        string[] names = [.. Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(InnerEnvironment.IsLeftOut).Order(StringComparer.Ordinal)];
        foreach (string name in names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        return [.. names.Where(InnerEnvironment.IsCredential)];
    }
}
