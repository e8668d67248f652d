using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptShield.Tool;

/// <summary>An error of a build.</summary>
/// <param name="Project">The project, absolute, or empty.</param>
/// <param name="TargetFramework">The target framework, or empty.</param>
/// <param name="Code">The code, for example <c>CS0246</c>.</param>
/// <param name="File">The file, or empty.</param>
/// <param name="Line">1-based line, or 0.</param>
/// <param name="Message">The message.</param>
internal sealed partial record BuildError(string Project, string TargetFramework, string Code, string File, int Line, string Message)
{
    /// <summary>True when NuGet says that it cannot restore a project.</summary>
    public bool IsOfRestore => Code.StartsWith("NU", StringComparison.Ordinal);

    /// <summary>Place, code and message.</summary>
    public override string ToString() => (File.Length == 0 ? Project : Line == 0 ? File : $"{File}({Line})") + $": error {Code}: {Message}";

    /// <summary>The errors in an errors-only log of MSBuild, each once.</summary>
    public static IReadOnlyList<BuildError> Read(string path)
        => System.IO.File.Exists(path) ? [.. System.IO.File.ReadLines(path).Select(Parse).OfType<BuildError>().Distinct()] : [];

    internal static BuildError? Parse(string line)
    {
        var match = Form().Match(line);
        if (!match.Success)
        {
            return null;
        }

        string code = match.Groups["code"].Value;
        string file = match.Groups["file"].Value is "MSBUILD" or "CSC" ? "" : match.Groups["file"].Value;

        // One restore serves all projects, and one project loads another: the file of such an error says whose it is, not the project that ran it.
        bool isOfFile = (code.StartsWith("NU", StringComparison.Ordinal) && file.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
            || (code.StartsWith("MSB4", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase));
        return new BuildError(
            isOfFile ? file : match.Groups["project"].Value,
            match.Groups["framework"].Value,
            code,
            file,
            int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0,
            match.Groups["message"].Value);
    }

    [GeneratedRegex(@"^\s*(?:\d+(?::\d+)?>)?\s*(?<file>.*?)(?:\((?<line>\d+)(?:,\d+)*\))?\s*: (?:\w+ )?error (?<code>[A-Z]+\d+)\s*: (?<message>.*?)(?:\s\[(?<project>[^\[\]]+?)(?:::(?:TargetFramework=(?<framework>[^\]]+)|[^\]]*))?\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
