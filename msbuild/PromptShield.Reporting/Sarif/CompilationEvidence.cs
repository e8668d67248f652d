namespace PromptShield.Reporting;

/// <summary>What one compilation left behind for the report. Paths are as the compiler wrote them.</summary>
public sealed record CompilationEvidence
{
    /// <summary>Why the evidence is incomplete; empty when it is complete.</summary>
    public IReadOnlyList<EvidenceProblem> Problems { get; init; } = [];

    /// <summary>The inventory record; null when there is none or it is not valid.</summary>
    public InventoryRecord? Inventory { get; init; }

    /// <summary>Findings of PromptShield rules.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Rules whose findings are gone because NoWarn, a configuration file or a rule set switched them off, for all of the code or for some of it; sorted.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>Errors of the compiler.</summary>
    public IReadOnlyList<CompileError> CompileErrors { get; init; } = [];

    /// <summary>The compiler's version, or empty.</summary>
    public string CompilerVersion { get; init; } = "";

    /// <summary>True when the evidence is complete.</summary>
    public bool IsEvaluated => Problems.Count == 0;

    /// <summary>Evidence that is missing as a whole.</summary>
    public static CompilationEvidence Missing(string code, string text) => new() { Problems = [new EvidenceProblem(code, text)] };

    /// <summary>Evidence of a compilation that was analysed in process.</summary>
    /// <param name="inventoryProperties">The properties of the inventory diagnostic; null when it was not reported.</param>
    /// <param name="findings">Findings of PromptShield rules.</param>
    /// <param name="compileErrors">Errors of the compiler.</param>
    /// <param name="analyzerFailures">Messages of exceptions of PromptShield analyzers.</param>
    /// <param name="compilerVersion">The compiler's version.</param>
    public static CompilationEvidence FromDiagnostics(
        IReadOnlyDictionary<string, string?>? inventoryProperties,
        IReadOnlyList<Finding> findings,
        IReadOnlyList<CompileError> compileErrors,
        IReadOnlyList<string> analyzerFailures,
        string compilerVersion = "")
    {
        var problems = new List<EvidenceProblem>();
        InventoryRecord? inventory = null;
        if (inventoryProperties is null)
        {
            problems.Add(new(EvidenceProblems.NoInventory, "The compilation has no inventory record (PSH9001): the PromptShield analyzers did not run to the end, or no report was asked for."));
        }
        else if (!InventoryRecord.TryParse(inventoryProperties, out inventory, out string error))
        {
            problems.Add(new(EvidenceProblems.InventoryInvalid, "The inventory record (PSH9001) cannot be used: " + error));
        }

        if (analyzerFailures.Count > 0)
        {
            problems.Add(new(EvidenceProblems.AnalyzerCrash, "A PromptShield analyzer threw an exception: " + Shorten(analyzerFailures[0])));
        }

        if (compileErrors.Count > 0)
        {
            var first = compileErrors[0];
            problems.Add(new(EvidenceProblems.CompileErrors, $"The project does not compile ({Counted.Of(compileErrors.Count, "error")}, the first is {first.Code}: {Shorten(first.Message)})."));
        }

        return new CompilationEvidence
        {
            Problems = problems,
            Inventory = inventory,
            Findings = findings,
            CompileErrors = compileErrors,
            CompilerVersion = compilerVersion,
        };
    }

    // An exception's text holds a stack of machine paths; the first line says what it is.
    private static string Shorten(string text)
    {
        int end = text.IndexOfAny(['\r', '\n']);
        string line = end < 0 ? text : text.Substring(0, end);
        return line.Length <= 200 ? line : line.Substring(0, 200) + "…";
    }
}
