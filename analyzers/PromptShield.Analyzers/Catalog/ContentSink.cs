namespace PromptShield.Analyzers.Catalog;

/// <summary>A member that does something with content.</summary>
internal sealed class ContentSink(string group, string type, string member, string what)
{
    /// <summary>The name of a constructor in the table.</summary>
    public const string Constructor = ".ctor";

    private readonly string[] parameters = what is "*" or "=" or "[]" ? [] : what.Split(',');

    /// <summary>What it does: <c>process</c>, <c>query</c>, <c>markup</c>, <c>system</c>, <c>store</c> and so on.</summary>
    public string Group { get; } = group;

    /// <summary>Metadata name of the declaring type.</summary>
    public string Type { get; } = type;

    /// <summary>Name of the member; <see cref="Constructor"/> for a constructor.</summary>
    public string Member { get; } = member;

    /// <summary>The value that is assigned to the member is what counts.</summary>
    public bool IsAssignment { get; } = what == "=";

    /// <summary>A conversion to the type is what counts.</summary>
    public bool IsConversion { get; } = what == "[]";

    /// <summary>Whether the argument for a parameter of this name counts.</summary>
    public bool Takes(string parameter) => parameters.Length == 0 || Array.IndexOf(parameters, parameter) >= 0;
}
