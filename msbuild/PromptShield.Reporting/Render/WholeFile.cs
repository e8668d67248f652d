using System.Text;

namespace PromptShield.Reporting;

/// <summary>Writes files whole or not at all, so that a reader never meets half of one.</summary>
internal static class WholeFile
{
    /// <summary>Writes one file.</summary>
    public static void Write(string path, string text) => Write([(path, text)]);

    /// <summary>Writes files that belong together: none is replaced before all are on the disk.</summary>
    public static void Write(IReadOnlyList<(string Path, string Text)> files)
    {
        var drafts = new List<(string Draft, string Path)>();
        try
        {
            foreach (var (path, text) in files)
            {
                string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
                Directory.CreateDirectory(folder);
                if (Directory.Exists(path))
                {
                    throw new IOException($"'{path}' is a folder.");
                }

                // A build that changes nothing must touch nothing, or everything that depends on its output is made again.
                if (File.Exists(path) && File.ReadAllText(path) == text)
                {
                    continue;
                }

                string draft = Path.Combine(folder, Path.GetRandomFileName() + ".tmp");
                drafts.Add((draft, path));
                File.WriteAllText(draft, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            foreach (var (draft, path) in drafts)
            {
                if (File.Exists(path))
                {
                    File.Replace(draft, path, destinationBackupFileName: null);
                }
                else
                {
                    File.Move(draft, path);
                }
            }
        }
        finally
        {
            foreach (var (draft, _) in drafts)
            {
                File.Delete(draft);
            }
        }
    }
}
