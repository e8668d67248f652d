namespace PromptShield.Reporting;

/// <summary>Where paths of a report start, and where its policy stands.</summary>
public static class RootFolder
{
    /// <summary>The nearest folder upwards that holds <c>.git</c>, else <paramref name="wanted"/>, else <paramref name="start"/>.</summary>
    /// <param name="start">The folder of the project or scan.</param>
    /// <param name="wanted">The root that the user named, or null or empty.</param>
    public static string Of(string start, string? wanted = null)
        => SourcePaths.RepositoryRoot(start) ?? Path.GetFullPath(string.IsNullOrEmpty(wanted) ? start : wanted!);

    /// <summary>The nearest <c>promptshield.json</c> from <paramref name="start"/> up to <paramref name="root"/>; null when there is none.</summary>
    public static string? NearestPolicy(string start, string root)
    {
        string end = Trim(Path.GetFullPath(root));
        for (string? folder = Trim(Path.GetFullPath(start)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string candidate = Path.Combine(folder, Policy.FileName);
            if (File.Exists(candidate))
            {
                return candidate;
            }

            if (string.Equals(folder, end, StringComparison.Ordinal))
            {
                return null;
            }
        }

        return null;
    }

    private static string Trim(string folder)
        => folder.Length > Path.GetPathRoot(folder)!.Length ? folder.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) : folder;
}
