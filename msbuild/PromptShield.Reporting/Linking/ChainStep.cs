namespace PromptShield.Reporting;

/// <summary>One step of the way that a client takes through the projects of a program to a site.</summary>
/// <param name="Text">Who passes what to whom.</param>
/// <param name="File">Relative to the root; empty where there is no place, because nothing was found.</param>
/// <param name="Line">1-based, or 0.</param>
/// <param name="Column">1-based, or 0.</param>
public sealed record ChainStep(string Text, string File, int Line, int Column)
{
    /// <summary>The step with its place.</summary>
    public override string ToString() => File.Length == 0 ? Text : $"{Text} at {File}:{Line}:{Column}";
}
