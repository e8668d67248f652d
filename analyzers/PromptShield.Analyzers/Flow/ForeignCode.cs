using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells assemblies that may be other projects of the same program from the framework, the SDKs and the shield.</summary>
internal static class ForeignCode
{
    // The keys of the framework, of Microsoft's packages and of Azure's. A name can be taken on by any project, a key cannot.
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "b77a5c561934e089", "b03f5f7f11d50a3a", "31bf3856ad364e35", "cc7b13ffcd2ddd51", "7cec85d7bea7798e", "adb9793829ddae60", "f300afd708cefcd3", "92742159e12e44c8",
    };

    /// <summary>Whether <paramref name="assembly"/> may be a project: everything is that is not known to be none.</summary>
    public static bool IsProject(IAssemblySymbol? assembly) =>
        assembly is not null && !ModelApiTable.Default.IsSdk(assembly.Name) && !ShieldIdentity.Is(assembly) && !IsFramework(assembly);

    /// <summary>Whether a value of <paramref name="type"/> can bring a guard state from one assembly into another: a client, what guards one, or something that gives one.</summary>
    public static bool CanCarryGuard(ITypeSymbol? type) => type switch
    {
        null => false,
        _ when ClientRules.Default.CarriesGuard(type) => true,
        IArrayTypeSymbol array => CanCarryGuard(array.ElementType),
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => CanCarryGuard(invoke.ReturnType),
        INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.Any(static argument => ClientRules.Default.CarriesGuard(argument)),
        _ => false,
    };

    private static bool IsFramework(IAssemblySymbol assembly) => !assembly.Identity.PublicKeyToken.IsEmpty && Keys.Contains(Hex(assembly.Identity.PublicKeyToken));

    private static string Hex(ImmutableArray<byte> token)
    {
        var text = new StringBuilder(token.Length * 2);
        foreach (var value in token)
        {
            text.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
