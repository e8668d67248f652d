using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Makes fragments from facts and error logs, so that every project has one.</summary>
internal sealed class FragmentAssembly(Workplace workplace, ReportedNames names, IReadOnlyList<BuildError> errors)
{
    /// <summary>The shield is compiled with its users where it is referenced as source; its own calls are what carries theirs.</summary>
    public const string ShieldAssembly = "PromptShield.Runtime";

    public IReadOnlyList<ProjectFragment> Assemble(IReadOnlyList<ProjectFile> projects, IReadOnlyList<CompilationFacts> compilations)
    {
        var asked = projects.Select(project => project.Path).ToHashSet(PathComparer);
        var fragments = new List<ProjectFragment>();
        foreach (var facts in compilations)
        {
            // What the scanned projects reference was compiled too, and is part of the programs, wherever it stands.
            string project = names.Of(facts.Project);
            if (asked.Contains(project) || facts.AssemblyName != ShieldAssembly)
            {
                fragments.Add(FragmentBuilder.Create(Evidence(facts, project), facts.Input(workplace.Root) with { ProjectPath = project }));
            }
        }

        var found = compilations.Select(facts => names.Of(facts.Project)).ToHashSet(PathComparer);
        fragments.AddRange(projects.Where(project => !found.Contains(project.Path)).Select(WithoutCompilation));
        return fragments;
    }

    /// <summary>How paths of projects compare on this system.</summary>
    public static StringComparer PathComparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private CompilationEvidence Evidence(CompilationFacts facts, string project)
    {
        BuildError[] own =
        [
            .. errors.Where(error => PathComparer.Equals(error.Project, project)
                && (error.TargetFramework.Length == 0 || error.TargetFramework == facts.TargetFramework)),
        ];
        if (!facts.ReachedCompiler || !File.Exists(facts.Sarif) || own.Any(FailureReason.IsNewerCompiler))
        {
            var problem = FailureReason.Of(own);
            return CompilationEvidence.Missing(problem.Code, problem.Text);
        }

        return SarifReader.Read(facts.Sarif);
    }

    private ProjectFragment WithoutCompilation(ProjectFile project) => new()
    {
        Project = workplace.RelativeToRoot(project.Path),
        IsTestProject = project.IsTestProject,
        AssemblyName = Path.GetFileNameWithoutExtension(project.Path),
        Problems = [project.Problem ?? FailureReason.Of([.. errors.Where(error => PathComparer.Equals(error.Project, project.Path))])],
    };
}
