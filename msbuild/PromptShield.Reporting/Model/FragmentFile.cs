using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>Fragments as files, so that reports of many machines merge.</summary>
public static class FragmentFile
{
    /// <summary>Writes the fragment, whole or not at all.</summary>
    public static void Write(ProjectFragment fragment, string path) => WholeFile.Write(path, Text(fragment));

    /// <summary>Reads a fragment.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read or is no fragment; the message says which file and why.</exception>
    public static ProjectFragment Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return FragmentText.Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"'{path}' is not JSON (line {(problem.LineNumber ?? 0) + 1}).", problem);
        }
        catch (FormatException problem)
        {
            throw new InvalidDataException($"'{path}' is no usable fragment: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The fragments as a set: each once, in one order whatever the order given. Merging is the union of such sets.</summary>
    public static IReadOnlyList<ProjectFragment> Distinct(IEnumerable<ProjectFragment> fragments)
    {
        var set = new SortedDictionary<string, ProjectFragment>(StringComparer.Ordinal);
        foreach (var fragment in fragments)
        {
            set[Text(fragment)] = fragment;
        }

        return [.. set.Values.OrderBy(fragment => fragment.Project, StringComparer.Ordinal).ThenBy(fragment => fragment.TargetFramework, StringComparer.Ordinal)];
    }

    internal static string Text(ProjectFragment fragment) => JsonText.Of(json => FragmentText.Write(json, fragment));
}
