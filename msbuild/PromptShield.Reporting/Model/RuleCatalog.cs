namespace PromptShield.Reporting;

/// <summary>A rule that the gate knows.</summary>
/// <param name="Id">For example <c>PSH1001</c>.</param>
/// <param name="Level">What the gate does with its violations when the policy does not say.</param>
/// <param name="Controls">The controls that a violation counts against.</param>
public sealed record RuleDefinition(string Id, RuleLevel Level, IReadOnlyList<string> Controls);

/// <summary>The rules that the gate knows, with their level and the controls that they measure.</summary>
public static class RuleCatalog
{
    /// <summary>The rules, sorted by id.</summary>
    public static IReadOnlyList<RuleDefinition> All { get; } =
    [
        new("PSH1001", RuleLevel.Enforce, ["PS-C01", "PS-C09"]),
        new("PSH1002", RuleLevel.Enforce, ["PS-C09"]),
        new("PSH1003", RuleLevel.Enforce, ["PS-C01", "PS-C09"]),
        new("PSH1004", RuleLevel.Enforce, ["PS-C01"]),
        new("PSH2001", RuleLevel.Enforce, ["PS-C02"]),
        new("PSH2002", RuleLevel.Enforce, ["PS-C02"]),
        new("PSH2003", RuleLevel.Warn, ["PS-C01"]),
        new("PSH2004", RuleLevel.Warn, ["PS-C02"]),
        new("PSH2005", RuleLevel.Enforce, ["PS-C02"]),
        new("PSH2006", RuleLevel.Warn, ["PS-C02"]),
        new("PSH2007", RuleLevel.Warn, ["PS-C16"]),
        new("PSH3001", RuleLevel.Warn, ["PS-C03"]),
        new("PSH3002", RuleLevel.Warn, ["PS-C04"]),
        new("PSH4001", RuleLevel.Enforce, ["PS-C05"]),
        new("PSH4002", RuleLevel.Warn, ["PS-C05"]),
        new("PSH4003", RuleLevel.Warn, ["PS-C15"]),
        new("PSH4004", RuleLevel.Warn, ["PS-C13"]),
        new("PSH5001", RuleLevel.Warn, ["PS-C07"]),
        new("PSH5002", RuleLevel.Enforce, ["PS-C08"]),
        new("PSH5003", RuleLevel.Warn, ["PS-C14"]),
        new("PSH6001", RuleLevel.Enforce, ["PS-C10"]),
        new("PSH6002", RuleLevel.Warn, ["PS-C11"]),
        new("PSH7001", RuleLevel.Warn, ["PS-C12"]),
        new("PSH7002", RuleLevel.Warn, ["PS-C17"]),
    ];

    /// <summary>The ids of the rules, sorted.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(rule => rule.Id)];

    /// <summary>The rule of an id; null when this version knows none.</summary>
    public static RuleDefinition? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);

    /// <summary>The level of a rule under a policy: what the policy says, else the rule's own.</summary>
    public static RuleLevel LevelOf(string id, Policy? policy)
        => policy is not null && policy.Rules.TryGetValue(id, out var level) ? level : Find(id)?.Level ?? RuleLevel.Enforce;
}
