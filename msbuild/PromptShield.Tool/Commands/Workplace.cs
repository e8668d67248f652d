using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Root, policy and output folder of a command, checked before the work begins.</summary>
internal sealed class Workplace
{
    private Workplace(string root, Policy? policy, IReadOnlyCollection<string> baseline, string output)
    {
        Root = root;
        Policy = policy;
        Baseline = baseline;
        Output = output;
    }

    /// <summary>The root, absolute.</summary>
    public string Root { get; }

    /// <summary>The policy; null when there is none.</summary>
    public Policy? Policy { get; }

    /// <summary>Violating sites of the baseline.</summary>
    public IReadOnlyCollection<string> Baseline { get; }

    /// <summary>The folder for the report, absolute.</summary>
    public string Output { get; }

    /// <exception cref="CannotRunException">The policy or the baseline is not usable, or the output folder cannot be written to.</exception>
    public static Workplace Of(string start, string? wantedRoot, string? policyPath, string? outputPath)
    {
        string root = RootFolder.Of(start, wantedRoot);
        var policy = ReadPolicy(policyPath is null ? RootFolder.NearestPolicy(start, root) : Path.GetFullPath(policyPath));
        string output = Path.GetFullPath(outputPath ?? Path.Combine(root, "artifacts", "promptshield"));
        RequireWritable(output);
        return new Workplace(root, policy, ReadBaseline(policy), output);
    }

    /// <summary>For a command that writes no report: the baseline that the policy names may be missing, and does not apply.</summary>
    /// <exception cref="CannotRunException">The policy is not usable.</exception>
    public static Workplace WithoutReport(string start, string? wantedRoot, string? policyPath)
    {
        string root = RootFolder.Of(start, wantedRoot);
        return new Workplace(root, ReadPolicy(policyPath is null ? RootFolder.NearestPolicy(start, root) : Path.GetFullPath(policyPath)), [], "");
    }

    /// <summary>The report over fragments, in the setting of this command.</summary>
    public Report Report(IEnumerable<ProjectFragment> fragments, string tool, bool coversWholePolicy) => ReportBuilder.Build(fragments, Policy, new ReportContext
    {
        Today = DateTime.UtcNow.Date,
        PolicyPath = Policy is null ? null : RelativeToRoot(Policy.Path),
        BaselineSiteIds = Baseline,
        CoversWholePolicy = coversWholePolicy,
        Run = new RunInfo { Tool = tool, ToolVersion = ToolVersion.Text, Commit = GitHead.Of(Root), Started = DateTimeOffset.UtcNow },
    });

    /// <summary>A path relative to the root, with forward slashes.</summary>
    public string RelativeToRoot(string path) => new SourcePaths(Root, Root).RelativeToRoot(path);

    /// <summary>A message without the root's place on this machine.</summary>
    public string WithoutRoot(string message) => new SourcePaths(Root, Root).WithoutRoot(message);

    private static Policy? ReadPolicy(string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            throw new CannotRunException($"promptshield: error: there is no policy '{path}'. Name an existing file with --policy, or make one with 'promptshield init'.");
        }

        var reading = PolicyReader.Read(path);
        return reading.Policy ?? throw new CannotRunException(string.Join(
            Environment.NewLine, reading.Errors.Select(error => $"{error.File}({error.Line},{error.Column}): error {error.Code}: {error.Message}")));
    }

    private static IReadOnlyCollection<string> ReadBaseline(Policy? policy)
    {
        if (policy?.Baseline is not { } baseline)
        {
            return [];
        }

        try
        {
            return Reporting.Baseline.Read(Path.Combine(Path.GetDirectoryName(policy.Path)!, baseline));
        }
        catch (InvalidDataException problem)
        {
            throw new CannotRunException($"{policy.Path}: error: {problem.Message}");
        }
    }

    private static void RequireWritable(string folder)
    {
        try
        {
            // A scan takes minutes: find out before, and not by looking at permission bits, which do not bind everybody.
            string? made = FirstMissing(folder);
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, Path.GetRandomFileName() + ".tmp");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            if (made is not null)
            {
                Directory.Delete(made, recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"promptshield: error: the report cannot be written to '{folder}': {problem.Message} Name another folder with --output.");
        }
    }

    private static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (string? parent = folder; parent is not null && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent))
        {
            missing = parent;
        }

        return missing;
    }
}
