using System.Text;
using PromptShield.Detection;

namespace PromptShield.Redaction;

/// <summary>Puts placeholders where findings are.</summary>
internal static class Replacement
{
    internal static string Pseudonymize(ReadOnlySpan<char> text, List<PersonalDataFinding> findings, PseudonymVault vault)
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var finding in findings)
        {
            var value = TextFolding.Unescape(text.Slice(finding.Start, finding.Length));
            result.Append(text[copied..finding.Start]).Append(vault.PlaceholderOf(finding.Class, value));
            copied = finding.End;
        }

        return result.Append(text[copied..]).ToString();
    }

    /// <summary>One way: the class is all that stays.</summary>
    internal static string Mask(ReadOnlySpan<char> text, List<PersonalDataFinding> findings)
    {
        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var finding in findings)
        {
            result.Append(text[copied..finding.Start]).Append('[').Append(finding.Class.Label()).Append(']');
            copied = finding.End;
        }

        return result.Append(text[copied..]).ToString();
    }
}
