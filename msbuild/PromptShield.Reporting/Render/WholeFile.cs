using System.Text;

namespace PromptShield.Reporting;

/// <summary>Writes a file whole or not at all, so that a reader never meets half of one.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);

        // A build that changes nothing must touch nothing, or everything that depends on its output is made again.
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }

        string draft = Path.Combine(folder, Path.GetRandomFileName() + ".tmp");
        try
        {
            File.WriteAllText(draft, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (File.Exists(path))
            {
                File.Replace(draft, path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(draft, path);
            }
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
