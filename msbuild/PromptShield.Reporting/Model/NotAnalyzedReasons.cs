namespace PromptShield.Reporting;

/// <summary>The closed lists of what can be left unanalysed and why.</summary>
public static class NotAnalyzedReasons
{
    /// <summary>The scope of a whole project.</summary>
    public const string ProjectScope = "project";

    /// <summary>The code has names that cannot be resolved.</summary>
    public const string Unresolved = "unresolved";

    /// <summary>A limit of the analysis was reached.</summary>
    public const string BudgetExhausted = "budget-exhausted";

    /// <summary>A call is made by reflection.</summary>
    public const string Reflection = "reflection";

    /// <summary>The files are generated and left out.</summary>
    public const string Generated = "generated";

    /// <summary>A method that is a sink becomes a delegate.</summary>
    public const string MethodGroup = "method-group";

    /// <summary>A source generator did not run.</summary>
    public const string GeneratorNotRun = "generator-not-run";

    // What stops an analysis comes before what only follows from it: a crash is ours to mend, and a project that does not compile often has
    // no inventory either.
    private static readonly (string Code, string Text)[] CausesFirst =
    [
        (EvidenceProblems.AnalyzerCrash, "A PromptShield analyzer threw an exception."),
        (EvidenceProblems.NotLoaded, "The project could not be loaded, or was left out without the policy excluding it."),
        (EvidenceProblems.OldProjectFormat, "The project file is in the format from before the .NET SDK."),
        (EvidenceProblems.OtherLanguage, "The project is in another language than C#."),
        (EvidenceProblems.NotRestored, "The packages of the project are not restored."),
        (EvidenceProblems.NewerCompiler, "The project needs a newer SDK or compiler."),
        (EvidenceProblems.ReferenceFailed, "A project that this one references could not be compiled."),
        (EvidenceProblems.CompileErrors, "The project does not compile."),
        (EvidenceProblems.SarifMissing, "The compiler wrote no error log."),
        (EvidenceProblems.SarifUnreadable, "The compiler's error log is damaged."),
        (EvidenceProblems.SarifVersion, "The compiler's error log is SARIF 1.0.0."),
        (EvidenceProblems.RulesAbsent, "The PromptShield analyzers are not referenced, or RunAnalyzers is false."),
        (EvidenceProblems.InventoryInvalid, "The inventory of the analyzers cannot be used."),
        (EvidenceProblems.NoInventory, "The analyzers left no inventory."),
        (EvidenceProblems.ReferenceMissing, "There is no evidence of a project that this one references."),
        (EvidenceProblems.DesignTime, "The project was loaded as an editor does, and not built."),
        (Unresolved, "Names in the code cannot be resolved, so the calls around them are not seen."),
        (BudgetExhausted, "Members are larger than the limits of the analysis."),
        (Reflection, "Calls are made by reflection, so their target is not seen."),
        (Generated, "The files are generated and left out."),
        (MethodGroup, "Log methods become delegates, so the values that they will get are not seen."),
        (GeneratorNotRun, "A source generator did not run, so its code is not seen."),
    ];

    /// <summary>What can be counted: whole projects, files, pieces of code, source generators.</summary>
    public static IReadOnlyList<string> Scopes { get; } = [ProjectScope, "files", "code", "generators"];

    /// <summary>Every code, causes before their consequences.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. CausesFirst.Select(entry => entry.Code)];

    /// <summary>A code in words.</summary>
    internal static string TextOf(string code) => CausesFirst[Precedence(code)].Text;

    /// <summary>A rank that is lower for a cause than for its consequence.</summary>
    internal static int Precedence(string code) => Array.FindIndex(CausesFirst, entry => entry.Code == code);
}
