namespace PromptShield.CodeFixes.Tests;

/// <summary>A program before and after a fix. <c>[|…|]</c> marks what the finding blames, where the stand-in analyzer is used.</summary>
public sealed record FixCase(string Name, string Before, string After)
{
    /// <summary>A case whose code a fix must leave as it is.</summary>
    public static FixCase Untouched(string name, string code) => new(name, code, Markup.Strip(code));

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    /// <summary>False where the real rule blames another place, or nobody because the client is handed in: the hook is tested alone then.</summary>
    public bool IsReported { get; init; } = true;

    public override string ToString() => Name;
}
