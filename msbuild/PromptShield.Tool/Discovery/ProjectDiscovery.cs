using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;

namespace PromptShield.Tool;

/// <summary>Finds the projects and file-based apps that a path stands for.</summary>
internal static class ProjectDiscovery
{
    private static readonly string[] ProjectExtensions = [".csproj", ".vbproj", ".fsproj"];

    /// <exception cref="CannotRunException">The path does not exist, or stands for nothing that can be scanned.</exception>
    public static async Task<ScanTarget> FindAsync(string path, CancellationToken cancel)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            var content = new FolderContent(full);
            return content.Projects.Count + content.Apps.Count > 0
                ? new ScanTarget(full, full, content.Projects, content.Apps, content.AppsBesideProjects)
                : throw new CannotRunException($"promptshield: error: there is no project in '{full}', and no file-based app. Name a project, a solution (.sln, .slnx), a file-based app (.cs) or a folder that holds one.");
        }

        if (!File.Exists(full))
        {
            throw new CannotRunException($"promptshield: error: there is no file or folder '{full}'. Name a project, a solution (.sln, .slnx), a file-based app (.cs) or a folder.");
        }

        string folder = Path.GetDirectoryName(full)!;
        string extension = Path.GetExtension(full).ToLowerInvariant();
        return extension switch
        {
            ".sln" or ".slnx" => new ScanTarget(full, folder, await InSolutionAsync(full, cancel).ConfigureAwait(false), [], []),
            ".cs" => new ScanTarget(full, folder, [], [AppReader.Read(full)], []),
            _ when IsProject(extension) => new ScanTarget(full, folder, [full], [], []),
            _ => throw new CannotRunException($"promptshield: error: '{full}' is neither a project (.csproj) nor a solution (.sln, .slnx) nor a file-based app (.cs) nor a folder."),
        };
    }

    /// <summary>True for the extension of a project file.</summary>
    public static bool IsProject(string extension) => ProjectExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);

    private static async Task<IReadOnlyList<string>> InSolutionAsync(string path, CancellationToken cancel)
    {
        try
        {
            var serializer = SolutionSerializers.GetSerializerByMoniker(path)
                ?? throw new CannotRunException($"promptshield: error: the format of the solution '{path}' is unknown.");
            var solution = await serializer.OpenAsync(path, cancel).ConfigureAwait(false);
            string folder = Path.GetDirectoryName(path)!;
            string[] projects =
            [
                .. solution.SolutionProjects
                    .Select(project => Path.GetFullPath(Path.Combine(folder, project.FilePath.Replace('\\', Path.DirectorySeparatorChar))))
                    // A shared project is compiled in the projects that import it.
                    .Where(project => !project.EndsWith(".shproj", StringComparison.OrdinalIgnoreCase))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
            return projects.Length > 0 ? projects : throw new CannotRunException($"promptshield: error: the solution '{path}' holds no project.");
        }
        catch (System.Xml.XmlException problem)
        {
            throw new CannotRunException($"{path}({problem.LineNumber},{problem.LinePosition}): error: the solution cannot be read: {problem.Message}");
        }
        catch (SolutionException problem)
        {
            throw new CannotRunException($"{path}({problem.Line ?? 1},{problem.Column ?? 1}): error: the solution cannot be read: {problem.Message}");
        }
    }
}
