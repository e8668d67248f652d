using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>Supplies as the analyzers write them, and as a fragment holds them.</summary>
internal static class SupplyText
{
    private static readonly string[] Kinds = ["value", "activation", "call"];

    private static readonly string[] Columns =
        ["kind", "slot", "to", "guard", "reason", "text", "file", "line", "column", "debts", "member", "shieldable", "replaced", "inside"];

    public static IEnumerable<Supply> Parse(string table)
    {
        foreach (var row in InventoryText.Rows(table, Columns))
        {
            var kind = (SupplyKind)Array.IndexOf(Kinds, InventoryText.OneOf(row("kind"), "kind", Kinds));
            var guard = GuardState.NotAnalyzed;
            if (kind == SupplyKind.Value && (!ContractNames.TryGuard(row("guard"), out guard) || guard is GuardState.Waived or GuardState.Baselined))
            {
                throw new FormatException($"'{row("guard")}' is not a guard state of an analyzer.");
            }

            yield return new Supply
            {
                Kind = kind,
                Slot = InventoryText.NotEmpty(row("slot"), "slot"),
                To = row("to"),
                Guard = guard,
                Reason = kind == SupplyKind.Value ? InventoryText.OneOf(row("reason"), "reason", ContractNames.ReasonCodes) : "",
                Text = row("text"),
                File = InventoryText.NotEmpty(row("file"), "file"),
                Line = InventoryText.Position(row("line"), "line"),
                Column = InventoryText.Position(row("column"), "column"),
                Debts = InventoryText.Debts(row("debts")),
                Member = row("member"),
                IsShieldable = row("shieldable") == "true",
                Replaced = InventoryText.Debts(row("replaced")),
                HasCodeInside = row("inside") == "true",
            };
        }
    }

    public static void Write(Utf8JsonWriter json, Supply supply)
    {
        json.WriteString("kind", Kinds[(int)supply.Kind]);
        json.WriteString("slot", supply.Slot);
        json.OptionalString("to", supply.To);
        if (supply.Kind == SupplyKind.Value)
        {
            json.WriteString("guard", ContractNames.Of(supply.Guard));
            json.WriteString("reason", supply.Reason);
            json.WriteString("text", supply.Text);
            json.Strings("debts", supply.Debts);
        }

        json.WriteString("file", supply.File);
        json.WriteNumber("line", supply.Line);
        json.WriteNumber("column", supply.Column);
        json.OptionalString("member", supply.Member);
        if (supply.IsShieldable)
        {
            json.WriteBoolean("shieldable", true);
        }

        if (supply.HasCodeInside)
        {
            json.WriteBoolean("inside", true);
        }

        if (supply.Replaced.Count > 0)
        {
            json.Strings("replaced", supply.Replaced);
        }
    }

    public static Supply Read(JsonElement json)
    {
        var kind = (SupplyKind)Array.IndexOf(Kinds, FragmentText.OneOf(json, "kind", Kinds));
        var supply = new Supply
        {
            Kind = kind,
            Slot = FragmentText.Required(json, "slot"),
            To = JsonMembers.Text(json, "to"),
            Guard = GuardState.NotAnalyzed,
            File = FragmentText.Required(json, "file"),
            Line = FragmentText.Position(json, "line"),
            Column = FragmentText.Position(json, "column"),
            Member = JsonMembers.Text(json, "member"),
            IsShieldable = JsonMembers.Flag(json, "shieldable"),
            HasCodeInside = JsonMembers.Flag(json, "inside"),
            Replaced = [.. JsonMembers.Array(json, "replaced").Select(slot => slot.GetString() ?? throw FragmentText.Invalid("replaced"))],
        };
        return kind != SupplyKind.Value ? supply : supply with
        {
            Guard = ContractNames.TryGuard(JsonMembers.Text(json, "guard"), out var guard) && guard is not (GuardState.Waived or GuardState.Baselined)
                ? guard
                : throw FragmentText.Invalid("guard"),
            Reason = FragmentText.OneOf(json, "reason", ContractNames.ReasonCodes),
            Text = JsonMembers.Text(json, "text"),
            Debts = [.. JsonMembers.RequiredArray(json, "debts").Select(debt => debt.GetString() ?? throw FragmentText.Invalid("debts"))],
        };
    }
}
