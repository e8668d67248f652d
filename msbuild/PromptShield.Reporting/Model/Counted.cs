namespace PromptShield.Reporting;

/// <summary>A number with its noun.</summary>
internal static class Counted
{
    /// <summary>"1 site", "2 sites".</summary>
    public static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
