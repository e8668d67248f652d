using Microsoft.CodeAnalysis;

namespace PromptShield.Tool.DesignTime;

/// <summary>Facts of a loaded project that Roslyn's model keeps only between the lines.</summary>
internal static class ProjectFacts
{
    private static readonly string[] TestFrameworks = ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"];

    /// <summary>The target framework: a project with several is loaded once for each, named <c>Name(net8.0)</c>.</summary>
    public static string TargetFramework(Project project)
    {
        var open = project.Name.LastIndexOf('(');
        if (open >= 0 && project.Name.EndsWith(')'))
        {
            return project.Name[(open + 1)..^1];
        }

        var options = project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions;
        return options.TryGetValue("build_property.TargetFramework", out var framework) ? framework : "";
    }

    /// <summary>Whether the project refers to a test framework.</summary>
    public static bool IsTestProject(Project project)
    {
        foreach (var reference in project.MetadataReferences)
        {
            if (reference is PortableExecutableReference { FilePath: { } path } &&
                TestFrameworks.Contains(Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
