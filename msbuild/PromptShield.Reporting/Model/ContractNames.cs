namespace PromptShield.Reporting;

/// <summary>The one spelling of every closed list that leaves the process.</summary>
public static class ContractNames
{
    private static readonly string[] Guards = ["Guarded", "Unguarded", "Deferred", "Waived", "Baselined", "NotAnalyzed"];
    private static readonly string[] Verdicts = ["pass", "fail", "not-evaluated"];
    private static readonly string[] Results = ["pass", "pass-with-waivers", "fail", "not-evaluated", "not-applicable"];
    private static readonly string[] RuleLevels = ["enforce", "warn", "off"];
    private static readonly string[] FindingLevels = ["error", "warning", "note"];
    private static readonly string[] OutputKinds = ["library", "exe"];

    /// <summary>Kinds of site, by population: model calls first, then the sinks; "code" is what a rule finds beside both.</summary>
    public static IReadOnlyList<string> SiteKinds { get; } =
    [
        "chat", "completion", "embedding", "image", "audio", "agent", "tool", "file", "http", "realtime",
        "log", "scope", "console", "telemetry", "code",
    ];

    /// <summary>Codes that say why a site has its guard state.</summary>
    public static IReadOnlyList<string> ReasonCodes { get; } =
    [
        "shielded", "redacted", "client-not-shielded", "middleware-inside-shield", "shield-before-function-invocation",
        "guard-bypass", "registered-without-shield", "http-client-not-shielded", "handed-in", "deferred-undischarged",
        "personal-data-unredacted", "transport-not-covered", "rule-violated", "dynamic-or-unresolved", "budget-exhausted",
    ];

    /// <summary>Classes of personal data, as the analyzers' lexicon names them.</summary>
    public static IReadOnlyList<string> DataClasses { get; } =
    [
        "email", "phone", "person-name", "user-name", "government-id", "payment-card", "bank-account", "date-of-birth", "postal-address",
        "ip-address", "health", "secret", "location", "classified",
    ];

    /// <summary>The contract's word for a guard state.</summary>
    public static string Of(GuardState value) => Guards[(int)value];

    /// <summary>The contract's word for a verdict.</summary>
    public static string Of(GateVerdict value) => Verdicts[(int)value];

    /// <summary>The contract's word for the result of a control.</summary>
    public static string Of(ControlResult value) => Results[(int)value];

    /// <summary>The contract's word for a rule level.</summary>
    public static string Of(RuleLevel value) => RuleLevels[(int)value];

    /// <summary>The contract's word for a finding level.</summary>
    public static string Of(FindingLevel value) => FindingLevels[(int)value];

    /// <summary>The contract's word for an output kind.</summary>
    public static string Of(OutputKind value) => OutputKinds[(int)value];

    internal static IReadOnlyList<string> GuardNames => Guards;

    internal static IReadOnlyList<string> RuleLevelNames => RuleLevels;

    internal static bool TryGuard(string name, out GuardState value)
    {
        int index = Array.IndexOf(Guards, name);
        value = (GuardState)Math.Max(index, 0);
        return index >= 0;
    }

    internal static bool TryFindingLevel(string name, out FindingLevel value)
    {
        int index = Array.IndexOf(FindingLevels, name);
        value = (FindingLevel)Math.Max(index, 0);
        return index >= 0;
    }

    internal static bool TryRuleLevel(string name, out RuleLevel value)
    {
        int index = Array.IndexOf(RuleLevels, name);
        value = (RuleLevel)Math.Max(index, 0);
        return index >= 0;
    }

    internal static bool TryOutputKind(string name, out OutputKind value)
    {
        int index = Array.IndexOf(OutputKinds, name);
        value = (OutputKind)Math.Max(index, 0);
        return index >= 0;
    }
}
