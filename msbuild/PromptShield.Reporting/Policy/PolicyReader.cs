namespace PromptShield.Reporting;

/// <summary>Reads <c>promptshield.json</c>, with the place of every mistake.</summary>
public static class PolicyReader
{
    /// <summary>A larger file is refused: a policy is written by people.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    /// <summary>The policy, or what is wrong with the file. Does not throw for what is in the file or for a file that cannot be read.</summary>
    /// <param name="path">The file.</param>
    public static PolicyReading Read(string path) => PolicyDocument.Read(path);
}
