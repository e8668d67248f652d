using System.Diagnostics;

namespace PromptShield.Tool;

/// <summary>Runs the <c>dotnet</c> command in the cleaned environment.</summary>
internal static class DotnetProcess
{
    // Asked before the environment is cleaned: the host that runs this command is the one that the user chose.
    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path && File.Exists(path) ? path : "dotnet";

    /// <summary>The names of the credentials that are kept from the processes.</summary>
    public static IReadOnlyList<string> WithheldCredentials => InnerEnvironment.Clean(new ProcessStartInfo().Environment);

    /// <summary>Runs to the end.</summary>
    /// <param name="folder">The working folder: its global.json chooses the SDK.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="line">Called for every line of output.</param>
    /// <param name="cancel">Ends the process with its children.</param>
    /// <returns>The exit code and the last lines of output.</returns>
    /// <exception cref="CannotRunException"><c>dotnet</c> cannot be started.</exception>
    public static async Task<(int ExitCode, string Tail)> RunAsync(string folder, IEnumerable<string> arguments, Action<string>? line, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Host, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        InnerEnvironment.Clean(start.Environment);

        // Messages are read by this command: one language, no decoration.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";

        // Windows projects compile on any system: only running them needs Windows. All others must not ask a feed for what only those need.
        start.Environment["EnableWindowsTargeting"] = "true";
        start.Environment["DisableTransitiveFrameworkReferenceDownloads"] = "true";
        var tail = new Queue<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, data) => Take(data.Data);
        process.ErrorDataReceived += (_, data) => Take(data.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new CannotRunException($"promptshield: error: 'dotnet' cannot be started ({problem.Message}). Install the .NET SDK, or put it on the PATH.");
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (tail)
        {
            return (process.ExitCode, string.Join(Environment.NewLine, tail));
        }

        void Take(string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return;
            }

            lock (tail)
            {
                tail.Enqueue(text);
                if (tail.Count > 10)
                {
                    tail.Dequeue();
                }
            }

            line?.Invoke(text);
        }
    }
}
