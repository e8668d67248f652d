namespace PromptShield.Reporting;

/// <summary>The commit that a working tree stands on, read from git's own files: no git is needed where the report is made.</summary>
public static class GitHead
{
    private const string RefPrefix = "ref: ";
    private const string LinkPrefix = "gitdir: ";

    /// <summary>The commit id of the repository whose top folder is <paramref name="root"/>; empty when there is none or it cannot be read.</summary>
    public static string Of(string root)
    {
        try
        {
            string folder = Path.Combine(root, ".git");
            string common = folder;
            if (File.Exists(folder))
            {
                // A linked working tree: its own HEAD, and the branches of the repository that it belongs to.
                string link = File.ReadAllText(folder).Trim();
                if (!link.StartsWith(LinkPrefix, StringComparison.Ordinal))
                {
                    return "";
                }

                folder = Path.GetFullPath(Path.Combine(root, link.Substring(LinkPrefix.Length)));
                string commonFile = Path.Combine(folder, "commondir");
                common = File.Exists(commonFile) ? Path.GetFullPath(Path.Combine(folder, File.ReadAllText(commonFile).Trim())) : folder;
            }

            string head = File.ReadAllText(Path.Combine(folder, "HEAD")).Trim();
            return head.StartsWith(RefPrefix, StringComparison.Ordinal) ? Resolve(common, head.Substring(RefPrefix.Length)) : Id(head);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return "";
        }
    }

    private static string Resolve(string common, string name)
    {
        if (name.Contains(".."))
        {
            return "";
        }

        string loose = Path.Combine(common, name);
        if (File.Exists(loose))
        {
            return Id(File.ReadAllText(loose).Trim());
        }

        string packed = Path.Combine(common, "packed-refs");
        foreach (string line in File.Exists(packed) ? File.ReadAllLines(packed) : [])
        {
            int space = line.IndexOf(' ');
            if (space > 0 && string.Equals(line.Substring(space + 1), name, StringComparison.Ordinal))
            {
                return Id(line.Substring(0, space));
            }
        }

        return "";
    }

    // SHA-1 or SHA-256 object ids; whatever else stands there does not belong in a report.
    private static string Id(string text) => text.Length is 40 or 64 && text.All(Uri.IsHexDigit) ? text : "";
}
