namespace PromptShield.Analyzers.Catalog;

/// <summary>The rules of <c>transports.txt</c>: which model APIs use a transport that no handler of the shield sees. Knows no compiler type.</summary>
internal sealed class Transports
{
    /// <summary>The transport of a web socket.</summary>
    public const string Socket = "socket";

    private static readonly Lazy<Transports> Embedded = new(static () => new Transports(DataFile.Lines("transports.txt")));
    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Transport, string[] Methods)> byType = new(StringComparer.Ordinal);

    /// <summary>Reads lines of <c>why transport text</c> and <c>transport type method…</c>.</summary>
    /// <exception cref="FormatException">A line has no second word, or names a transport of which nothing said why.</exception>
    public Transports(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            if (words.Length > 2 && words[0] == "why")
            {
                reasons[words[1]] = string.Join(" ", words.Skip(2));
            }
            else if (words.Length > 1 && reasons.ContainsKey(words[0]))
            {
                byType[words[1]] = (words[0], [.. words.Skip(2)]);
            }
            else
            {
                throw new FormatException("Not a rule about transports: " + line);
            }
        }
    }

    /// <summary>The rules that ship with the analyzers.</summary>
    public static Transports Default => Embedded.Value;

    /// <summary>The types that the rules name.</summary>
    public IEnumerable<string> Types => byType.Keys;

    /// <summary>Why the shield does not see a transport.</summary>
    public string Why(string transport) => reasons[transport];

    /// <summary>Why no handler sees what <paramref name="api"/> sends; null when one does.</summary>
    public string? WhyNotCovered(ModelApi api) =>
        byType.TryGetValue(api.Type, out var rule) && (rule.Methods.Length == 0 || Array.IndexOf(rule.Methods, api.Method) >= 0) ? reasons[rule.Transport] : null;
}
