using System.Xml.Linq;

namespace PromptShield.Tool;

/// <summary>
/// Makes for a file-based app the project that <c>dotnet run</c> makes of it in memory. It stands in a folder of its own, so nothing is written
/// beside the app; what a project finds by its place is named to it.
/// </summary>
internal static class AppProject
{
    /// <summary>What MSBuild and NuGet look for above a project, the property that names it, and the property that says whether it is looked for.</summary>
    private static readonly (string File, string PathProperty, string ImportProperty)[] FoundByPlace =
    [
        ("Directory.Build.props", "DirectoryBuildPropsPath", "ImportDirectoryBuildProps"),
        ("Directory.Build.targets", "DirectoryBuildTargetsPath", "ImportDirectoryBuildTargets"),
        ("Directory.Packages.props", "DirectoryPackagesPropsPath", "ImportDirectoryPackagesProps"),
    ];

    /// <summary>Writes the project of an app.</summary>
    /// <param name="app">The app.</param>
    /// <param name="folder">An empty folder for this app alone.</param>
    public static ProjectFile Write(FileBasedApp app, string folder)
    {
        var file = new ProjectFile(app.Path, app.IsTestProject, app.Problem);
        if (app.Problem is not null)
        {
            return file;
        }

        // The SDK names it so too.
        string path = Path.Combine(folder, Plain(Path.GetFileName(app.Path)) + ".csproj");
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, Text(app, folder));

        // The versions of project SDKs are found by place as well, and no property names where.
        if (NearestAbove(app.Folder, "global.json") is { } versions)
        {
            File.WriteAllBytes(Path.Combine(folder, "global.json"), File.ReadAllBytes(versions));
        }

        return file with { BuildPath = path };
    }

    /// <summary>The text of the project.</summary>
    internal static string Text(FileBasedApp app, string folder)
    {
        var sdks = app.Sdks.Count > 0 ? app.Sdks : [("Microsoft.NET.Sdk", "")];
        return new XElement("Project",
            new XElement("PropertyGroup",
                Literal("ArtifactsPath", Path.Combine(folder, "artifacts")),
                Literal("IncludeProjectNameInArtifactsPaths", "false"),
                Literal("AssemblyName", Plain(Path.GetFileNameWithoutExtension(app.Path))),
                new XElement("RootNamespace", "$(AssemblyName)"),
                Literal("FileBasedProgram", "true"),
                Literal("EntryPointFilePath", app.Path),
                Literal("EnableDefaultItems", "false"),
                Literal("OutputType", "Exe"),

                // That of the SDK which runs: its MSBuild runs on it.
                new XElement("TargetFramework", "net$([System.Environment]::Version.Major).0"),
                Literal("ImplicitUsings", "enable"),
                Literal("Nullable", "enable"),
                Literal("RestoreRootConfigDirectory", app.Folder),
                FoundByPlace.Select(entry => NearestAbove(app.Folder, entry.File) is { } found ? Literal(entry.PathProperty, found) : Literal(entry.ImportProperty, "false"))),
            sdks.Select(sdk => Import("Sdk.props", sdk)),
            new XElement("PropertyGroup",
                app.Properties.Select(property => new XElement(property.Name, property.Value)),
                Literal("RestoreUseStaticGraphEvaluation", "false"),

                // Without it the compiler refuses the directives.
                new XElement("Features", "$(Features);FileBasedProgram")),
            new XElement("ItemGroup",
                app.Packages.Select(package => new XElement("PackageReference",
                    Include(package.Name),
                    package.Version.Length > 0 ? new XAttribute("Version", package.Version) : null)),
                app.Projects.Select(project => new XElement("ProjectReference", Include(project))),
                app.Files.Select(file => new XElement(file.Item, Include(file.Path)))),
            sdks.Select(sdk => Import("Sdk.targets", sdk))).ToString();
    }

    // MSBuild's targets compute paths from these names without escaping them.
    private static string Plain(string name)
        => string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_'));

    private static XElement Literal(string name, string value) => new(name, MSBuildText.Escape(value));

    private static XAttribute Include(string value) => new("Include", MSBuildText.Escape(value));

    private static XElement Import(string file, (string Name, string Version) sdk) => new("Import",
        new XAttribute("Project", file),
        new XAttribute("Sdk", sdk.Name),
        sdk.Version.Length > 0 ? new XAttribute("Version", sdk.Version) : null);

    private static string? NearestAbove(string start, string name)
    {
        for (string? folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
