using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Inventory;

/// <summary>Writes sites as tab-separated text, one row a site, in an order that does not depend on the order of analysis.</summary>
internal static class SiteTable
{
    /// <summary>The header line.</summary>
    public const string Header =
        "population\tkind\tfile\tline\tcolumn\tsymbol\tapi\tordinal\tsdk\tprovider\tguard\treason\treasonText\towedTo\tdataClasses\trule\torigin\tdebts";

    /// <summary>Header and rows, sorted by file, line, column, callee and ordinal.</summary>
    public static string Write(IEnumerable<Site> sites)
    {
        var rows = new List<Site>(sites);
        rows.Sort(Compare);
        var text = new StringBuilder(Header);
        var findings = new Dictionary<(string Rule, string Symbol, string Api), int>();
        foreach (var site in rows)
        {
            text.Append('\n');
            WriteRow(text, site, site.Population == Site.RuleFindings ? Next(findings, site) : site.Place.Ordinal);
        }

        return text.ToString();
    }

    /// <summary>The file and position that the report names: the markup file for code that Razor generated, else the file of the tree.</summary>
    public static FileLinePositionSpan Position(Location location)
    {
        var mapped = location.GetMappedLineSpan();
        return mapped.HasMappedPath && IsMarkup(mapped.Path) ? mapped : location.GetLineSpan();
    }

    /// <summary>Text as a field of a row.</summary>
    public static string Escaped(string value)
    {
        var text = new StringBuilder();
        Escape(text, value);
        return text.ToString();
    }

    private static int Next(Dictionary<(string Rule, string Symbol, string Api), int> findings, Site site)
    {
        var key = (site.Rule, site.Place.Symbol, site.Place.Api);
        findings.TryGetValue(key, out var ordinal);
        findings[key] = ordinal + 1;
        return ordinal;
    }

    private static bool IsMarkup(string path) =>
        path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase);

    private static int Compare(Site left, Site right)
    {
        var a = Position(left.Place.Location);
        var b = Position(right.Place.Location);
        var order = string.CompareOrdinal(a.Path, b.Path);
        order = order != 0 ? order : a.StartLinePosition.CompareTo(b.StartLinePosition);
        order = order != 0 ? order : string.CompareOrdinal(left.Place.Api, right.Place.Api);
        order = order != 0 ? order : left.Place.Ordinal.CompareTo(right.Place.Ordinal);
        order = order != 0 ? order : string.CompareOrdinal(left.Population, right.Population);
        return order != 0 ? order : string.CompareOrdinal(left.Rule, right.Rule);
    }

    private static void WriteRow(StringBuilder text, Site site, int ordinal)
    {
        var position = Position(site.Place.Location);
        Field(text, site.Population);
        Field(text, site.Kind);
        Field(text, position.Path);
        Field(text, Number(position.StartLinePosition.Line + 1));
        Field(text, Number(position.StartLinePosition.Character + 1));
        Field(text, site.Place.Symbol);
        Field(text, site.Place.Api);
        Field(text, Number(ordinal));
        Field(text, site.Sdk);
        Field(text, site.Provider);
        Field(text, site.Guard.ToString());
        Field(text, site.Reason);
        Field(text, site.ReasonText);
        Field(text, site.OwedTo);
        Field(text, site.DataClasses);
        Field(text, site.Rule);
        Field(text, Origin(site.Origin));
        Escape(text, string.Join(" ", site.Debts));
    }

    private static string Origin(Location? origin)
    {
        if (origin is null || !origin.IsInSource)
        {
            return string.Empty;
        }

        var position = Position(origin);
        return position.Path + ":" + Number(position.StartLinePosition.Line + 1) + ":" + Number(position.StartLinePosition.Character + 1);
    }

    /// <summary>A number as every machine writes it.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a field and the tab after it.</summary>
    public static void Field(StringBuilder text, string value)
    {
        Escape(text, value);
        text.Append('\t');
    }

    /// <summary>Writes the last field of a row.</summary>
    public static void Escape(StringBuilder text, string value)
    {
        foreach (var character in value)
        {
            switch (character)
            {
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }
    }
}
