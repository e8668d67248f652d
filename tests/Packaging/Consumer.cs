using System.Diagnostics;

namespace PromptShield;

/// <summary>A folder outside the repository with projects that consume the packages from a local feed, with a package cache of its own.</summary>
public sealed class Consumer : IDisposable
{
    public Consumer()
    {
        Path = Directory.CreateTempSubdirectory("promptshield-consumer-").FullName;
        Directory.CreateDirectory(At("feed"));
        File.WriteAllText(At("nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{At("cache")}" /></config>
              <packageSources>
                <add key="promptshield" value="{PackedPackages.Folder}" />
                <add key="libraries" value="{At("feed")}" />
              </packageSources>
            </configuration>
            """);
    }

    public string Path { get; }

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), text);
    }

    public (int ExitCode, string Output) Dotnet(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    public (int ExitCode, string Output) Run(string command, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = At(folder), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("NUGET_PACKAGES");
        start.Environment.Remove("CI");
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    public (int ExitCode, string Output) Build(string folder, string configuration, params string[] more)
        => Dotnet(folder, ["build", "-nologo", "-nodeReuse:false", "-c", configuration, .. more]);

    /// <summary>Every file below bin and obj with the time of its last change.</summary>
    public IReadOnlyList<(string File, DateTime Written)> Outputs(string folder) =>
    [
        .. new[] { "bin", "obj" }
            .SelectMany(name => Directory.EnumerateFiles(System.IO.Path.Combine(At(folder), name), "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.GetLastWriteTimeUtc(file))),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
