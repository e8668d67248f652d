namespace PromptShield.Analyzers.Catalog;

/// <summary>Which names of models can be moved to another version by their provider. Read once a process.</summary>
internal sealed class ModelNames
{
    private static readonly Lazy<ModelNames> Embedded = new(static () => new ModelNames(DataFile.Lines("model-names.txt")));
    private readonly List<(string Pattern, string? Provider)> entries = [];

    /// <summary>Reads lines of <c>pinned|pattern</c> and <c>floating|pattern|provider</c>.</summary>
    /// <exception cref="FormatException">A line has neither form.</exception>
    public ModelNames(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split('|');
            entries.Add((fields[0], fields.Length) switch
            {
                ("pinned", 2) => (fields[1], null),
                ("floating", 3) => (fields[1], fields[2]),
                _ => throw new FormatException("Not an entry of the table of model names: " + line),
            });
        }
    }

    /// <summary>The table that ships with the analyzers.</summary>
    public static ModelNames Default => Embedded.Value;

    /// <summary>Who can move <paramref name="name"/> to another version, empty when the name does not tell; null when it is pinned or not known.</summary>
    public string? MovedBy(string name)
    {
        var model = name.Substring(name.LastIndexOf('/') + 1);
        foreach (var (pattern, provider) in entries)
        {
            if (Like(pattern.IndexOf('/') < 0 ? model : name, 0, pattern, 0))
            {
                return provider;
            }
        }

        return null;
    }

    private static bool Like(string text, int at, string pattern, int from)
    {
        for (; from < pattern.Length; from++, at++)
        {
            if (pattern[from] == '*')
            {
                for (var end = text.Length; end >= at; end--)
                {
                    if (Like(text, end, pattern, from + 1))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (at >= text.Length || (pattern[from] == '#' ? text[at] is < '0' or > '9' : char.ToLowerInvariant(text[at]) != pattern[from]))
            {
                return false;
            }
        }

        return at == text.Length;
    }
}
