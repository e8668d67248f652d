namespace PromptShield.Analyzers.Flow;

/// <summary>Limits that keep one question cheap on machine-made code. Reaching one is an answer of its own and is counted, never silence.</summary>
internal static class FlowBudget
{
    /// <summary>Blocks of one control-flow graph; larger bodies are not analysed by flow.</summary>
    public const int Blocks = 4000;

    /// <summary>Definitions that one use may have.</summary>
    public const int Definitions = 64;

    /// <summary>Places (callers, registrations, assignments) that one question across files may bind.</summary>
    public const int Candidates = 1024;

    /// <summary>Steps from a use to where its value was made.</summary>
    public const int Depth = 200;

    /// <summary>Operations that one judgement may look at.</summary>
    public const int Steps = 4000;
}
