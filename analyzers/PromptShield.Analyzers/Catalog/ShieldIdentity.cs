using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>
/// Recognises the shield by the identity of its assembly. A name can be imitated, and an imitation that lets everything through would turn
/// every call green; a strong name cannot be signed without the key.
/// </summary>
internal static class ShieldIdentity
{
    private const string AssemblyName = "PromptShield.Runtime";
    private static readonly ImmutableArray<byte> PublicKeyToken = ImmutableArray.Create<byte>(0x04, 0x63, 0xb0, 0xe8, 0xd5, 0xc6, 0xb7, 0x59);

    /// <summary>Whether <paramref name="symbol"/> is declared by the shield.</summary>
    public static bool Declares(ISymbol? symbol) => symbol?.ContainingAssembly is { } assembly && Is(assembly);

    /// <summary>Whether <paramref name="assembly"/> is the shield's.</summary>
    public static bool Is(IAssemblySymbol assembly) => assembly.Identity.Name == AssemblyName && assembly.Identity.PublicKeyToken.SequenceEqual(PublicKeyToken);
}
