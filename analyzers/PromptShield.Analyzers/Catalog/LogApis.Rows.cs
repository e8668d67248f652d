namespace PromptShield.Analyzers.Catalog;

/// <summary>One member, or a family of overloads, that writes to a log.</summary>
internal sealed class LogApi(string kind, string assembly, string type)
{
    /// <summary>The kind of site: <c>log</c>, <c>scope</c>, <c>console</c> or <c>telemetry</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>Whether it writes to traces, metrics, event sources or error trackers, which PSH2002 judges, and not to a log.</summary>
    public bool IsTelemetry => Kind == "telemetry";

    /// <summary>The assembly that declares it, or <c>framework</c>.</summary>
    public string Assembly { get; } = assembly;

    /// <summary>The full name of the declaring type, with the number of its type parameters as metadata writes it.</summary>
    public string MetadataName { get; } = type;

    /// <summary>The full name of the declaring type.</summary>
    public string Type { get; } = type.Split('`')[0];

    /// <summary>The parameter that holds a message template; empty when there is none.</summary>
    public string Template { get; init; } = "";

    /// <summary>The bool parameter that makes an object show its members; empty when there is none.</summary>
    public string Destructure { get; init; } = "";

    /// <summary>Parameters that are no values.</summary>
    public string[] Omitted { get; init; } = [];

    /// <summary>Full names of the properties on which the call must be made; empty when any receiver counts.</summary>
    public string[] Receivers { get; init; } = [];

    /// <summary>Whether it was recognised by its shape only: a logger that the scanned code defines.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>The parsed rows of <c>Data/log-apis.txt</c>; free of Roslyn.</summary>
internal sealed class LogApiRows
{
    private static readonly Lazy<LogApiRows> Shared = new(static () => Parse(DataFile.Lines("log-apis.txt")));
    private static readonly char[] Blank = [' '];

    private LogApiRows(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Add(line.Split(Blank, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public static LogApiRows Default => Shared.Value;

    public Dictionary<string, List<LogApi>> ByMethod { get; } = new(StringComparer.Ordinal);

    /// <summary>The assembly, or <c>framework</c>, of each type whose objects telemetry shows with what they are made of.</summary>
    public Dictionary<string, string> Holders { get; } = new(StringComparer.Ordinal);

    public List<string[]> OwnTypes { get; } = [];

    public List<string> OwnMethods { get; } = [];

    public HashSet<string> OwnAnywhere { get; } = new(StringComparer.Ordinal);

    public HashSet<string> OwnMessages { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads rows; throws <see cref="FormatException"/> at one that it does not understand.</summary>
    public static LogApiRows Parse(IEnumerable<string> lines) => new(lines);

    private void Add(string[] fields)
    {
        switch (fields[0])
        {
            case "log" or "scope" or "console" or "telemetry" when fields.Length >= 4:
                AddApi(fields);
                break;
            case "holder" when fields.Length == 3:
                Holders.Add(fields[2], fields[1]);
                break;
            case "own-type":
                var words = new string[fields.Length - 1];
                Array.Copy(fields, 1, words, 0, words.Length);
                OwnTypes.Add(words);
                break;
            case "own-method":
                OwnMethods.Add(fields[1]);
                break;
            case "own-anywhere":
                OwnAnywhere.Add(fields[1]);
                break;
            case "own-message":
                OwnMessages.Add(fields[1]);
                break;
            default:
                throw new FormatException("log-apis.txt: unknown row '" + string.Join(" ", fields) + "'");
        }
    }

    private void AddApi(string[] fields)
    {
        string template = "", destructure = "";
        string[] omitted = [], receivers = [];
        for (var i = 4; i < fields.Length; i++)
        {
            var equals = fields[i].IndexOf('=');
            var value = fields[i].Substring(equals + 1);
            switch (fields[i].Substring(0, Math.Max(equals, 0)))
            {
                case "template":
                    template = value;
                    break;
                case "destructure":
                    destructure = value;
                    break;
                case "omit":
                    omitted = value.Split(',');
                    break;
                case "receiver":
                    receivers = value.Split(',');
                    break;
                default:
                    throw new FormatException("log-apis.txt: unknown field '" + fields[i] + "'");
            }
        }

        var api = new LogApi(fields[0], fields[1], fields[2]) { Template = template, Destructure = destructure, Omitted = omitted, Receivers = receivers };
        foreach (var method in fields[3].Split(','))
        {
            if (!ByMethod.TryGetValue(method, out var apis))
            {
                ByMethod.Add(method, apis = []);
            }

            apis.Add(api);
        }
    }
}
