using System.Text;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Linking;

/// <summary>Writes supplies as tab-separated text, each row once, in an order that does not depend on the order of analysis.</summary>
internal static class SupplyTable
{
    /// <summary>The header line.</summary>
    public const string Header = "kind\tslot\tto\tguard\treason\ttext\tfile\tline\tcolumn\tdebts\tmember\tshieldable\treplaced\tinside";

    /// <summary>Header and rows.</summary>
    public static string Write(IEnumerable<Supply> supplies)
    {
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var supply in supplies)
        {
            rows.Add(Row(supply));
        }

        var text = new StringBuilder(Header);
        foreach (var row in rows)
        {
            text.Append('\n').Append(row);
        }

        return text.ToString();
    }

    private static string Row(Supply supply)
    {
        var text = new StringBuilder();
        var position = SiteTable.Position(supply.Place.GetLocation());
        SiteTable.Field(text, supply.Kind);
        SiteTable.Field(text, supply.Slot);
        SiteTable.Field(text, supply.To);
        SiteTable.Field(text, supply.Guard?.ToString() ?? string.Empty);
        SiteTable.Field(text, supply.Reason);
        SiteTable.Field(text, supply.Text);
        SiteTable.Field(text, position.Path);
        SiteTable.Field(text, SiteTable.Number(position.StartLinePosition.Line + 1));
        SiteTable.Field(text, SiteTable.Number(position.StartLinePosition.Character + 1));
        SiteTable.Field(text, string.Join(" ", supply.Debts));
        SiteTable.Field(text, supply.Member);
        SiteTable.Field(text, supply.IsShieldable ? "true" : string.Empty);
        SiteTable.Field(text, string.Join(" ", supply.Replaced));
        SiteTable.Escape(text, supply.HasCodeInside ? "true" : string.Empty);
        return text.ToString();
    }
}
