namespace PromptShield.Analyzers.Catalog;

/// <summary>The address of a model endpoint, as far as the source shows it: parts that it does not show are <see cref="ProviderHosts.Unknown"/>.</summary>
internal sealed class Endpoint
{
    private static readonly string[] Plain = ["http://", "ws://"];

    /// <summary>Names of the machine itself, the one that containers give to their host included.</summary>
    private static readonly string[] Loopback = ["localhost", "127.", "[::1]", "0.0.0.0", "host.docker.internal"];

    /// <summary>Reads an address, or a host without a scheme.</summary>
    public Endpoint(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var end = address.IndexOfAny(['/', '?'], start);
        var authority = end < 0 ? address.Substring(start) : address.Substring(start, end - start);
        authority = authority.Substring(authority.IndexOf('@') + 1);
        var port = authority.LastIndexOf(':');
        authority = port > authority.LastIndexOf(']') ? authority.Substring(0, port) : authority;
        Address = address;

        // Without a scheme it is a host only if it looks like one: "chat/completions" is a path.
        Host = scheme < 0 && authority.IndexOf('.') < 0 ? string.Empty : authority;
    }

    /// <summary>What was read.</summary>
    public string Address { get; }

    /// <summary>The host, without port and user; empty for a relative address.</summary>
    public string Host { get; }

    /// <summary>Whether the source shows the whole host.</summary>
    public bool IsHostKnown => Host.Length > 0 && Host.IndexOf(ProviderHosts.Unknown) < 0;

    /// <summary>Whether requests travel unencrypted over a network.</summary>
    public bool IsPlain => Array.Exists(Plain, scheme => Address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) && IsHostKnown && !IsLoopback;

    private bool IsLoopback
    {
        get
        {
            foreach (var name in Loopback)
            {
                if (Host.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (Host.Length == name.Length || name[name.Length - 1] == '.'))
                {
                    return true;
                }
            }

            return Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        }
    }
}
