namespace PromptShield.Analyzers.Inventory;

/// <summary>What is known about the guard of a site, ordered so that the join of two states is the larger one.</summary>
internal enum GuardState
{
    /// <summary>Every value came through the shield, or every classified part was redacted.</summary>
    Guarded,

    /// <summary>The client is handed in: whoever composes the program owes the shield.</summary>
    Deferred,

    /// <summary>The analysis cannot tell; counted, never taken for guarded.</summary>
    NotAnalyzed,

    /// <summary>Some value did not come through the shield.</summary>
    Unguarded,
}
