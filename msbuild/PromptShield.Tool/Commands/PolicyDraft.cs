using System.Text;
using System.Text.Json;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>The text of a first policy. What the code uses stands there as a comment: in use is not approved.</summary>
internal static class PolicyDraft
{
    /// <summary>Places that are named before they are only counted.</summary>
    private const int NamedPlaces = 2;

    private const string Head = """
        {
          "$schema": "https://raw.githubusercontent.com/promptshield/promptshield/main/schemas/promptshield.schema.json",
          "version": 1,
          // Patterns of paths that the gate leaves out, such as "samples/**".
          "scope": { "exclude": [], "includeTests": false },
          // enforce: a violation fails the gate; warn: it is shown; off: it is not looked at. A rule that is not named has its own level.
          "rules": { "PSH1001": "enforce", "PSH2001": "enforce", "PSH2002": "enforce" },
          "controls": {},
          "personalData": { "names": [], "ignore": [], "redactors": [] },

        """;

    private const string Foot = """
          "waivers": []
        }

        """;

    /// <summary>The policy.</summary>
    /// <param name="fragments">What a scan of the code saw; null when there was none.</param>
    public static string Text(IReadOnlyList<ProjectFragment>? fragments) =>
        (Head + (fragments is null ? "" : Approved([.. fragments.Where(fragment => !fragment.IsTestProject)])) + Foot).ReplaceLineEndings("\n");

    private static string Approved(IReadOnlyList<ProjectFragment> fragments)
    {
        (string Register, string Text)[] registers =
        [
            .. new[] { ("providers", Providers(fragments)), ("endpoints", Uses(fragments, "endpoint")), ("models", Uses(fragments, "model")) }
                .Select(register => (register.Item1, Entries(register.Item2)))
                .Where(register => register.Item2.Length > 0),
        ];
        if (registers.Length == 0)
        {
            return "  // The scan saw no provider, endpoint or model in the code; names that only configuration holds are not seen.\n";
        }

        var text = new StringBuilder("""
              // What the code uses today, and where. A register forbids what it does not name: take out what is not approved, then uncomment. Names that only
              // configuration holds are not seen: add them.
              // "approved": {

            """);
        foreach (var (register, entries) in registers)
        {
            text.Append("  //   \"").Append(register).Append("\": [\n").Append(entries).Append("  //   ],\n");
        }

        return text.Append("  // },\n").ToString();
    }

    private static IEnumerable<(string Value, string Place)> Providers(IReadOnlyList<ProjectFragment> fragments) =>
        from fragment in fragments
        from site in fragment.Sites
        where site.Population == ControlCatalog.ModelCalls && site.Provider is not ("" or "unknown")
        select (site.Provider, $"{site.File}:{site.Line}");

    private static IEnumerable<(string Value, string Place)> Uses(IReadOnlyList<ProjectFragment> fragments, string kind) =>
        from fragment in fragments
        from use in fragment.Uses
        where use.Kind == kind && use.Value.IndexOfAny(['#', '\t', '\n', '\r']) < 0
        select (use.Value.Trim(), $"{use.File}:{use.Line}");

    private static string Entries(IEnumerable<(string Value, string Place)> uses)
    {
        var text = new StringBuilder();
        foreach (var use in uses.Distinct().GroupBy(use => use.Value, StringComparer.OrdinalIgnoreCase).OrderBy(use => use.Key, StringComparer.Ordinal))
        {
            string[] places = [.. use.Select(found => found.Place)];
            string more = places.Length > NamedPlaces ? $" and {places.Length - NamedPlaces} more" : "";
            text.Append("  //     \"").Append(JsonEncodedText.Encode(use.Key)).Append("\", // ").AppendJoin(", ", places.Take(NamedPlaces)).Append(more).Append('\n');
        }

        return text.ToString();
    }
}
