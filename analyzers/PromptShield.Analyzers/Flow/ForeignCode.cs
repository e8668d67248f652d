using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells assemblies that may be other projects of the same program from the framework, the SDKs and the shield.</summary>
internal static class ForeignCode
{
    /// <summary>Whether <paramref name="assembly"/> may be a project: everything is that the catalogue does not know.</summary>
    public static bool IsProject(IAssemblySymbol? assembly) =>
        assembly is not null && !IsFramework(assembly.Name) && !ModelApiTable.Default.IsSdk(assembly.Name) && !ShieldIdentity.Declares(assembly);

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

    // The framework references no project. A project that took such a name would still be seen where it registers services.
    private static bool IsFramework(string name) =>
        name is "mscorlib" or "netstandard" or "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
