using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>A program that is one C# file and belongs to no project: <c>dotnet run app.cs</c>.</summary>
internal sealed record FileBasedApp
{
    /// <summary>The file, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>The project SDKs with their versions; a version may be empty.</summary>
    public IReadOnlyList<(string Name, string Version)> Sdks { get; init; } = [];

    /// <summary>The packages with their versions; a version may be empty.</summary>
    public IReadOnlyList<(string Name, string Version)> Packages { get; init; } = [];

    /// <summary>The MSBuild properties.</summary>
    public IReadOnlyList<(string Name, string Value)> Properties { get; init; } = [];

    /// <summary>The referenced projects, absolute.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>The files of the program, absolute, with the MSBuild item that each is; the app's own file is one of them.</summary>
    public IReadOnlyList<(string Item, string Path)> Files { get; init; } = [];

    /// <summary>Why the app cannot be analysed; null when it may be.</summary>
    public EvidenceProblem? Problem { get; init; }

    /// <summary>The folder of the file.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>True when the app is a test program.</summary>
    public bool IsTestProject
        => Packages.Any(package => TestPackages.IsTestFramework(package.Name))
            || Sdks.Any(sdk => TestPackages.IsTestSdk(sdk.Name))
            || Properties.Any(property => property.Name == "IsTestProject" && property.Value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>True when the file is compiled as a part of the app without being it.</summary>
    public bool Includes(string file) => !FragmentAssembly.PathComparer.Equals(file, Path) && Files.Any(entry => FragmentAssembly.PathComparer.Equals(entry.Path, file));
}
