namespace PromptShield.Tool;

/// <summary>
/// The environment handed to processes that run scanned code: without what <c>dotnet run</c> and MSBuild leave for their own children, and
/// without credentials, because a build runs whatever the scanned project says.
/// </summary>
internal static class InnerEnvironment
{
    private static readonly HashSet<string> HostVariables = new(StringComparer.OrdinalIgnoreCase)
    {
        "DOTNET_HOST_PATH", "DOTNET_LAUNCH_PROFILE", "DOTNET_MSBUILD_SDK_RESOLVER_CLI_DIR",
    };

    private static readonly string[] HostPrefixes = ["MSBUILD", "DOTNET_CLI_CONTEXT_", "DOTNET_CLI_USE_MSBUILD"];

    private static readonly string[] ProviderPrefixes =
    [
        "ANTHROPIC_", "AWS_", "AZURE_", "AZUREOPENAI_", "CEREBRAS_", "CLAUDE_", "COHERE_", "DEEPSEEK_", "FIREWORKS_", "GCLOUD_", "GCP_", "GEMINI_", "GITHUB_MODELS_",
        "GOOGLE_", "GROQ_", "HF_", "HUGGINGFACE_", "MISTRAL_", "OPENAI_", "OPENROUTER_", "PERPLEXITY_", "REPLICATE_", "TOGETHER_", "VERTEX_", "XAI_",
    ];

    private static readonly string[] SecretEndings = ["KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIAL", "CREDENTIALS", "CONNECTIONSTRING", "CONNECTION_STRING"];

    // Without these the packages of a private feed cannot be restored.
    private static readonly string[] FeedPrefixes = ["NUGET", "VSS_NUGET"];

    /// <summary>True when the variable is left out.</summary>
    public static bool IsLeftOut(string name) => IsHostVariable(name) || IsCredential(name);

    /// <summary>True when the variable may hold a credential.</summary>
    public static bool IsCredential(string name)
        => ProviderPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            || (SecretEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                && !FeedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Removes from a process's environment what must not reach it.</summary>
    /// <returns>The names of the credentials that were removed, sorted.</returns>
    public static IReadOnlyList<string> Clean(IDictionary<string, string?> environment)
    {
        string[] names = [.. environment.Keys.Where(IsLeftOut)];
        foreach (string name in names)
        {
            environment.Remove(name);
        }

        return [.. names.Where(IsCredential).Order(StringComparer.Ordinal)];
    }

    /// <summary>One sentence that says what a step runs and what is kept from it: names, never values.</summary>
    /// <param name="step">What runs, a sentence with its full stop.</param>
    /// <param name="withheld">The names of the credentials that are kept from it.</param>
    public static string Announce(string step, IReadOnlyList<string> withheld)
        => withheld.Count == 0 ? step : $"{step} Kept from it, as they may hold credentials: {string.Join(", ", withheld)}.";

    private static bool IsHostVariable(string name)
        => HostVariables.Contains(name) || HostPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
