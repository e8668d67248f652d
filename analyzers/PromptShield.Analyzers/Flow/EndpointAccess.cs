namespace PromptShield.Analyzers.Flow;

/// <summary>What is known about who may call an endpoint.</summary>
internal enum EndpointAccess
{
    /// <summary>Nothing says anything.</summary>
    Unstated,

    /// <summary>A policy decides.</summary>
    Required,

    /// <summary>Everybody may, whatever else is said.</summary>
    Anonymous,

    /// <summary>The source does not show it.</summary>
    Unknown,
}
