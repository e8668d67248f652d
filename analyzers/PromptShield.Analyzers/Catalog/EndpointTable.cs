namespace PromptShield.Analyzers.Catalog;

/// <summary>Where code gives addresses and regions to clients, and what hosts say about regions. Read once a process.</summary>
internal sealed class EndpointTable
{
    private const string RegionMark = "{region}";
    private static readonly Lazy<EndpointTable> Embedded = new(static () => new EndpointTable(DataFile.Lines("endpoints.txt")));
    private readonly List<string> regional = [];
    private readonly HashSet<string> global = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the lines of the table.</summary>
    /// <exception cref="FormatException">A line has none of the forms that the file describes.</exception>
    public EndpointTable(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split('|');
            switch (fields[0], fields.Length)
            {
                case ("address", 5):
                    Addresses.Add(new EndpointEntry(fields[1], fields[2], fields[3], fields[4], string.Empty));
                    break;
                case ("client", 5):
                    Clients.Add(new EndpointEntry(fields[1], fields[2], MemberEntry.Constructor, fields[3], fields[4]));
                    break;
                case ("region", 4):
                    Regions.Add(new EndpointEntry(fields[1], fields[2], fields[3], string.Empty, string.Empty));
                    break;
                case ("regional", 2):
                    regional.Add(fields[1]);
                    break;
                case ("global", 2):
                    global.Add(fields[1]);
                    break;
                default:
                    throw new FormatException("Not an entry of the table of endpoints: " + line);
            }
        }
    }

    /// <summary>The table that ships with the analyzers.</summary>
    public static EndpointTable Default => Embedded.Value;

    /// <summary>Members that take an address.</summary>
    public List<EndpointEntry> Addresses { get; } = [];

    /// <summary>Members that make a client which has an address of its own.</summary>
    public List<EndpointEntry> Clients { get; } = [];

    /// <summary>Members that take a region.</summary>
    public List<EndpointEntry> Regions { get; } = [];

    /// <summary>Whether <paramref name="host"/> is one that promises no region.</summary>
    public bool IsGlobal(string host) => global.Contains(host);

    /// <summary>The region that <paramref name="host"/> names; null when it names none.</summary>
    public string? RegionOf(string host)
    {
        foreach (var pattern in regional)
        {
            if (Region(host, pattern) is { } region)
            {
                return region;
            }
        }

        return null;
    }

    private static string? Region(string host, string pattern)
    {
        var mark = pattern.IndexOf(RegionMark, StringComparison.Ordinal);
        var before = pattern.Substring(0, mark);
        var after = pattern.Substring(mark + RegionMark.Length);
        if (!host.EndsWith(after, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // "*." stands for one label, whatever it is.
        var start = before == "*." ? host.IndexOf('.') + 1 : host.StartsWith(before, StringComparison.OrdinalIgnoreCase) ? before.Length : -1;
        var length = host.Length - after.Length - start;
        return start >= 0 && length > 0 && host.IndexOf('.', start, length) < 0 && host.IndexOf(ProviderHosts.Unknown, start, length) < 0
            ? host.Substring(start, length)
            : null;
    }
}
