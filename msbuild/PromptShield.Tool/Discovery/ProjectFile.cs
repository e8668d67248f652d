using System.Xml;
using System.Xml.Linq;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>What can be known of a project from its file alone, before anything of it runs.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="IsTestProject">True when it references a test framework.</param>
/// <param name="Problem">Why it cannot be analysed; null when it may be.</param>
internal sealed record ProjectFile(string Path, bool IsTestProject, EvidenceProblem? Problem)
{
    /// <summary>The file that MSBuild is given: the project itself, or the one that was generated for a file-based app.</summary>
    public string BuildPath { get; init; } = Path;

    /// <summary>Reads a project file.</summary>
    public static ProjectFile Read(string path)
    {
        try
        {
            var project = XDocument.Load(path).Root!;
            bool isTest = project.Descendants()
                .Where(element => element.Name.LocalName == "PackageReference")
                .Any(element => TestPackages.IsTestFramework(element.Attribute("Include")?.Value ?? ""))
                || TestPackages.IsTestSdk(project.Attribute("Sdk")?.Value ?? "")
                || project.Descendants().Any(element => element.Name.LocalName == "IsTestProject" && element.Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase));
            return new ProjectFile(path, isTest, ProblemOf(path, project));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ProjectFile(path, false, new(EvidenceProblems.NotLoaded, "The project file cannot be read: it does not exist or is not accessible."));
        }
        catch (XmlException problem)
        {
            return new ProjectFile(path, false, new(EvidenceProblems.NotLoaded, $"The project file is not valid XML (line {problem.LineNumber}, column {problem.LinePosition})."));
        }
    }

    private static EvidenceProblem? ProblemOf(string path, XElement project)
    {
        if (!path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            return new(EvidenceProblems.OtherLanguage, $"Only C# projects are analysed, and this is a {System.IO.Path.GetExtension(path)} file.");
        }

        bool hasSdk = project.Attribute("Sdk") is not null
            || project.Elements().Any(element => element.Name.LocalName == "Sdk" || (element.Name.LocalName == "Import" && element.Attribute("Sdk") is not null));
        return hasSdk ? null : new(EvidenceProblems.OldProjectFormat, "The project file is in the format from before the .NET SDK: convert it to <Project Sdk=\"Microsoft.NET.Sdk\">.");
    }
}
