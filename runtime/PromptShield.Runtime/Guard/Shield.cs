using PromptShield.Redaction;

namespace PromptShield;

/// <summary>
/// The shield around model calls: it finds personal data in a request, replaces it, blocks the request or lets it pass as the options say, writes evidence, and
/// restores the originals in the answer. It fails closed: if detection or the evidence sink throws, the request does not leave. Immutable and thread-safe: one
/// instance serves a whole program. Adapters (<c>UsePromptShield</c>, <c>WithPromptShield</c>, <c>Shielded</c>, <see cref="PromptShieldHandler"/>) put it into a client.
/// </summary>
public sealed class Shield
{
    private static readonly Lazy<Shield> DefaultShield = new(static () => new(DefaultOptions()));

    /// <summary>Builds a shield from a copy of <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentException">An option has no valid value.</exception>
    public Shield(ShieldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Enum.IsDefined(options.Action) || options.Evidence is null)
        {
            throw new ArgumentException("The action must be a member of PersonalDataAction and the evidence sink must be set.", nameof(options));
        }

        Options = options.Copy();
    }

    /// <summary>
    /// The shield of programs that configure none: built at first use from <c>promptshield.json</c> in <see cref="AppContext.BaseDirectory"/>, or with the defaults of
    /// <see cref="ShieldOptions"/> if that file does not exist.
    /// </summary>
    /// <exception cref="InvalidDataException">The policy file is not valid. Every use throws again: nothing leaves.</exception>
    public static Shield Default => DefaultShield.Value;

    internal ShieldOptions Options { get; }

    /// <summary>
    /// What a log may show of a value that is known to be personal: a person's name, a user name, a password, a telephone number. The whole value is hidden, whatever
    /// it is, since no detector knows every name. Null or empty gives an empty string; a value that is one finding and nothing else but white space around it gives
    /// the label of its class, <c>[EMAIL]</c>; everything else gives <c>[REDACTED]</c>. There is no way back. Independent of <see cref="ShieldOptions.Action"/>; writes
    /// no evidence. For free text see <see cref="Scrub"/>.
    /// </summary>
    public string Redact(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var trimmed = value.AsSpan().Trim();
        return Options.Detector.Detect(trimmed) is [{ Start: 0 } finding] && finding.End == trimmed.Length ? Replacement.Mask(trimmed, [finding]) : "[REDACTED]";
    }

    /// <summary>
    /// For free text, such as a message or a line of a log: every finding becomes the label of its class, <c>[EMAIL]</c>, and the rest stays. Hides only what the
    /// detectors find: names of people, addresses and other personal data stay, so a value that is known to be personal belongs into <see cref="Redact"/>. There is no
    /// way back. Null gives an empty string; a text without findings is returned as it is. Independent of <see cref="ShieldOptions.Action"/>; writes no evidence.
    /// </summary>
    public string Scrub(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var findings = Options.Detector.Detect(text);
        return findings is null ? text : Replacement.Mask(text, findings);
    }

    internal static ShieldOptions DefaultOptions()
    {
        var policy = Path.Combine(AppContext.BaseDirectory, "promptshield.json");
        return File.Exists(policy) ? ShieldOptions.FromPolicy(policy) : new ShieldOptions();
    }

    internal ShieldedRequest Begin(string target, bool streaming) => new(Options, target, streaming);
}
