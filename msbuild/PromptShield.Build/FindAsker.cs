using System.Text.Json;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace PromptShield.Build;

/// <summary>
/// Tells whether a project, or one that it references as source, asked for PromptShield. NuGet hands analyzers on through packages whatever
/// their assets say (dotnet/sdk#968), so analyzers that run are no sign: a library on a feed must not gate the builds of its customers.
/// </summary>
public sealed class FindAsker : Task
{
    private static readonly string[] Packages = ["PromptShield", "PromptShield.Analyzers"];

    /// <summary>NuGet's <c>project.assets.json</c> of the project.</summary>
    [Required]
    public string AssetsFile { get; set; } = "";

    /// <summary>True when a referenced project asked for it.</summary>
    [Output]
    public bool Asked { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!File.Exists(AssetsFile))
        {
            return true;
        }

        try
        {
            using var stream = File.OpenRead(AssetsFile);
            using var assets = JsonDocument.Parse(stream);
            Asked = assets.RootElement.TryGetProperty("targets", out var targets)
                && targets.EnumerateObject().Any(target => target.Value.EnumerateObject().Any(library => IsAsker(library.Value)));
            return true;
        }
        catch (JsonException problem)
        {
            Log.LogError("'{0}' cannot be read: {1}", AssetsFile, problem.Message);
            return false;
        }
    }

    // The file lists source projects only where they are reached through source projects.
    private static bool IsAsker(JsonElement library)
        => library.TryGetProperty("type", out var type) && type.GetString() == "project"
            && library.TryGetProperty("dependencies", out var dependencies)
            && dependencies.EnumerateObject().Any(dependency => Packages.Contains(dependency.Name, StringComparer.OrdinalIgnoreCase));
}
