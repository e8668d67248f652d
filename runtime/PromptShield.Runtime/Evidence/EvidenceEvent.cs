namespace PromptShield;

/// <summary>
/// What the shield did with one request. It holds classes and counts, never a matched value, nor any content, nor a hash of one. Immutable.
/// </summary>
public sealed class EvidenceEvent
{
    /// <summary>When the request was inspected (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What the policy says about personal data: <c>replace</c>, <c>block</c> or <c>allow</c>.</summary>
    public required PersonalDataAction Action { get; init; }

    /// <summary>True when the request was refused.</summary>
    public required bool Blocked { get; init; }

    /// <summary>Occurrences per class that was found (<c>email</c>, <c>phone</c>, <c>us-ssn</c>, <c>payment-card</c>, <c>iban</c>); empty when nothing was.</summary>
    public required IReadOnlyDictionary<string, int> Findings { get; init; }

    /// <summary>Parts of the content that text rules cannot see: images, audio, files, token arrays, signed or encrypted members.</summary>
    public required int NotScanned { get; init; }

    /// <summary>Where the request goes: the host, or the type of the client when the host is not known there.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the answer was asked for as a stream.</summary>
    public required bool Streaming { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the policy file that was obeyed; null when the options were set in code.</summary>
    public required string? PolicyHash { get; init; }
}
