namespace PromptShield.Analyzers.Catalog;

/// <summary>Which provider an address of an HTTP request belongs to.</summary>
internal sealed class ProviderHosts
{
    /// <summary>Stands for the parts of an address that the source does not show.</summary>
    public const char Unknown = '\uFFFC';

    private static readonly Lazy<ProviderHosts> Embedded = new(static () => new ProviderHosts(DataFile.Lines("provider-hosts.txt")));
    private readonly List<(string Host, string Path, string Provider)> entries = [];

    /// <summary>Reads lines of <c>host|path|provider</c>.</summary>
    /// <exception cref="FormatException">A line does not have that form.</exception>
    public ProviderHosts(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split('|');
            if (fields.Length != 3)
            {
                throw new FormatException("Not an entry of the table of provider hosts: " + line);
            }

            entries.Add((fields[0], fields[1], fields[2]));
        }
    }

    /// <summary>The table that ships with the analyzers.</summary>
    public static ProviderHosts Default => Embedded.Value;

    /// <summary>The provider that <paramref name="address"/> reaches, <c>unknown</c> when only its path gives it away; null when it is no model API.</summary>
    public string? Match(string address)
    {
        Split(address, out var host, out var path);
        foreach (var entry in entries)
        {
            var isHost = entry.Host switch
            {
                "any" => true,
                "unknown" => host.Length == 0 || host.IndexOf(Unknown) >= 0,
                _ => Like(host, entry.Host),
            };
            if (isHost && (entry.Path.Length == 0 || Like(path, entry.Path) || (IsOpen(path) && !IsShared(entry.Host))))
            {
                return entry.Provider;
            }
        }

        return null;
    }

    /// <summary>The provider whose host <paramref name="address"/> names, whatever its path; null when the host is nobody's, or needs a path to tell.</summary>
    public string? MatchHost(string address)
    {
        Split(address, out var host, out _);
        foreach (var entry in entries)
        {
            if (!IsShared(entry.Host) && Like(host, entry.Host))
            {
                return entry.Provider;
            }
        }

        return null;
    }

    /// <summary>A host whose name says that it serves models needs no path; <c>any</c> and ports need one.</summary>
    private static bool IsShared(string host) => host is "any" or "unknown" || host.IndexOf(':') >= 0;

    private static bool IsOpen(string path) => path.Length <= 1 || path.IndexOf(Unknown) >= 0;

    private static void Split(string address, out string host, out string path)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        if (scheme < 0 && (address.Length == 0 || address[0] != Unknown))
        {
            host = string.Empty;
            path = address.StartsWith("/", StringComparison.Ordinal) ? address : "/" + address;
        }
        else
        {
            var slash = address.IndexOf('/', start);
            host = slash < 0 ? address.Substring(start) : address.Substring(start, slash - start);
            path = slash < 0 ? string.Empty : address.Substring(slash);
        }

        var query = path.IndexOf('?');
        path = query < 0 ? path : path.Substring(0, query);
    }

    private static bool Like(string text, string pattern) => Like(text, 0, pattern, 0);

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

            if (at >= text.Length || char.ToUpperInvariant(text[at]) != char.ToUpperInvariant(pattern[from]))
            {
                return false;
            }
        }

        return at == text.Length;
    }
}
