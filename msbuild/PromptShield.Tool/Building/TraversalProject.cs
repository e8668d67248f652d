using System.Xml.Linq;

namespace PromptShield.Tool;

/// <summary>
/// The project that builds all scanned projects in one go, so that what they share is built once. All settings of the scan are global
/// properties of that build: no project can lose them.
/// </summary>
internal static class TraversalProject
{
    /// <summary>Properties that keep the scanned tree as it is, and make the compile about PromptShield's own rules.</summary>
    private static readonly (string Name, string Value)[] Fixed =
    [
        ("PromptShieldScan", "true"),
        ("PromptShieldReport", "true"),
        ("PromptShieldMode", "warn"),

        // Whatever else the project's own rules say does not stop the compile, and the SDK's own analyzers have nothing to add.
        ("RunAnalyzers", "true"),
        ("RunAnalyzersDuringBuild", "true"),
        ("EnableNETAnalyzers", "false"),
        ("EnforceCodeStyleInBuild", "false"),
        ("TreatWarningsAsErrors", "false"),
        ("MSBuildTreatWarningsAsErrors", "false"),
        ("CodeAnalysisTreatWarningsAsErrors", "false"),
        ("WarningsAsErrors", ""),

        // These would write to the project's folder, or run what was built.
        ("GeneratePackageOnBuild", "false"),
        ("GenerateDocumentationFile", "false"),
        ("DocumentationFile", ""),
        ("EmitCompilerGeneratedFiles", "false"),
        ("OpenApiGenerateDocumentsOnBuild", "false"),
        ("PostBuildEvent", ""),

        // Nothing of the output is run.
        ("UseAppHost", "false"),
        ("CopyLocalLockFileAssemblies", "false"),
    ];

    /// <summary>The text of the project that restores.</summary>
    public static string Restore(IEnumerable<string> projects) => new XElement("Project",
        new XElement("ItemGroup", projects.Select(project => new XElement("RestoreGraphProjectInputItems", new XAttribute("Include", MSBuildText.Escape(project))))),
        new XElement("Import", new XAttribute("Project", "$(MSBuildToolsPath)/NuGet.targets"))).ToString();

    /// <summary>
    /// The text of the project that restores one after the other: a project that cannot be evaluated leaves a common restore without result
    /// for anybody. Not in parallel, because two that reference a third would both write its list of packages.
    /// </summary>
    public static string RestoreEach(IEnumerable<string> projects) => new XElement("Project",
        new XElement("ItemGroup", projects.Select(project => new XElement("Restored", new XAttribute("Include", MSBuildText.Escape(project))))),
        new XElement("Target", new XAttribute("Name", "Restore"),
            new XElement("MSBuild",
                new XAttribute("Projects", "@(Restored)"),
                new XAttribute("Targets", "Restore"),

                // What 'dotnet restore' sets: no imports from packages that are only now restored, and no reuse of that evaluation.
                new XAttribute("Properties", "ExcludeRestorePackageImports=true;MSBuildRestoreSessionId=$([System.Guid]::NewGuid())"),
                new XAttribute("ContinueOnError", "WarnAndContinue")))).ToString();

    /// <summary>The text of the project that builds.</summary>
    /// <param name="projects">The projects.</param>
    /// <param name="injectFolder">The folder with analyzers and targets.</param>
    /// <param name="scratch">The folder for everything that is made.</param>
    /// <param name="policyLines">The policy for the analyzers, or null.</param>
    public static string Build(IEnumerable<string> projects, string injectFolder, string scratch, string? policyLines)
    {
        (string Name, string Value)[] properties =
        [
            .. Fixed,
            ("PromptShieldScratch", scratch),
            ("PromptShieldPolicyLines", policyLines ?? ""),
            ("CustomBeforeMicrosoftCommonTargets", Path.Combine(injectFolder, "PromptShield.Scan.Paths.targets")),
            ("CustomAfterMicrosoftCommonTargets", Path.Combine(injectFolder, "PromptShield.Scan.targets")),
            ("PromptShieldNextBeforeTargets", Environment.GetEnvironmentVariable("CustomBeforeMicrosoftCommonTargets") ?? ""),
            ("PromptShieldNextAfterTargets", Environment.GetEnvironmentVariable("CustomAfterMicrosoftCommonTargets") ?? ""),
        ];
        return new XElement("Project",
            new XElement("ItemGroup", projects.Select(project => new XElement("Scanned", new XAttribute("Include", MSBuildText.Escape(project))))),
            new XElement("Target", new XAttribute("Name", "Scan"),
                new XElement("MSBuild",
                    new XAttribute("Projects", "@(Scanned)"),
                    new XAttribute("Targets", "Build"),
                    new XAttribute("Properties", string.Join(';', properties.Select(property => $"{property.Name}={MSBuildText.Escape(property.Value)}"))),
                    new XAttribute("BuildInParallel", "true"),
                    new XAttribute("ContinueOnError", "WarnAndContinue")))).ToString();
    }
}
