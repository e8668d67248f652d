using System.Xml;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Understands the directives of a file-based app and of the files that it includes.</summary>
internal sealed class AppReader
{
    /// <summary>The items that the SDK makes of included files.</summary>
    private static readonly Dictionary<string, string> Items = new(StringComparer.OrdinalIgnoreCase)
    {
        [".cs"] = "Compile", [".resx"] = "EmbeddedResource", [".json"] = "None", [".razor"] = "Content", [".dll"] = "Reference",
    };

    private readonly List<(string Name, string Version)> _sdks = [];
    private readonly List<(string Name, string Version)> _packages = [];
    private readonly List<(string Name, string Value)> _properties = [];
    private readonly List<string> _projects = [];
    private readonly Dictionary<string, string> _files = new(FragmentAssembly.PathComparer);
    private readonly HashSet<string> _excluded = new(FragmentAssembly.PathComparer);
    private readonly Queue<string> _unread = [];

    /// <summary>The app in a file.</summary>
    public static FileBasedApp Read(string path)
    {
        var reader = new AppReader();
        var problem = reader.ReadAll(path);
        return new FileBasedApp
        {
            Path = path,
            Sdks = reader._sdks,
            Packages = reader._packages,
            Properties = reader._properties,
            Projects = reader._projects,
            Files = [.. reader._files.Where(file => !reader._excluded.Contains(file.Key) || file.Key == path).Select(file => (file.Value, file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal)],
            Problem = problem,
        };
    }

    private EvidenceProblem? ReadAll(string path)
    {
        if (!IsXmlText(path))
        {
            return NotLoaded("The path of the file holds characters that no project can name.");
        }

        Add("Compile", path);
        while (_unread.TryDequeue(out string? file))
        {
            string where = file == path ? "" : $"In the included file {Path.GetFileName(file)}: ";
            try
            {
                var head = AppHead.Read(file);
                if (head.IsCut)
                {
                    return NotLoaded($"{where}No code stands in the first {AppHead.Limit} characters.");
                }

                foreach (var directive in head.Directives)
                {
                    if (Understand(directive, Path.GetDirectoryName(file)!) is { } problem)
                    {
                        return NotLoaded($"{where}Line {directive.Line}: {problem}");
                    }
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return NotLoaded($"{where}The file cannot be read: it does not exist or is not accessible.");
            }
        }

        return null;
    }

    // What is not understood is said in words of this command: the text of the file is not.
    private string? Understand(AppDirective directive, string folder)
    {
        if (!IsXmlText(directive.Text))
        {
            return "The directive holds characters that no project can hold.";
        }

        return directive.Kind switch
        {
            "sdk" => NameAndVersion(directive.Text, _sdks),
            "package" => NameAndVersion(directive.Text, _packages),
            "property" => Property(directive.Text),
            "project" => Project(directive.Text, folder),
            "include" => Files(directive.Text, folder, isExcluded: false),
            "exclude" => Files(directive.Text, folder, isExcluded: true),
            _ => "The directive is none of sdk, package, property, project, include and exclude.",
        };
    }

    private static string? NameAndVersion(string text, List<(string Name, string Version)> found)
    {
        string[] parts = text.Split('@', 2, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0 || parts[0].Any(letter => char.IsWhiteSpace(letter) || letter is '=' or '/') || parts is [_, ""])
        {
            return "The directive has no name, or not the form name@version.";
        }

        found.Add((parts[0], parts.Length == 2 ? parts[1] : ""));
        return null;
    }

    private string? Property(string text)
    {
        string[] parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || !IsName(parts[0]))
        {
            return "The directive has not the form name=value.";
        }

        _properties.Add((parts[0], parts[1]));
        return null;
    }

    private string? Project(string text, string folder)
    {
        if (Absolute(text, folder) is not { } path)
        {
            return "The directive names no path, or one that only a build can compute.";
        }

        if (!Directory.Exists(path))
        {
            _projects.Add(path);
            return null;
        }

        string[] projects = [.. Directory.EnumerateFiles(path).Where(file => ProjectDiscovery.IsProject(Path.GetExtension(file)))];
        if (projects.Length != 1)
        {
            return "The directive names a folder that does not hold exactly one project.";
        }

        _projects.Add(projects[0]);
        return null;
    }

    private string? Files(string text, string folder, bool isExcluded)
    {
        if (Absolute(text, folder) is not { } pattern || !Items.TryGetValue(Path.GetExtension(pattern), out string? item))
        {
            return "The directive names no path of a known kind of file, or one that only a build can compute.";
        }

        foreach (string file in FilePattern.Expand(pattern))
        {
            if (isExcluded)
            {
                _excluded.Add(file);
            }
            else
            {
                Add(item, file);
            }
        }

        return null;
    }

    private void Add(string item, string file)
    {
        if (_files.TryAdd(file, item) && item == "Compile")
        {
            _unread.Enqueue(file);
        }
    }

    private static string? Absolute(string text, string folder)
        => text.Length == 0 || text.Contains("$(", StringComparison.Ordinal) || text.Contains("@(", StringComparison.Ordinal)
            ? null
            : Path.GetFullPath(text.Replace('\\', Path.DirectorySeparatorChar), folder);

    private static bool IsName(string text)
    {
        try
        {
            return text.Length > 0 && XmlConvert.VerifyNCName(text) is not null;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool IsXmlText(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text) is not null;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static EvidenceProblem NotLoaded(string text) => new(EvidenceProblems.NotLoaded, text);
}
