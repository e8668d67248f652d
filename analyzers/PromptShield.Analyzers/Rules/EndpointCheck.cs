using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Rules;

/// <summary>Holds endpoints against the registers of the policy. Says why one is not approved, or null.</summary>
internal sealed class EndpointCheck(Registers approved)
{
    /// <summary>Checks an address.</summary>
    /// <param name="endpoint">The address.</param>
    /// <param name="provider">The provider; empty or <c>unknown</c> when nothing tells.</param>
    public string? Of(Endpoint endpoint, string provider)
    {
        if (endpoint.IsPlain)
        {
            return "'" + endpoint.Address + "' is not encrypted";
        }

        if (provider.Length > 0 && provider != "unknown" && approved.Forbids(Registers.Provider, provider))
        {
            return "the policy does not name the provider " + provider;
        }

        var host = endpoint.Host;
        if (host.Length == 0 || host[host.Length - 1] == ProviderHosts.Unknown)
        {
            return null;
        }

        if (approved.Forbids(Registers.Endpoint, host))
        {
            return "the policy does not name the host '" + Shown(host) + "'";
        }

        return EndpointTable.Default.RegionOf(host) is { } region ? OfRegion(region) : GlobalHost(host);
    }

    /// <summary>Checks the address that a client has built in.</summary>
    public string? OfDefault(EndpointEntry client)
    {
        var text = Of(new Endpoint(client.Address), client.Provider);
        return text is null ? null : "no endpoint is given, so it is '" + client.Address + "', and " + text;
    }

    /// <summary>Checks a region.</summary>
    public string? OfRegion(string region) => approved.Forbids(Registers.Region, region) ? "the policy does not name the region '" + region + "'" : null;

    private string? GlobalHost(string host) =>
        approved[Registers.Region].Count > 0 && !approved[Registers.Region].Contains("global") && EndpointTable.Default.IsGlobal(host)
            ? "'" + host + "' promises no region, and the policy names regions"
            : null;

    private static string Shown(string host) => host.Replace(ProviderHosts.Unknown.ToString(), "…");
}
