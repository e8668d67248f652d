namespace PromptShield.Analyzers.Catalog;

/// <summary>A property that switches the recording of content on.</summary>
internal sealed class CaptureProperty(string type, string member, string values, string of, string kind, string text)
{
    /// <summary>Metadata name of the type that declares it.</summary>
    public string Type { get; } = type;

    /// <summary>Its name.</summary>
    public string Member { get; } = member;

    /// <summary>Names of the constants that switch it on; <c>true</c> alone for a Boolean.</summary>
    public string[] Values { get; } = values.Split(',');

    /// <summary>Whether the options must be those of a client of a model SDK.</summary>
    public bool IsOfClient { get; } = of == "client";

    /// <summary>Whether it says something only in a project that references a model SDK.</summary>
    public bool NeedsModels { get; } = of == "models";

    /// <summary>The kind of the report contract.</summary>
    public string Kind { get; } = kind;

    /// <summary>What becomes of the content.</summary>
    public string Text { get; } = text;
}

/// <summary>The switches of <c>content-capture.txt</c>. Knows no compiler type.</summary>
internal sealed class ContentCapture
{
    private static readonly Lazy<ContentCapture> Embedded = new(static () => new ContentCapture(DataFile.Lines("content-capture.txt")));
    private readonly Dictionary<string, (string[] Values, string Text)> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> switches = new(StringComparer.Ordinal);
    private readonly List<CaptureProperty> properties = [];

    /// <summary>Reads the lines that the data file describes.</summary>
    /// <exception cref="FormatException">A line does not have one of these forms.</exception>
    public ContentCapture(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split('|');
            switch (fields[0])
            {
                case "property" when fields.Length == 7:
                    properties.Add(new CaptureProperty(fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]));
                    break;
                case "switch" when fields.Length == 3:
                    switches[fields[1]] = fields[2];
                    break;
                case "variable" when fields.Length == 4:
                    variables[fields[1]] = (fields[2].Split(','), fields[3]);
                    break;
                default:
                    throw new FormatException("Not a switch that records content: " + line);
            }
        }
    }

    /// <summary>The switches that ship with the analyzers.</summary>
    public static ContentCapture Default => Embedded.Value;

    /// <summary>The properties.</summary>
    public IReadOnlyList<CaptureProperty> Properties => properties;

    /// <summary>What the switch <paramref name="name"/> of the application does; null when it records nothing.</summary>
    public string? OfSwitch(string name) => switches.TryGetValue(name, out var text) ? text : null;

    /// <summary>What the environment variable <paramref name="name"/> does when it holds <paramref name="value"/>; null when it records nothing then.</summary>
    public string? OfVariable(string name, string value) =>
        variables.TryGetValue(name, out var variable) && Array.Exists(variable.Values, on => string.Equals(on, value, StringComparison.OrdinalIgnoreCase)) ? variable.Text : null;
}
