namespace PromptShield.Reporting;

/// <summary>Hands the policy to the analyzers as lines of an additional file, because analyzers read no JSON.</summary>
public static class PolicyHandoff
{
    /// <summary>The name of the additional file.</summary>
    public const string FileName = "promptshield.policy.txt";

    /// <summary>The registers of the policy, and the word that begins their lines.</summary>
    internal static IReadOnlyDictionary<string, string> Registers { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["endpoints"] = "approved-endpoint",
        ["models"] = "approved-model",
        ["providers"] = "approved-provider",
        ["regions"] = "approved-region",
        ["tools"] = "approved-tool",
    };

    /// <summary>Origins of content that a member can give.</summary>
    internal static IReadOnlyList<string> Origins { get; } = ["answer", "request", "retrieved"];

    /// <summary>What a member can do with content.</summary>
    internal static IReadOnlyList<string> SinkGroups { get; } =
        ["address", "code", "deserialization", "log", "markup", "path", "process", "query", "redirect", "store", "system", "url"];

    /// <summary>The text: one member a line, sorted, ending with a line feed. Empty policy parts give no line.</summary>
    public static string Write(Policy policy)
    {
        var lines = policy.PersonalNames.Select(name => "personal-name " + name)
            .Concat(policy.IgnoredNames.Select(name => "not-personal-name " + name))
            .Concat(policy.Redactors.Select(redactor => "redactor " + redactor))
            .Concat(policy.Approved.SelectMany(register => register.Value.Select(entry => Registers[register.Key] + " " + entry)))
            .Concat(policy.Guards.Select(guard => "guard " + guard))
            .Concat(policy.Sources.SelectMany(origin => origin.Value.Select(member => "source-" + origin.Key + " " + member)))
            .Concat(policy.Sinks.SelectMany(group => group.Value.Select(member => "sink-" + group.Key + " " + member)))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(line => line, StringComparer.Ordinal);
        return string.Concat(lines.Prepend("# Made from " + Policy.FileName + ": edit that file, not this one.").Select(line => line + "\n"));
    }
}
