using System.Globalization;

namespace PromptShield.Reporting;

/// <summary>The waivers of a policy. Whether one has expired is for the gate to say: it depends on the day.</summary>
internal sealed class WaiverShape(PolicyValues values, Func<int, (int Line, int Column)> placeOf)
{
    private static readonly string[] MemberNames = ["siteId", "rule", "owner", "approver", "reason", "expires"];

    public IReadOnlyList<Waiver> Waivers(PositionedJson value)
    {
        var waivers = new List<Waiver>();
        foreach (var element in values.List(value, "'waivers'"))
        {
            if (Waiver(element) is not { } waiver)
            {
                continue;
            }

            if (waivers.Exists(other => other.SiteId == waiver.SiteId && other.Rule == waiver.Rule))
            {
                values.Report(element.Offset, PolicyErrorCodes.InvalidWaiver, $"Site {waiver.SiteId} has a waiver for {waiver.Rule} already.");
            }
            else
            {
                waivers.Add(waiver);
            }
        }

        return waivers;
    }

    private Waiver? Waiver(PositionedJson element)
    {
        var members = values.Object(element, "a waiver", MemberNames);
        if (element.Kind != System.Text.Json.JsonTokenType.StartObject)
        {
            return null;
        }

        string?[] texts = [.. MemberNames.Select(name => Member(element, members, name))];
        var (line, column) = placeOf(element.Offset);
        return Array.TrueForAll(texts, text => text is not null)
            ? new Waiver(texts[0]!, texts[1]!, texts[2]!, texts[3]!, texts[4]!, texts[5]!) { Line = line, Column = column }
            : null;
    }

    private string? Member(PositionedJson waiver, Dictionary<string, PositionedJson> members, string name)
    {
        if (!members.TryGetValue(name, out var value))
        {
            values.Report(waiver.Offset, PolicyErrorCodes.MissingMember, $"The waiver has no '{name}'.");
            return null;
        }

        string what = $"'{name}' of a waiver";
        return values.Text(value, what) is not { } text ? null : name switch
        {
            "siteId" when !PolicyPatterns.SiteId.IsMatch(text) => Wrong(value, PolicyErrorCodes.InvalidValue, $"{what} must be 16 lower-case hex digits, as the report prints them."),
            "rule" when !RuleCatalog.Ids.Contains(text) => Wrong(value, PolicyErrorCodes.UnknownId, $"'{text}' is no rule of this version; known are: {string.Join(", ", RuleCatalog.Ids)}."),
            "expires" when !IsDate(text) => Wrong(value, PolicyErrorCodes.InvalidValue, $"{what} must be a date such as 2026-12-31."),
            "approver" when IsOwner(members, text) => Wrong(value, PolicyErrorCodes.InvalidWaiver, "The approver of a waiver must not be its owner."),
            _ => text,
        };
    }

    private string? Wrong(PositionedJson value, string code, string message)
    {
        values.Report(value.Offset, code, message);
        return null;
    }

    private static bool IsOwner(Dictionary<string, PositionedJson> members, string approver)
        => members.TryGetValue("owner", out var owner) && string.Equals(owner.Text.Trim(), approver.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool IsDate(string text)
        => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
