namespace PromptShield.Analyzers.Catalog;

/// <summary>Members that make a provider keep content beyond the call.</summary>
internal sealed class RetentionEntry(string types, string members, bool isMethod, bool onlyTrue, string kept) : MemberEntry(types, members, isMethod ? "*" : string.Empty)
{
    /// <summary>Whether a property keeps content only when it is true.</summary>
    public bool OnlyTrue { get; } = onlyTrue;

    /// <summary>What is kept, as a sentence.</summary>
    public string Kept { get; } = kept;
}

/// <summary>What makes a provider keep content. Read once a process.</summary>
internal static class RetentionTable
{
    private static readonly Lazy<List<RetentionEntry>> Embedded = new(static () => [.. DataFile.Lines("retention.txt").Select(Parse)]);

    /// <summary>The table that ships with the analyzers.</summary>
    public static List<RetentionEntry> Default => Embedded.Value;

    private static RetentionEntry Parse(string line)
    {
        var fields = line.Split('|');
        return (fields[0], fields.Length) switch
        {
            ("stored", 4) => new RetentionEntry(fields[1], fields[2], isMethod: true, onlyTrue: false, fields[3]),
            ("switch", 5) when fields[3] is "true" or "any" => new RetentionEntry(fields[1], fields[2], isMethod: false, fields[3] == "true", fields[4]),
            _ => throw new FormatException("Not an entry of the table of retention: " + line),
        };
    }
}
