using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Writes a policy to start from.</summary>
internal static class InitCommand
{
    private const string Text = """
        {
          "$schema": "https://raw.githubusercontent.com/promptshield/promptshield/main/schemas/promptshield.schema.json",
          "version": 1,
          "scope": { "exclude": [], "includeTests": false },
          "rules": { "PSH1001": "enforce", "PSH2001": "enforce", "PSH2002": "enforce" },
          "controls": {},
          "personalData": { "names": [], "ignore": [], "redactors": [] },
          "waivers": []
        }

        """;

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string folder, TextWriter output)
    {
        string path = Path.Combine(Path.GetFullPath(folder), Policy.FileName);
        if (!Directory.Exists(folder))
        {
            throw new CannotRunException($"promptshield: error: there is no folder '{Path.GetFullPath(folder)}'.");
        }

        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(System.Text.Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CannotRunException($"promptshield: error: '{path}' exists already, and init never overwrites a policy.");
        }

        output.WriteLine($"Wrote {path}");
        return ExitCode.Passed;
    }
}
