using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>The violating sites of an earlier report.</summary>
public static class Baseline
{
    /// <summary>The ids of the sites that violated in the policy's baseline; none when it names no baseline.</summary>
    /// <exception cref="InvalidDataException">The baseline cannot be read or is no report; the message says which.</exception>
    public static IReadOnlyCollection<string> Of(Policy? policy) => policy?.Baseline is { } baseline
        ? Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(policy.Path))!, baseline))
        : [];

    /// <summary>The ids of the sites that violated in an earlier report, those that it baselined included, those that it waived left out.</summary>
    /// <param name="path">An earlier <c>promptshield-report.json</c>.</param>
    /// <exception cref="InvalidDataException">The file cannot be read or is no such report; the message says which.</exception>
    public static IReadOnlyCollection<string> Read(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            string schema = JsonMembers.Text(document.RootElement, "schema");
            if (schema != Report.Schema)
            {
                throw new InvalidDataException($"The baseline '{name}' is no report of this version: its schema is '{schema}', not '{Report.Schema}'.");
            }

            var ids = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var population in JsonMembers.Array(document.RootElement, "populations"))
            {
                foreach (var item in JsonMembers.Array(population, "items").Where(IsViolating))
                {
                    ids.Add(JsonMembers.Text(item, "siteId"));
                }
            }

            return ids;
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"The baseline '{name}' is not JSON (line {(problem.LineNumber ?? 0) + 1}).", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"The baseline '{name}' cannot be read: {problem.Message}", problem);
        }
    }

    private static bool IsViolating(JsonElement item) => JsonMembers.Text(item, "guard") switch
    {
        "Unguarded" or "Baselined" => true,
        "Deferred" => JsonMembers.Text(item, "reason") == "deferred-undischarged",
        _ => false,
    };
}
