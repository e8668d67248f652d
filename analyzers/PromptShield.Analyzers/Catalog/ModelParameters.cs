namespace PromptShield.Analyzers.Catalog;

/// <summary>What tells to whom a name of a model is sent.</summary>
internal enum ModelNameKind
{
    /// <summary>The other arguments of the call, which makes a client.</summary>
    Client,

    /// <summary>The client that is called.</summary>
    Receiver,

    /// <summary>Nothing but the project.</summary>
    Use,

    /// <summary>It is a name of Ollama: the version is its tag.</summary>
    Tag,

    /// <summary>It is a name that the user chose.</summary>
    Deployment,
}

/// <summary>Members that take the name of a model.</summary>
internal sealed class ModelParameter(ModelNameKind kind, string types, string members, string parameters) : MemberEntry(types, members, parameters)
{
    /// <summary>What tells to whom the name is sent.</summary>
    public ModelNameKind Kind { get; } = kind;
}

/// <summary>Where code names a model. Read once a process.</summary>
internal static class ModelParameters
{
    private static readonly Lazy<List<ModelParameter>> Embedded = new(static () => [.. DataFile.Lines("model-parameters.txt").Select(Parse)]);

    /// <summary>The table that ships with the analyzers.</summary>
    public static List<ModelParameter> Default => Embedded.Value;

    private static ModelParameter Parse(string line)
    {
        var fields = line.Split('|');
        return fields.Length == 4 && Enum.TryParse<ModelNameKind>(fields[0], ignoreCase: true, out var kind)
            ? new ModelParameter(kind, fields[1], fields[2], fields[3])
            : throw new FormatException("Not an entry of the table of model parameters: " + line);
    }
}
