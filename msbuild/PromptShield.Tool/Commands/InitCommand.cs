using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Writes a policy to start from: the same for everybody, and what the code uses today as comments.</summary>
internal sealed class InitCommand(TextWriter output, Progress progress)
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        string path = Path.Combine(Path.GetFullPath(folder), Policy.FileName);
        if (!Directory.Exists(folder))
        {
            throw new CannotRunException($"promptshield: error: there is no folder '{Path.GetFullPath(folder)}'.");
        }

        // A scan takes a while: who has a policy is told so before.
        RefuseIfExists(path);
        var fragments = await ScanAsync(folder, cancel).ConfigureAwait(false);
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(System.Text.Encoding.UTF8.GetBytes(PolicyDraft.Text(fragments)));
        }
        catch (IOException) when (File.Exists(path))
        {
            RefuseIfExists(path);
        }

        output.WriteLine($"Wrote {path}");
        return ExitCode.Passed;
    }

    private static void RefuseIfExists(string path)
    {
        if (File.Exists(path))
        {
            throw new CannotRunException($"promptshield: error: '{path}' exists already, and init never overwrites a policy.");
        }
    }

    /// <summary>What the code shows; null when it cannot be scanned, which is said and stops nothing.</summary>
    private async Task<IReadOnlyList<ProjectFragment>?> ScanAsync(string folder, CancellationToken cancel)
    {
        try
        {
            var target = await ProjectDiscovery.FindAsync(folder, cancel).ConfigureAwait(false);
            var workplace = Workplace.WithoutReport(target.Folder, wantedRoot: null, policyPath: null);
            return (await new EvidenceCollection(workplace, progress).RunAsync(target, designTime: true, cancel).ConfigureAwait(false)).Fragments;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            string reason = problem.Message.Split(['\r', '\n'], 2)[0].Replace("promptshield: error: ", "", StringComparison.Ordinal);
            output.WriteLine($"The code was not scanned, so the policy does not say what it uses: {reason}");
            return null;
        }
    }
}
