using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Which names and which calls tell that a tool has an effect. Read once a process.</summary>
internal sealed class ToolEffects
{
    private static readonly char[] Blank = [' '];
    private static readonly Lazy<ToolEffects> Embedded = new(static () => new ToolEffects(DataFile.Lines("tool-effects.txt")));
    private readonly List<(string Effect, HashSet<string> Verbs, HashSet<string> Nouns)> names = [];
    private readonly HashSet<string> readers = new(StringComparer.Ordinal);
    private readonly List<(string Effect, string[] Types, string[] Methods)> calls = [];

    /// <summary>Reads the lines of the table.</summary>
    /// <exception cref="FormatException">A line has none of the forms that the file describes.</exception>
    public ToolEffects(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split('|');
            switch (fields[0], fields.Length)
            {
                case ("verb", 4):
                    names.Add((fields[1], Words(fields[2]), Words(fields[3])));
                    break;
                case ("switch", 4):
                    Switches.Add((fields[1], new MemberEntry(fields[2], fields[3], string.Empty)));
                    break;
                case ("read", 2):
                    readers.UnionWith(Words(fields[1]));
                    break;
                case ("call", 4):
                    calls.Add((fields[1], fields[2].Split(','), fields[3].Split(',')));
                    break;
                default:
                    throw new FormatException("Not an entry of the table of effects: " + line);
            }
        }
    }

    /// <summary>The table that ships with the analyzers.</summary>
    public static ToolEffects Default => Embedded.Value;

    /// <summary>Properties that switch an approval off, and what the tools behind it do.</summary>
    public List<(string Effect, MemberEntry Member)> Switches { get; } = [];

    /// <summary>The effect that a tool's name tells, as a verb in the third person; null when it tells none.</summary>
    public string? OfName(string name)
    {
        var words = IdentifierWords.Split(name);
        foreach (var (effect, verbs, nouns) in names)
        {
            if (words.Count > 0 && verbs.Contains(words[0]) && (nouns.Count == 0 || words.Exists(nouns.Contains)))
            {
                return effect;
            }
        }

        return null;
    }

    /// <summary>Whether a tool of this name says that it only reads.</summary>
    public bool IsReader(string name) => IdentifierWords.Split(name) is { Count: > 0 } words && readers.Contains(words[0]);

    /// <summary>The effect of calling <paramref name="method"/>; null when it is not known to have one.</summary>
    public string? OfCall(IMethodSymbol method)
    {
        foreach (var (effect, types, methods) in calls)
        {
            if (Array.IndexOf(methods, method.Name) >= 0 && Array.Exists(types, type => TypeNames.IsOrInherits(method.ContainingType, type)))
            {
                return effect;
            }
        }

        return null;
    }

    private static HashSet<string> Words(string text) => new(text.Split(Blank, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
