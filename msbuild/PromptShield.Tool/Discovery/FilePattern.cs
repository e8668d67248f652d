using System.Text;
using System.Text.RegularExpressions;

namespace PromptShield.Tool;

/// <summary>Finds the files that a path with the wildcards of MSBuild stands for: <c>*</c>, <c>?</c> and, as a whole segment, <c>**</c>.</summary>
internal static class FilePattern
{
    /// <summary>The files, absolute, sorted. A path without wildcards stands for itself, whether or not there is such a file.</summary>
    /// <param name="pattern">The pattern, absolute.</param>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        int wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        if (wildcard < 0)
        {
            return [pattern];
        }

        string folder = pattern[..(pattern.LastIndexOf(Path.DirectorySeparatorChar, wildcard) + 1)];
        string rest = pattern[folder.Length..];
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var form = Form(rest);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = rest.Contains(Path.DirectorySeparatorChar),
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        return [.. Directory.EnumerateFiles(folder, "*", options).Where(file => form.IsMatch(file[folder.Length..])).Order(StringComparer.Ordinal)];
    }

    private static Regex Form(string pattern)
    {
        string separator = Regex.Escape(Path.DirectorySeparatorChar.ToString());
        string[] segments = pattern.Split(Path.DirectorySeparatorChar);
        var form = new StringBuilder("^");
        for (int i = 0; i < segments.Length; i++)
        {
            form.Append(segments[i] == "**" && i < segments.Length - 1
                ? $"(?:[^{separator}]+{separator})*"
                : Regex.Escape(segments[i]).Replace(@"\*", $"[^{separator}]*").Replace(@"\?", $"[^{separator}]") + (i < segments.Length - 1 ? separator : ""));
        }

        // The pattern is the scanned code's: matching takes linear time whatever it says.
        return new Regex(form.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase : RegexOptions.None));
    }
}
