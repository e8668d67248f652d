using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>A service as somebody asks a container for it: its type and its key.</summary>
internal readonly struct ServiceRequest(ITypeSymbol service, ServiceKey key) : IEquatable<ServiceRequest>
{
    private readonly ITypeSymbol service = service;
    private readonly ServiceKey key = key;

    public bool Equals(ServiceRequest other) => SymbolEqualityComparer.Default.Equals(service, other.service) && key == other.key;

    public override bool Equals(object? obj) => obj is ServiceRequest other && Equals(other);

    public override int GetHashCode() => (SymbolEqualityComparer.Default.GetHashCode(service) * 397) ^ key.GetHashCode();
}
