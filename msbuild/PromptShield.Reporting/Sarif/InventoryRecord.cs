namespace PromptShield.Reporting;

/// <summary>The inventory of one compilation, as the PSH9001 diagnostic carries it. Paths are as the compiler wrote them.</summary>
public sealed record InventoryRecord
{
    /// <summary>The value of <c>schema</c>.</summary>
    public const string Schema = "promptshield/inventory/v1";

    /// <summary>The analyzers' informational version.</summary>
    public string AnalyzerVersion { get; init; } = "";

    /// <summary>The assembly's simple name.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>What the compilation makes.</summary>
    public OutputKind OutputKind { get; init; }

    /// <summary>The C# language version.</summary>
    public string Language { get; init; } = "";

    /// <summary>The sites.</summary>
    public IReadOnlyList<InventorySite> Sites { get; init; } = [];

    /// <summary>The endpoints and models that the code names.</summary>
    public IReadOnlyList<ModelUse> Uses { get; init; } = [];

    /// <summary>What the compilation supplies to other assemblies.</summary>
    public IReadOnlyList<Supply> Supplies { get; init; } = [];

    /// <summary>What was not analysed and is no item.</summary>
    public IReadOnlyList<NotAnalyzedCount> NotAnalyzed { get; init; } = [];

    /// <summary>Reads the properties of a PSH9001 diagnostic.</summary>
    /// <param name="properties">The diagnostic's properties.</param>
    /// <param name="record">The record; null when false is returned.</param>
    /// <param name="error">What is wrong; empty when true is returned.</param>
    public static bool TryParse(IReadOnlyDictionary<string, string?> properties, out InventoryRecord? record, out string error)
    {
        try
        {
            record = InventoryText.Parse(properties);
            error = "";
            return true;
        }
        catch (FormatException problem)
        {
            record = null;
            error = problem.Message;
            return false;
        }
    }
}
