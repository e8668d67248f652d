using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Writes the report of a scan and one fragment a compilation.</summary>
internal static class ScanOutput
{
    /// <summary>Fragments of an earlier scan in the same folder are replaced.</summary>
    public static void Write(IReadOnlyList<ProjectFragment> fragments, Report report, Workplace workplace)
    {
        string folder = Path.Combine(workplace.Output, "fragments");
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var fragment in fragments)
        {
            string path = Path.Combine(folder, Name(fragment));
            FragmentFile.Write(fragment, path);
            written.Add(path);
        }

        foreach (string old in Directory.EnumerateFiles(folder, "*." + ProjectFragment.FileName).Where(file => !written.Contains(file)).ToArray())
        {
            File.Delete(old);
        }

        ReportFiles.Write(report, workplace.Output, workplace.Root);
    }

    // The path tells apart projects of one name; a file name holds no slash.
    private static string Name(ProjectFragment fragment)
    {
        string project = fragment.Project.Replace("../", "up.", StringComparison.Ordinal).Replace('/', '.').Replace(':', '.');
        string framework = fragment.TargetFramework.Length == 0 ? "" : "." + fragment.TargetFramework;
        return project + framework + "." + ProjectFragment.FileName;
    }
}
