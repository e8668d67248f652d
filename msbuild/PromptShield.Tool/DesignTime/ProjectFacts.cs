using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace PromptShield.Tool.DesignTime;

/// <summary>Facts of a loaded project that Roslyn's model keeps only between the lines.</summary>
internal static class ProjectFacts
{
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.v3", "NUnit", "MSTest", "MSTest.TestFramework", "TUnit"];
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

    /// <summary>Whether the list of the project's packages is there: beside its generated sources, wherever the project puts those.</summary>
    public static bool IsRestored(Project project)
    {
        const string Assets = "project.assets.json";
        foreach (var document in project.Documents)
        {
            if (document.FilePath is { } path && path.EndsWith(".AssemblyInfo.cs", StringComparison.Ordinal))
            {
                // obj/Debug/net10.0/App.AssemblyInfo.cs, or one folder less with artifacts output.
                for (var folder = Directory.GetParent(path); folder is not null && folder.Name.Length > 0; folder = folder.Parent)
                {
                    if (File.Exists(Path.Combine(folder.FullName, Assets)))
                    {
                        return true;
                    }

                    if (folder.Name == "obj")
                    {
                        return false;
                    }
                }
            }
        }

        return File.Exists(Path.Combine(Path.GetDirectoryName(project.FilePath)!, "obj", Assets));
    }

    /// <summary>Whether the project refers to a test framework; its own file says so when nothing is restored.</summary>
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

        return NamesTestPackage(project.FilePath!);
    }

    private static bool NamesTestPackage(string projectFile)
    {
        try
        {
            foreach (var element in XDocument.Load(projectFile).Descendants())
            {
                if ((element.Name.LocalName == "PackageReference" && TestPackages.Contains((string?)element.Attribute("Include"), StringComparer.OrdinalIgnoreCase)) ||
                    (element.Name.LocalName == "IsTestProject" && string.Equals(element.Value.Trim(), "true", StringComparison.OrdinalIgnoreCase)))
                {
                    return true;
                }
            }
        }
        catch (XmlException)
        {
            // The workspace has said that this file cannot be read.
        }

        return false;
    }
}
