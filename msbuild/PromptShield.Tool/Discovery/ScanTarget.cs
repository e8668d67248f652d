namespace PromptShield.Tool;

/// <summary>What a scan was asked to look at.</summary>
/// <param name="Path">The project, solution, file-based app or folder, absolute.</param>
/// <param name="Folder">The folder from which root and policy are looked for.</param>
/// <param name="Projects">The project files, absolute, sorted.</param>
/// <param name="Apps">The file-based apps.</param>
/// <param name="AppsBesideProjects">What is a file-based app if no project compiles it.</param>
internal sealed record ScanTarget(string Path, string Folder, IReadOnlyList<string> Projects, IReadOnlyList<FileBasedApp> Apps, IReadOnlyList<FileBasedApp> AppsBesideProjects);
