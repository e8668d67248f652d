namespace PromptShield.Reporting;

/// <summary>Turns the compiler's paths into paths relative to the root.</summary>
public sealed class SourcePaths
{
    private readonly string[] _root;
    private readonly string _folder;
    private readonly (string From, string To)[] _map;

    /// <summary>Paths of one project.</summary>
    /// <param name="root">The root folder, absolute.</param>
    /// <param name="projectFolder">The folder that relative paths of the compiler start from, absolute.</param>
    /// <param name="pathMap">The compiler's path map (<c>from=to,from2=to2</c>, doubled <c>=</c> and <c>,</c> are literal), or null.</param>
    public SourcePaths(string root, string projectFolder, string? pathMap = null)
    {
        _root = Segments(root);
        _folder = projectFolder;
        _map = ReadMap(pathMap);
    }

    /// <summary>The folder that is the root of a repository: the nearest one upwards that holds <c>.git</c>; null when there is none.</summary>
    public static string? RepositoryRoot(string start)
    {
        for (string? folder = Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>
    /// The path relative to the root with forward slashes, path maps undone. A file outside the root starts with <c>../</c>; one on another
    /// drive keeps its absolute path.
    /// </summary>
    public string RelativeToRoot(string path)
    {
        if (path.Length == 0)
        {
            return "";
        }

        string unmapped = Unmap(path);
        string[] segments = Segments(IsAbsolute(unmapped) ? unmapped : _folder + "/" + unmapped);
        var comparison = _root.Length > 0 && IsDrive(_root[0]) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        int common = 0;
        while (common < _root.Length && common < segments.Length - 1 && string.Equals(_root[common], segments[common], comparison))
        {
            common++;
        }

        bool otherDrive = common == 0 && segments.Length > 0 && IsDrive(segments[0]);
        return otherDrive
            ? string.Join("/", segments)
            : string.Join("/", Enumerable.Repeat("..", _root.Length - common).Concat(segments.Skip(common)));
    }

    /// <summary>A message without the root's place on this machine: two runs on one commit say the same.</summary>
    public string WithoutRoot(string message)
    {
        if (_root.Length == 0)
        {
            return message;
        }

        string root = (IsDrive(_root[0]) ? "" : "/") + string.Join("/", _root) + "/";
        return message.Replace(root, "").Replace(root.Replace('/', '\\'), "");
    }

    private string Unmap(string path)
    {
        string slashed = path.Replace('\\', '/');
        foreach (var (from, to) in _map)
        {
            if (slashed.StartsWith(to, StringComparison.Ordinal))
            {
                return from + slashed.Substring(to.Length);
            }
        }

        return path;
    }

    private static (string From, string To)[] ReadMap(string? pathMap)
    {
        if (string.IsNullOrEmpty(pathMap))
        {
            return [];
        }

        var entries = new List<(string From, string To)>();
        foreach (string entry in SplitDoubled(pathMap!, ','))
        {
            string[] sides = [.. SplitDoubled(entry, '=')];
            if (sides.Length == 2 && sides[0].Length > 0 && sides[1].Length > 0)
            {
                entries.Add((Folder(sides[0]), Folder(sides[1])));
            }
        }

        // The compiler takes the longest match when it maps; undoing does the same.
        return [.. entries.OrderByDescending(entry => entry.To.Length)];
    }

    private static string Folder(string path) => path.Trim().Replace('\\', '/').TrimEnd('/') + "/";

    private static IEnumerable<string> SplitDoubled(string text, char separator)
    {
        var part = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != separator)
            {
                part.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == separator)
            {
                part.Append(separator);
                i++;
            }
            else
            {
                yield return part.ToString();
                part.Clear();
            }
        }

        yield return part.ToString();
    }

    private static string[] Segments(string path)
    {
        var segments = new List<string>();
        foreach (string segment in path.Replace('\\', '/').Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment.Length > 0 && segment != "." && segment != "..")
            {
                segments.Add(segment);
            }
        }

        return [.. segments];
    }

    private static bool IsAbsolute(string path)
        => path[0] is '/' or '\\' || (path.Length > 2 && IsDrive(path.Substring(0, 2)) && path[2] is '/' or '\\');

    private static bool IsDrive(string segment)
        => segment.Length == 2 && segment[1] == ':' && segment[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
