namespace PromptShield.Tool;

/// <summary>Text for MSBuild.</summary>
internal static class MSBuildText
{
    /// <summary>The text with MSBuild's own escapes, so that a value means itself.</summary>
    public static string Escape(string value)
    {
        // Percent first: the others bring it.
        string escaped = value.Replace("%", "%25", StringComparison.Ordinal);
        foreach (char special in "$@;'?*()")
        {
            escaped = escaped.Replace(special.ToString(), $"%{(int)special:X2}", StringComparison.Ordinal);
        }

        return escaped;
    }
}
