using System.Reflection;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Reads the data files that are embedded in this assembly.</summary>
internal static class DataFile
{
    /// <summary>The lines of <paramref name="name"/> that are neither empty nor comments, trimmed.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(DataFile).GetTypeInfo().Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("The resource '" + name + "' is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
