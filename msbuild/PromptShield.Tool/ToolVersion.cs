using System.Reflection;

namespace PromptShield.Tool;

/// <summary>The version of this command.</summary>
internal static class ToolVersion
{
    /// <summary>The informational version.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
