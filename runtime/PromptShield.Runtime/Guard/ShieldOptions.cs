using PromptShield.Detection;

namespace PromptShield;

/// <summary>
/// How a <see cref="Shield"/> works. The defaults are safe: personal data is replaced, originals are restored in the answer, content that cannot be inspected
/// does not leave, evidence goes to <see cref="FileEvidenceSink.DefaultFileName"/> in the folder of the program. A shield copies the options when it is built:
/// later changes have no effect on it. Not thread-safe while being set.
/// </summary>
public sealed class ShieldOptions
{
    /// <summary>What happens to personal data in a request. Default: <see cref="PersonalDataAction.Replace"/>.</summary>
    public PersonalDataAction Action { get; set; } = PersonalDataAction.Replace;

    /// <summary>Whether the answer shows the originals again where the model used placeholders. Default: true.</summary>
    public bool RestoreOriginals { get; set; } = true;

    /// <summary>
    /// Whether a request body that is neither JSON nor text (multipart uploads, binary, unknown encodings), and a provider's own object in messages or options of
    /// Microsoft.Extensions.AI that cannot be read, leaves uninspected. Default: false, such a request is refused. If true the evidence counts it as not scanned.
    /// Images, audio and files inside JSON always leave and are counted.
    /// </summary>
    public bool AllowUninspectedBodies { get; set; }

    /// <summary>Where evidence goes. Default: a <see cref="FileEvidenceSink"/> in the folder of the program.</summary>
    public IEvidenceSink Evidence { get; set; } = new FileEvidenceSink(FileEvidenceSink.DefaultFileName);

    /// <summary>Lower-case hexadecimal SHA-256 of the policy file that these options come from, else null.</summary>
    public string? PolicyHash { get; private set; }

    internal IPersonalDataDetector Detector { get; set; } = PersonalDataDetector.Instance;

    /// <summary>
    /// Reads the <c>runtime</c> member of a <c>promptshield.json</c>. What it does not mention keeps its default; a relative evidence path is taken from the folder
    /// of the program.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not a valid policy; the message names file, line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ShieldOptions FromPolicy(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var content = File.ReadAllBytes(path);
        var options = new ShieldOptions
        {
            PolicyHash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content)).ToLowerInvariant(),
        };
        new RuntimePolicyReader(path, content).ReadInto(options);
        return options;
    }

    internal ShieldOptions Copy() => (ShieldOptions)MemberwiseClone();
}
