#if !NET
namespace System.Runtime.CompilerServices;

/// <summary>Lets <c>init</c> accessors compile for netstandard2.0, whose reference assemblies do not have the marker.</summary>
internal static class IsExternalInit;
#endif
