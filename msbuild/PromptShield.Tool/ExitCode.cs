namespace PromptShield.Tool;

/// <summary>What the command returns to its caller.</summary>
internal static class ExitCode
{
    /// <summary>The gate passed.</summary>
    public const int Passed = 0;

    /// <summary>The gate failed, or could not be evaluated.</summary>
    public const int Failed = 1;

    /// <summary>The command could not run.</summary>
    public const int CouldNotRun = 2;
}
