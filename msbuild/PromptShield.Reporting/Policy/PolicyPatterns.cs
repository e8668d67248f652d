using System.Text.RegularExpressions;

namespace PromptShield.Reporting;

/// <summary>The patterns of texts in a policy: the same as in the published JSON Schema.</summary>
internal static class PolicyPatterns
{
    /// <summary>Not absolute, no <c>..</c> segment, no character that a path cannot hold everywhere.</summary>
    public static readonly Regex RelativePath = Pattern(@"^(?!/)(?![A-Za-z]:)(?!(.*/)?\.\.(/|$))[^\\<>|""\x00-\x1f]*[^\\<>|""\x00-\x1f\s][^\\<>|""\x00-\x1f]*$");

    /// <summary>No blank and no <c>#</c>: the hand-off to the analyzers has one a line, and comments.</summary>
    public static readonly Regex Identifier = Pattern(@"^[^\s#]+$");

    /// <summary>An entry of a register: as an identifier, but names of providers and tools hold single blanks.</summary>
    public static readonly Regex Entry = Pattern(@"^[^\s#]+( [^\s#]+)*$");

    /// <summary>The documentation comment id of a method.</summary>
    public static readonly Regex MethodId = Pattern(@"^M:[^\s#]+$");

    /// <summary>The documentation comment id of a method or constructor.</summary>
    public static readonly Regex MakerId = Pattern(@"^M:[^\s]+$");

    /// <summary>The documentation comment id of a method, property or field; constructors hold a <c>#</c>.</summary>
    public static readonly Regex MemberId = Pattern(@"^[MPF]:[^\s]+$");

    /// <summary>A site's id.</summary>
    public static readonly Regex SiteId = Pattern("^[0-9a-f]{16}$");

    // In .NET '$' also matches before a final line feed; JSON Schema's does not.
    private static Regex Pattern(string pattern)
        => new(pattern.Substring(0, pattern.Length - 1) + @"\z", RegexOptions.CultureInvariant);
}
