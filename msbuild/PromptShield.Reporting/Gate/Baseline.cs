using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>The violations that a policy accepts because they are old.</summary>
public static class Baseline
{
    /// <summary>The value of <c>schema</c> in a baseline file.</summary>
    public const string Schema = "promptshield/baseline/v1";

    /// <summary>The usual name of a baseline, beside the policy.</summary>
    public const string FileName = "promptshield-baseline.json";

    /// <summary>The ids of the sites that violated in the policy's baseline; none when it names no baseline.</summary>
    /// <exception cref="InvalidDataException">The baseline cannot be read or is no report; the message says which.</exception>
    public static IReadOnlyCollection<string> Of(Policy? policy) => policy?.Baseline is { } baseline
        ? Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(policy.Path))!, baseline))
        : [];

    /// <summary>The ids of the violations that a baseline accepts.</summary>
    /// <param name="path">A file of <see cref="Write"/>, or an earlier <c>promptshield-report.json</c>.</param>
    /// <exception cref="InvalidDataException">The file cannot be read or is neither; the message says which.</exception>
    public static IReadOnlyCollection<string> Read(string path) => new SortedSet<string>(Sites(path).Select(site => site.SiteId), StringComparer.Ordinal);

    /// <summary>
    /// The violations that a baseline accepts. Of an earlier report these are the sites that violated, those that it baselined included, those that it
    /// waived left out.
    /// </summary>
    /// <param name="path">A file of <see cref="Write"/>, or an earlier <c>promptshield-report.json</c>.</param>
    /// <exception cref="InvalidDataException">The file cannot be read or is neither; the message says which.</exception>
    public static IReadOnlyList<BaselineSite> Sites(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return JsonMembers.Text(document.RootElement, "schema") switch
            {
                Schema => [.. JsonMembers.Array(document.RootElement, "sites").Select(Site)],
                Report.Schema =>
                [
                    .. JsonMembers.Array(document.RootElement, "populations")
                        .SelectMany(population => JsonMembers.Array(population, "items"))
                        .Where(IsViolating)
                        .Select(ItemOfReport),
                ],
                var schema => throw new InvalidDataException(
                    $"The baseline '{name}' is no baseline and no report of this version: its schema is '{schema}', not '{Schema}' or '{Report.Schema}'."),
            };
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

    /// <summary>Writes a baseline, whole or not at all. The file holds no lines and no dates: it changes only when a violation comes or goes.</summary>
    public static void Write(IEnumerable<BaselineSite> sites, string path) => WholeFile.Write(path, JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.Array("sites", sites.OrderBy(site => site.Project, StringComparer.Ordinal).ThenBy(site => site.File, StringComparer.Ordinal).ThenBy(site => site.Rule, StringComparer.Ordinal).ThenBy(site => site.SiteId, StringComparer.Ordinal), site =>
        {
            json.WriteString("siteId", site.SiteId);
            json.WriteString("rule", site.Rule);
            json.WriteString("project", site.Project);
            json.WriteString("file", site.File);
            json.WriteString("symbol", site.Symbol);
        });
        json.WriteEndObject();
    }));

    private static BaselineSite Site(JsonElement site) => new(
        JsonMembers.Text(site, "siteId"), JsonMembers.Text(site, "rule"), JsonMembers.Text(site, "project"), JsonMembers.Text(site, "file"), JsonMembers.Text(site, "symbol"));

    private static BaselineSite ItemOfReport(JsonElement item) => Site(item) with
    {
        Rule = JsonMembers.Array(item, "rules").Select(rule => rule.GetString()).FirstOrDefault() ?? "",
    };

    private static bool IsViolating(JsonElement item) => JsonMembers.Text(item, "guard") switch
    {
        "Unguarded" or "Baselined" => true,
        "Deferred" => JsonMembers.Text(item, "reason") == "deferred-undischarged",
        _ => false,
    };
}
