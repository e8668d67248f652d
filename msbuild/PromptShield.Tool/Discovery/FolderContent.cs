namespace PromptShield.Tool;

/// <summary>What a folder and the folders below it hold.</summary>
internal sealed class FolderContent
{
    private static readonly HashSet<string> OutputFolders = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", "artifacts" };

    private readonly List<string> _projects = [];
    private readonly List<string> _apps = [];
    private readonly HashSet<string> _besideProjects = new(FragmentAssembly.PathComparer);

    /// <summary>Looks through a folder, without hidden folders, folders of outputs, and links.</summary>
    public FolderContent(string folder)
    {
        Walk(folder, belongsToProject: false);
        _projects.Sort(StringComparer.Ordinal);
        _apps.Sort(StringComparer.Ordinal);
        var programs = Programs([.. _apps.Select(AppReader.Read)]);
        Apps = [.. programs.Where(app => !_besideProjects.Contains(app.Path))];
        AppsBesideProjects = [.. programs.Where(app => _besideProjects.Contains(app.Path))];
    }

    /// <summary>The project files, absolute, sorted.</summary>
    public IReadOnlyList<string> Projects => _projects;

    /// <summary>The file-based apps in folders that belong to no project, sorted by path.</summary>
    public IReadOnlyList<FileBasedApp> Apps { get; }

    /// <summary>The file-based apps in the folder of a project or below it, sorted by path: they are apps if no project compiles them.</summary>
    public IReadOnlyList<FileBasedApp> AppsBesideProjects { get; }

    /// <summary>The apps without those that are only a part of another.</summary>
    private static List<FileBasedApp> Programs(IReadOnlyList<FileBasedApp> files)
    {
        var programs = files.ToList();
        foreach (var file in files)
        {
            // One after the other: of two that include each other one stays.
            if (programs.Exists(program => program.Problem is null && program.Includes(file.Path)))
            {
                programs.Remove(file);
            }
        }

        return programs;
    }

    private void Walk(string folder, bool belongsToProject)
    {
        var sources = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            string extension = Path.GetExtension(file);
            if (ProjectDiscovery.IsProject(extension))
            {
                _projects.Add(file);
                belongsToProject = true;
            }
            else if (extension.Equals(".cs", StringComparison.OrdinalIgnoreCase))
            {
                sources.Add(file);
            }
        }

        foreach (string file in sources.Where(MayBeApp))
        {
            _apps.Add(file);
            if (belongsToProject)
            {
                _besideProjects.Add(file);
            }
        }

        foreach (var child in new DirectoryInfo(folder).EnumerateDirectories())
        {
            if (!child.Name.StartsWith('.') && !OutputFolders.Contains(child.Name) && child.LinkTarget is null)
            {
                Walk(child.FullName, belongsToProject);
            }
        }
    }

    // A file that nobody can look into may be one, and is then listed as not analysed.
    private static bool MayBeApp(string path)
    {
        try
        {
            var head = AppHead.Read(path);
            return head.IsApp || head.IsCut;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
