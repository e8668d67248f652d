namespace PromptShield.Analyzers.Catalog;

/// <summary>What a piece of text can be, by where it comes from.</summary>
[Flags]
internal enum ContentLabels
{
    /// <summary>Nothing that a rule asks about.</summary>
    None = 0,

    /// <summary>The answer of a model, the arguments that it chose for a tool included.</summary>
    Answer = 1,

    /// <summary>What a caller of this program sends.</summary>
    Request = 2,

    /// <summary>What files, databases, other services and tools give.</summary>
    Retrieved = 4,

    /// <summary>What is sent to a model.</summary>
    Prompt = 8,
}
