using System.Globalization;
using System.Text;

namespace PromptShield.Reporting;

/// <summary>Reads the text form of the inventory: tab-separated rows under a header line, with backslash escapes.</summary>
internal static class InventoryText
{
    private static readonly string[] SiteColumns =
    [
        "population", "kind", "file", "line", "column", "symbol", "api", "ordinal", "sdk", "provider", "guard", "reason", "reasonText",
        "owedTo", "dataClasses", "rule", "origin", "debts",
    ];

    private static readonly string[] UseColumns = ["kind", "value", "file", "line"];

    private static readonly string[] NotAnalyzedColumns = ["scope", "reason", "count"];

    public static InventoryRecord Parse(IReadOnlyDictionary<string, string?> properties)
    {
        string schema = Property(properties, "schema");
        if (schema != InventoryRecord.Schema)
        {
            throw new FormatException($"its schema is '{schema}', and this version reads '{InventoryRecord.Schema}'.");
        }

        if (!ContractNames.TryOutputKind(Property(properties, "outputKind"), out var outputKind))
        {
            throw new FormatException($"'{properties["outputKind"]}' is not an output kind.");
        }

        var sites = new List<InventorySite>();
        foreach (var row in Rows(Property(properties, "sites"), SiteColumns))
        {
            sites.Add(Site(row));
        }

        int expected = Number(Property(properties, "siteCount"), "siteCount");
        if (expected != sites.Count)
        {
            throw new FormatException($"it announces {Counted.Of(expected, "site")} and holds {sites.Count}.");
        }

        var notAnalyzed = new List<NotAnalyzedCount>();
        if (properties.TryGetValue("notAnalyzed", out string? text) && !string.IsNullOrEmpty(text))
        {
            foreach (var row in Rows(text!, NotAnalyzedColumns))
            {
                notAnalyzed.Add(new(OneOf(row("scope"), "scope", NotAnalyzedReasons.Scopes), OneOf(row("reason"), "reason", NotAnalyzedReasons.Codes), Number(row("count"), "count")));
            }
        }

        // Older analyzers write none.
        var uses = new List<ModelUse>();
        if (properties.TryGetValue("uses", out string? used) && !string.IsNullOrEmpty(used))
        {
            foreach (var row in Rows(used!, UseColumns))
            {
                uses.Add(new(OneOf(row("kind"), "kind", ModelUse.Kinds), NotEmpty(row("value"), "value"), NotEmpty(row("file"), "file"), Position(row("line"), "line")));
            }
        }

        return new InventoryRecord
        {
            AnalyzerVersion = Property(properties, "analyzerVersion"),
            Assembly = Property(properties, "assembly"),
            OutputKind = outputKind,
            Language = Property(properties, "language"),
            Sites = sites,
            Uses = uses,
            Supplies = [.. SupplyText.Parse(Property(properties, "supplies"))],
            NotAnalyzed = notAnalyzed,
        };
    }

    private static InventorySite Site(Func<string, string> row)
    {
        string population = OneOf(row("population"), "population", ControlCatalog.Populations.Select(p => p.Name));
        if (!ContractNames.TryGuard(row("guard"), out var guard) || guard is GuardState.Waived or GuardState.Baselined)
        {
            throw new FormatException($"'{row("guard")}' is not a guard state of an analyzer.");
        }

        return new InventorySite
        {
            Population = population,
            Kind = OneOf(row("kind"), "kind", ContractNames.SiteKinds),
            File = NotEmpty(row("file"), "file"),
            Line = Position(row("line"), "line"),
            Column = Position(row("column"), "column"),
            Symbol = row("symbol"),
            Api = NotEmpty(row("api"), "api"),
            Ordinal = Number(row("ordinal"), "ordinal"),
            Sdk = row("sdk"),
            Provider = row("provider") is { Length: > 0 } provider ? provider : "unknown",
            Guard = guard,
            Reason = OneOf(row("reason"), "reason", ContractNames.ReasonCodes),
            ReasonText = row("reasonText"),
            OwedTo = row("owedTo"),
            DataClasses = [.. Words(row("dataClasses")).Select(name => OneOf(name, "dataClasses", ContractNames.DataClasses))],
            Rule = OneOf(row("rule"), "rule", RuleCatalog.Ids),
            Origin = row("origin"),
            Debts = Debts(row("debts")),
        };
    }

    private static string[] Words(string list)
        => [.. list.Split(',').Select(word => word.Trim()).Where(word => word.Length > 0).Distinct().OrderBy(word => word, StringComparer.Ordinal)];

    /// <summary>Debts, which hold no blanks.</summary>
    internal static string[] Debts(string list) => list.Length == 0 ? [] : list.Split(' ');

    /// <summary>The rows under the header, each as a function from a column's name to its field.</summary>
    internal static IEnumerable<Func<string, string>> Rows(string text, string[] columns)
    {
        string[] lines = text.Split('\n');
        string[] header = lines[0].Split('\t');
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < header.Length; i++)
        {
            places[header[i]] = i;
        }

        foreach (string column in columns)
        {
            if (!places.ContainsKey(column))
            {
                throw new FormatException($"column '{column}' is missing.");
            }
        }

        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            string[] fields = lines[i].Split('\t');
            if (fields.Length != header.Length)
            {
                throw new FormatException($"row {i} has {fields.Length} fields under {header.Length} columns.");
            }

            yield return column => Unescape(fields[places[column]]);
        }
    }

    private static string Unescape(string field)
    {
        if (field.IndexOf('\\') < 0)
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\')
            {
                text.Append(field[i]);
                continue;
            }

            i++;
            text.Append(i == field.Length ? throw new FormatException("a field ends within an escape.") : field[i] switch
            {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                var other => throw new FormatException($"'\\{other}' is not an escape."),
            });
        }

        return text.ToString();
    }

    private static string Property(IReadOnlyDictionary<string, string?> properties, string name)
        => properties.TryGetValue(name, out string? value) && value is not null
            ? value
            : throw new FormatException($"property '{name}' is missing.");

    internal static string OneOf(string value, string column, IEnumerable<string> allowed)
        => allowed.Contains(value) ? value : throw new FormatException($"'{value}' is not allowed in column '{column}'.");

    internal static string NotEmpty(string value, string column)
        => value.Length > 0 ? value : throw new FormatException($"column '{column}' is empty.");

    internal static int Number(string value, string column)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"'{value}' in '{column}' is not a number.");

    internal static int Position(string value, string column)
        => Number(value, column) is > 0 and int position ? position : throw new FormatException($"'{value}' in '{column}' is not a position.");
}
