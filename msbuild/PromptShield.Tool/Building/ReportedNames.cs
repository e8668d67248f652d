namespace PromptShield.Tool;

/// <summary>The names under which a report knows projects: a file-based app is its file, and not the project that was generated for it.</summary>
internal sealed class ReportedNames(IEnumerable<ProjectFile> projects)
{
    private readonly Dictionary<string, ProjectFile> _generated =
        projects.Where(project => project.BuildPath != project.Path).ToDictionary(project => project.BuildPath, FragmentAssembly.PathComparer);

    /// <summary>The path for the report.</summary>
    /// <param name="buildPath">The path that MSBuild knows.</param>
    public string Of(string buildPath) => AppAt(buildPath)?.Path ?? buildPath;

    /// <summary>The file-based app for which this project was generated; null for any other project.</summary>
    public ProjectFile? AppAt(string buildPath) => _generated.GetValueOrDefault(buildPath);

    /// <summary>A message with the names of the report.</summary>
    public string In(string message) => _generated.Values.Aggregate(
        message,
        static (text, app) => text.Replace(app.BuildPath, app.Path, StringComparison.Ordinal));

    /// <summary>An error with the names of the report.</summary>
    public BuildError In(BuildError error) => error with
    {
        Project = Of(error.Project),
        File = Of(error.File),

        // The app has other lines than the project that was generated for it.
        Line = AppAt(error.File) is null ? error.Line : 0,
        Message = In(error.Message),
    };
}
