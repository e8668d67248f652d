using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Where content comes from, what clears it, and where it goes: <c>content.txt</c>, read once. Thread-safe.</summary>
internal sealed class ContentTable
{
    private const string Any = "*";
    private readonly Dictionary<string, List<(string Type, ContentLabels Label)>> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Type, ContentLabels Label)>> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Type, string Group)>> cleaners = new(StringComparer.Ordinal);
    private readonly HashSet<string> about = new(StringComparer.Ordinal);
    private readonly List<ContentSink> sinks = [];

    private ContentTable(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "type":
                    Add(types, Last(words[2]), (words[2], Label(words[1])));
                    break;
                case "source":
                    Add(sources, words[3] == Any ? Any + Last(words[2]) : words[3], (words[2], Label(words[1])));
                    break;
                case "clean":
                    Add(cleaners, words[3], (words[2], words[1]));
                    break;
                case "about":
                    about.UnionWith(words.Skip(1));
                    break;
                case "sink":
                    sinks.Add(new ContentSink(words[1], words[2], words[3], words[4]));
                    break;
                default:
                    throw new InvalidOperationException("'" + words[0] + "' is no kind of row in content.txt.");
            }
        }
    }

    /// <summary>The table of the product.</summary>
    public static ContentTable Default { get; } = new(DataFile.Lines("content.txt"));

    /// <summary>Whether a property of this name tells about an answer and holds nothing of it.</summary>
    public bool IsAbout(string property) => about.Contains(property);

    /// <summary>The sinks of the groups.</summary>
    public IEnumerable<ContentSink> Sinks(params string[] groups) => sinks.Where(sink => Array.IndexOf(groups, sink.Group) >= 0);

    /// <summary>What every value of the type is.</summary>
    public ContentLabels OfType(ITypeSymbol type)
    {
        var labels = ContentLabels.None;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (types.TryGetValue(current.MetadataName, out var rows))
            {
                foreach (var row in rows)
                {
                    labels |= TypeNames.Is(current, row.Type) ? row.Label : ContentLabels.None;
                }
            }
        }

        return labels;
    }

    /// <summary>What a call of the method, or a read of the property or field, gives.</summary>
    public ContentLabels OfMember(ISymbol member)
    {
        if (member.ContainingType is not { } type)
        {
            return ContentLabels.None;
        }

        var labels = sources.TryGetValue(member.Name, out var rows) ? Matching(rows, type) : ContentLabels.None;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (sources.TryGetValue(Any + current.MetadataName, out var any))
            {
                labels |= Matching(any, current);
            }
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (sources.TryGetValue(Any + implemented.MetadataName, out var any))
            {
                labels |= Matching(any, implemented);
            }
        }

        return labels;
    }

    /// <summary>Whether what the method gives is safe for sinks of the group.</summary>
    public bool Cleans(IMethodSymbol method, string group)
    {
        if (!cleaners.TryGetValue(method.Name, out var rows) && !cleaners.TryGetValue(Any, out rows))
        {
            return false;
        }

        foreach (var row in rows)
        {
            if ((row.Group == Any || row.Group == group) && TypeNames.IsOrInherits(method.ContainingType, row.Type))
            {
                return row.Type.StartsWith("PromptShield.", StringComparison.Ordinal) ? ShieldIdentity.Declares(method.ContainingType) : true;
            }
        }

        return false;
    }

    private static ContentLabels Matching(List<(string Type, ContentLabels Label)> rows, INamedTypeSymbol type)
    {
        var labels = ContentLabels.None;
        foreach (var row in rows)
        {
            labels |= TypeNames.IsOrInherits(type, row.Type) ? row.Label : ContentLabels.None;
        }

        return labels;
    }

    private static ContentLabels Label(string word) => word switch
    {
        "answer" => ContentLabels.Answer,
        "request" => ContentLabels.Request,
        "retrieved" => ContentLabels.Retrieved,
        "prompt" => ContentLabels.Prompt,
        _ => throw new InvalidOperationException("'" + word + "' is no label."),
    };

    private static string Last(string type) => type.Substring(type.LastIndexOfAny(['.', '+']) + 1);

    private static void Add<T>(Dictionary<string, List<T>> rows, string key, T row)
    {
        if (!rows.TryGetValue(key, out var list))
        {
            rows.Add(key, list = []);
        }

        list.Add(row);
    }
}
