namespace PromptShield.CodeFixes;

/// <summary>The names of the runtime package that generated code mentions.</summary>
internal static class ShieldApi
{
    public const string Namespace = "PromptShield";
    public const string Package = "PromptShield.Runtime";

    public const string UseShield = "UsePromptShield";
    public const string AddShield = "AddPromptShield";
    public const string WithShield = "WithPromptShield";
    public const string Shielded = "Shielded";
    public const string ShieldedEmbeddings = "ShieldedEmbeddings";

    public const string Handler = "PromptShieldHandler";
    public const string CreateClient = Handler + ".CreateClient";
    public const string Redact = "Shield.Default.Redact";
    public const string Content = "ShieldContent";
    public const string Untrusted = Content + ".Untrusted";

    /// <summary>Whether the name is that of a member which puts the shield in place.</summary>
    public static bool IsShielding(string name) =>
        name is UseShield or AddShield or WithShield or Shielded or ShieldedEmbeddings;

    public static bool IsReferenced(Compilation compilation) =>
        !compilation.GetTypesByMetadataName(Namespace + ".Shield").IsEmpty;

    /// <summary>The title, which names the package while the project does not reference it.</summary>
    public static string Title(string title, Compilation compilation) =>
        IsReferenced(compilation) ? title : $"{title} (add package {Package})";
}
