namespace PromptShield.Analyzers.Catalog;

/// <summary>Members that give an address or a region to a client, or make a client that has one.</summary>
internal sealed class EndpointEntry(string types, string members, string parameters, string provider, string address) : MemberEntry(types, members, parameters)
{
    /// <summary>The provider; empty when only the host tells.</summary>
    public string Provider { get; } = provider;

    /// <summary>The address that is used when the code gives none; empty for entries that give one.</summary>
    public string Address { get; } = address;
}
