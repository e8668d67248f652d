using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptShield;

/// <summary>
/// Marks parts of a prompt by where they come from, so that a model, and whoever inspects the prompt, can tell text of the program from text of others.
/// Delimiting untrusted text with marks that its author cannot know is called spotlighting (Hines et al., "Defending Against Indirect Prompt Injection Attacks
/// With Spotlighting", 2024). A mark is no filter: what a model makes of marked text is for the model. Thread-safe.
/// </summary>
public static class ShieldContent
{
    private const string Mark = "untrusted-content";
    private const int MaximumSourceLength = 100;

    /// <summary>
    /// <paramref name="text"/> between an opening and a closing mark that carry a random number of 128 bits, drawn for each call. Marks that stand in the text
    /// already lose their hyphen, so that the text can neither close its own mark nor pretend to another.
    /// </summary>
    /// <param name="text">Text of others: of a document, a web page, a database, a tool. Null counts as empty.</param>
    /// <param name="source">Where it comes from, for the reader: letters, digits and <c> .:/_-</c> are kept, other characters become <c>_</c>, and a hundred of them are enough.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> is null or empty.</exception>
    public static string Untrusted(string? text, string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLower(CultureInfo.InvariantCulture);
        var content = (text ?? string.Empty).Replace(Mark, "untrusted content", StringComparison.OrdinalIgnoreCase);
        return $"<{Mark} id=\"{id}\" source=\"{Plain(source)}\">\n{content}\n</{Mark} id=\"{id}\">";
    }

    private static string Plain(string source)
    {
        var plain = new StringBuilder(Math.Min(source.Length, MaximumSourceLength));
        foreach (var character in source.AsSpan(0, Math.Min(source.Length, MaximumSourceLength)))
        {
            plain.Append(char.IsAsciiLetterOrDigit(character) || " .:/_-".Contains(character, StringComparison.Ordinal) ? character : '_');
        }

        // The text's author must not bring a mark in by way of the name either.
        return plain.Replace(Mark, "untrusted content").ToString();
    }
}
