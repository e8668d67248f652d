namespace PromptShield.Analyzers.Catalog;

/// <summary>Tells endpoints about the configuration of AI by their words; the rows stand in <c>Data/ai-configuration.txt</c>. Free of Roslyn.</summary>
internal sealed class AiConfiguration
{
    private static readonly char[] Blank = [' '];
    private static readonly Lazy<AiConfiguration> Embedded = new(static () => new AiConfiguration(DataFile.Lines("ai-configuration.txt")));
    private readonly List<string[]> alone = [];
    private readonly List<string[]> changed = [];
    private readonly HashSet<string> subjects = new(StringComparer.Ordinal);
    private readonly HashSet<string> contexts = new(StringComparer.Ordinal);
    private readonly List<string> files = [];
    private readonly HashSet<string> access = new(StringComparer.Ordinal);

    /// <summary>Reads the rows.</summary>
    /// <exception cref="FormatException">A row is not understood.</exception>
    public AiConfiguration(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split(Blank, 2);
            switch (fields[0])
            {
                case "alone":
                    alone.Add(fields[1].Split(Blank));
                    break;
                case "changed":
                    changed.Add(fields[1].Split(Blank));
                    break;
                case "subject":
                    subjects.Add(fields[1]);
                    break;
                case "context":
                    contexts.Add(fields[1]);
                    break;
                case "file":
                    files.Add(fields[1]);
                    break;
                case "access":
                    access.Add(fields[1]);
                    break;
                default:
                    throw new FormatException("ai-configuration.txt: unknown row '" + line + "'");
            }
        }
    }

    /// <summary>The rows that ship with the analyzers.</summary>
    public static AiConfiguration Default => Embedded.Value;

    /// <summary>The words of a route: its parameters and tokens are not its own.</summary>
    public static void AddRoute(string route, List<string> words)
    {
        foreach (var segment in route.Split('/'))
        {
            if (segment.IndexOf('{') < 0 && segment.IndexOf('[') < 0)
            {
                words.AddRange(IdentifierWords.Split(segment));
            }
        }

        words.Add(string.Empty);
    }

    /// <summary>Whether words say that an endpoint is about the configuration of AI; an empty word ends a phrase.</summary>
    /// <param name="words">Words in lower case.</param>
    /// <param name="changes">Whether the endpoint replaces, changes or deletes something.</param>
    public bool IsNamedBy(List<string> words, bool changes) =>
        Holds(words, alone) || (changes && Holds(words, changed)) || (words.Exists(subjects.Contains) && words.Exists(contexts.Contains));

    /// <summary>Whether a text in a handler names a file of the shield.</summary>
    public bool IsFile(string text) => files.Exists(file => text.IndexOf(file, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a type of this name checks who asks.</summary>
    public bool ChecksAccess(string typeName)
    {
        var words = IdentifierWords.Split(typeName);
        return words.Exists(access.Contains) || string.Concat(words).Contains("apikey");
    }

    private static bool Holds(List<string> words, List<string[]> phrases)
    {
        foreach (var phrase in phrases)
        {
            for (var start = 0; start + phrase.Length <= words.Count; start++)
            {
                var length = 0;
                while (length < phrase.Length && words[start + length] == phrase[length])
                {
                    length++;
                }

                if (length == phrase.Length)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
