namespace PromptShield.Reporting;

/// <summary>What a program makes of a site, in the order in which the worse wins.</summary>
internal enum LinkState
{
    /// <summary>Every client that gets there came through the shield.</summary>
    Guarded,

    /// <summary>A client gets there that could not be judged.</summary>
    NotAnalyzed,

    /// <summary>Nothing in the program supplies what is owed.</summary>
    Undischarged,

    /// <summary>A client gets there that did not come through the shield.</summary>
    Unguarded,
}

/// <summary>What a program makes of a site, and how it comes there.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">A code of <see cref="ContractNames.ReasonCodes"/>.</param>
/// <param name="Text">What is known about the client, in words.</param>
/// <param name="Chain">From where the client is made to the site.</param>
internal sealed record LinkOutcome(LinkState State, string Reason, string Text, IReadOnlyList<ChainStep> Chain);
