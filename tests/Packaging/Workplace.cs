using System.Diagnostics;
using System.Text;

namespace PromptShield.Packaging;

/// <summary>A folder outside the repository, and the SDK as a user runs it there.</summary>
public sealed class Workplace(string folder, string packageCache)
{
    public string Folder => folder;

    public string At(params string[] parts) => Path.Combine([folder, .. parts]);

    public void Write(string path, string text)
    {
        var file = At(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Runs <c>dotnet</c> with <paramref name="arguments"/> and says what came of it.</summary>
    public Outcome DotNet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test runner's own SDK has set must not reach the user's.
        foreach (var name in start.Environment.Keys.Where(IsInherited).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NUGET_PACKAGES"] = packageCache;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (output)
        {
            return new Outcome($"dotnet {string.Join(' ', arguments)}", process.ExitCode, output.ToString());
        }
    }

    private static bool IsInherited(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name is "CI" or "DOTNET_CLI_TELEMETRY_SESSIONID" or "DOTNET_HOST_PATH";

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}

/// <summary>How one command ended.</summary>
public sealed record Outcome(string Command, int ExitCode, string Output)
{
    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Output}");
        return this;
    }

    public Outcome Failed()
    {
        Assert.True(ExitCode != 0, $"{Command} was expected to fail:\n{Output}");
        return this;
    }

    public Outcome Says(string text)
    {
        Assert.Contains(text, Output, StringComparison.Ordinal);
        return this;
    }

    public Outcome IsSilentAbout(string text)
    {
        Assert.DoesNotContain(text, Output, StringComparison.Ordinal);
        return this;
    }
}
