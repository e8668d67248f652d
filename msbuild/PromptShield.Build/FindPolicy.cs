using Microsoft.Build.Framework;
using PromptShield.Reporting;
using Task = Microsoft.Build.Utilities.Task;

namespace PromptShield.Build;

/// <summary>Finds the root of the repository and the policy that a project obeys.</summary>
public sealed class FindPolicy : Task
{
    /// <summary>The folder of the project.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The policy that the project names, or empty.</summary>
    public string? Policy { get; set; }

    /// <summary>The root to use where there is no repository, or empty.</summary>
    public string? WantedRoot { get; set; }

    /// <summary>The root, absolute.</summary>
    [Output]
    public string Root { get; set; } = "";

    /// <summary>The policy, absolute; empty when there is none.</summary>
    [Output]
    public string PolicyFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        string? wanted = string.IsNullOrEmpty(WantedRoot) ? null : Path.Combine(ProjectDirectory, WantedRoot);
        Root = RootFolder.Of(ProjectDirectory, wanted);
        if (string.IsNullOrEmpty(Policy))
        {
            PolicyFile = RootFolder.NearestPolicy(ProjectDirectory, Root) ?? "";
            return true;
        }

        PolicyFile = Path.GetFullPath(Path.Combine(ProjectDirectory, Policy));
        if (!File.Exists(PolicyFile))
        {
            Log.LogError(null, BuildCodes.Policy, null, null, 0, 0, 0, 0, "PromptShieldPolicy names '{0}', which does not exist.", PolicyFile);
        }

        return !Log.HasLoggedErrors;
    }
}
