using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>What bounds a call of a model: limits of its output, time-outs, and what paces a loop. Read once a process.</summary>
internal sealed class CallBounds
{
    private static readonly Lazy<CallBounds> Embedded = new(static () => new CallBounds(DataFile.Lines("call-bounds.txt")));
    private readonly List<(string[] Types, string[] Limits, string[] Others)> limits = [];
    private readonly List<string> bare = [];
    private readonly HashSet<string> waits = new(StringComparer.Ordinal);

    /// <summary>Reads the lines of the table.</summary>
    /// <exception cref="FormatException">A line has none of the forms that the file describes.</exception>
    public CallBounds(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split('|');
            switch (fields[0], fields.Length)
            {
                case ("limit", 4):
                    limits.Add((fields[1].Split(','), fields[2].Split(','), fields[3].Split(',')));
                    break;
                case ("bare", 2):
                    bare.Add(fields[1]);
                    break;
                case ("timeout", 3):
                    Timeouts.Add(new MemberEntry(fields[1], fields[2], string.Empty));
                    break;
                case ("handler", 2):
                    Handlers.AddRange(fields[1].Split(','));
                    break;
                case ("wait", 2):
                    waits.UnionWith(fields[1].Split(','));
                    break;
                default:
                    throw new FormatException("Not an entry of the table of bounds: " + line);
            }
        }
    }

    /// <summary>The table that ships with the analyzers.</summary>
    public static CallBounds Default => Embedded.Value;

    /// <summary>Properties that set a time-out.</summary>
    public List<MemberEntry> Timeouts { get; } = [];

    /// <summary>Methods that put a time-out around the requests of a client.</summary>
    public List<string> Handlers { get; } = [];

    /// <summary>Whether calls on <paramref name="type"/> have no limit when they are given no options.</summary>
    public bool IsBare(ITypeSymbol? type) => bare.Exists(name => TypeNames.IsOrInherits(type, name));

    /// <summary>Whether a call of a method of this name paces a loop.</summary>
    public bool IsWait(string method) => waits.Contains(method);

    /// <summary>The members of options of this type that limit the output, and those that may bring a limit which is not followed; null for a type that has none.</summary>
    public (string[] Limits, string[] Others)? LimitsOf(ITypeSymbol? type)
    {
        foreach (var (types, members, others) in limits)
        {
            if (Array.Exists(types, name => TypeNames.Is(type, name)))
            {
                return (members, others);
            }
        }

        return null;
    }
}
