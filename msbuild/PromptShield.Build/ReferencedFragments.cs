using Microsoft.Build.Framework;
using PromptShield.Reporting;

namespace PromptShield.Build;

/// <summary>The fragments that the builds of referenced projects left beside their output.</summary>
internal static class ReferencedFragments
{
    private const string SourceProject = "MSBuildSourceProjectFile";

    /// <summary>The project file of a referenced assembly, absolute.</summary>
    public static string ProjectOf(ITaskItem assembly) => Path.GetFullPath(assembly.GetMetadata(SourceProject));

    /// <summary>The parts of the fragments that a program answers for. A project without a usable one is left out, and the report says that it is missing.</summary>
    public static IReadOnlyList<ProjectFragment> Of(IEnumerable<ITaskItem> assemblies, string root)
    {
        var paths = new SourcePaths(root, root);
        var fragments = new List<ProjectFragment>();
        foreach (var assembly in assemblies)
        {
            if (Read(assembly.GetMetadata("FullPath")) is { } fragment && fragment.Project == paths.RelativeToRoot(ProjectOf(assembly)))
            {
                fragments.Add(fragment.Owed());
            }
        }

        return fragments;
    }

    // A fragment of an earlier build speaks of another assembly; one of another version, or a damaged one, cannot be read.
    private static ProjectFragment? Read(string assembly)
    {
        string path = Path.Combine(Path.GetDirectoryName(assembly) ?? "", ProjectFragment.FileName);
        if (!File.Exists(path) || !File.Exists(assembly))
        {
            return null;
        }

        try
        {
            var fragment = FragmentFile.Read(path);
            return fragment.IsOf(assembly) ? fragment : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
