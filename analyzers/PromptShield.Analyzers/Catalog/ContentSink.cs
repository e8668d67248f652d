using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>A member that does something with content: of the product's table, or declared by the policy.</summary>
internal sealed class ContentSink
{
    /// <summary>The name of a constructor in the table.</summary>
    public const string Constructor = ".ctor";

    private readonly string? id;
    private readonly string[] parameters;

    /// <summary>A row of the table.</summary>
    /// <param name="group">What the member does.</param>
    /// <param name="type">Metadata name of the declaring type.</param>
    /// <param name="member">Name of the member.</param>
    /// <param name="what">Names of parameters, separated by commas; <c>*</c> for all, <c>=</c> for the value that is assigned.</param>
    public ContentSink(string group, string type, string member, string what)
    {
        Group = group;
        Type = type;
        Member = member;
        IsAssignment = what == "=";
        parameters = what is "*" or "=" ? [] : what.Split(',');
    }

    private ContentSink(string group, string id, bool isAssignment, string type, string member)
    {
        this.id = id;
        Group = group;
        IsAssignment = isAssignment;
        Type = type;
        Member = member;
        parameters = [];
    }

    /// <summary>What it does: <c>process</c>, <c>query</c>, <c>markup</c>, <c>system</c>, <c>store</c> and so on.</summary>
    public string Group { get; }

    /// <summary>Metadata name of the declaring type; of a declared one only its last part.</summary>
    public string Type { get; }

    /// <summary>Name of the member; <see cref="Constructor"/> for a constructor.</summary>
    public string Member { get; }

    /// <summary>The value that is assigned to the member is what counts.</summary>
    public bool IsAssignment { get; }

    /// <summary>A member of the scanned code or of its libraries, by the documentation id of a method (all arguments count) or property (what is assigned counts).</summary>
    public static ContentSink Declared(string group, string id)
    {
        // "M:Acme.Database.Run``1(System.String)": the last two names before the parameters.
        var names = id.Substring(id.IndexOf(':') + 1).Split('(')[0].Split('.');
        var member = names[names.Length - 1].Split('`')[0];
        return new ContentSink(group, id, id[0] == 'P', names.Length > 1 ? names[names.Length - 2] : string.Empty, member == "#ctor" ? Constructor : member);
    }

    /// <summary>Whether the argument for a parameter of this name counts.</summary>
    public bool Takes(string parameter) => parameters.Length == 0 || Array.IndexOf(parameters, parameter) >= 0;

    /// <summary>Whether the row is about this method or property.</summary>
    public bool IsAbout(ISymbol member) =>
        id is null ? TypeNames.IsOrInherits(member.ContainingType, Type) : member.OriginalDefinition.GetDocumentationCommentId() == id;
}
