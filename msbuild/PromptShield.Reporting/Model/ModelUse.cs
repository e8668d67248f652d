namespace PromptShield.Reporting;

/// <summary>An endpoint or a model that the code names.</summary>
/// <param name="Kind"><c>endpoint</c> or <c>model</c>.</param>
/// <param name="Value">The host, with <c>*</c> for a first label that the code does not show; or the name of the model or deployment.</param>
/// <param name="File">In a record as the compiler names the file, in a fragment relative to the root with forward slashes.</param>
/// <param name="Line">1-based line.</param>
public sealed record ModelUse(string Kind, string Value, string File, int Line)
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["endpoint", "model"];
}
