namespace PromptShield.Analyzers.Catalog;

/// <summary>What a catalogued method does.</summary>
internal enum ModelApiRole
{
    /// <summary>Sends content to a model.</summary>
    Sink,

    /// <summary>Makes a client of a provider.</summary>
    Factory,
}

/// <summary>One line of the catalogue of model APIs.</summary>
internal sealed class ModelApi(string type, string assemblies, string method, ModelApiRole role, string kind, string sdk, string provider)
{
    /// <summary>Metadata name of the declaring type.</summary>
    public string Type { get; } = type;

    /// <summary>Simple names of the assemblies that declare it, in one version or another.</summary>
    public string[] Assemblies { get; } = assemblies.Split(',');

    /// <summary>Name of the method.</summary>
    public string Method { get; } = method;

    /// <summary>What it does.</summary>
    public ModelApiRole Role { get; } = role;

    /// <summary>The kind of the report contract.</summary>
    public string Kind { get; } = kind;

    /// <summary>The SDK.</summary>
    public string Sdk { get; } = sdk;

    /// <summary>Whether the entry is about the types of <paramref name="assembly"/>.</summary>
    public bool IsIn(string? assembly) => Array.IndexOf(Assemblies, assembly) >= 0;

    /// <summary>The provider that this SDK talks to unless its client says otherwise, or <c>unknown</c>.</summary>
    public string Provider { get; } = provider;
}
