namespace PromptShield.Reporting;

/// <summary>Why a compilation or project was not evaluated.</summary>
/// <param name="Code">One of <see cref="EvidenceProblems"/>.</param>
/// <param name="Text">One sentence for people.</param>
public sealed record EvidenceProblem(string Code, string Text);

/// <summary>Codes of the reasons why a project has no usable evidence.</summary>
public static class EvidenceProblems
{
    /// <summary>The compiler wrote no error log.</summary>
    public const string SarifMissing = "sarif-missing";

    /// <summary>The error log cannot be read.</summary>
    public const string SarifUnreadable = "sarif-unreadable";

    /// <summary>The error log is SARIF 1.0.0, which carries no suppressions.</summary>
    public const string SarifVersion = "sarif-version";

    /// <summary>The analyzers were not loaded or not run.</summary>
    public const string RulesAbsent = "rules-absent";

    /// <summary>The analyzers were loaded, but left no inventory record.</summary>
    public const string NoInventory = "no-inventory-record";

    /// <summary>The inventory record does not follow its schema.</summary>
    public const string InventoryInvalid = "inventory-invalid";

    /// <summary>A PromptShield analyzer threw an exception.</summary>
    public const string AnalyzerCrash = "analyzer-crash";

    /// <summary>The project does not compile.</summary>
    public const string CompileErrors = "compile-errors";

    /// <summary>The project is in another language.</summary>
    public const string OtherLanguage = "other-language";

    /// <summary>The project was loaded as an editor does, and not built.</summary>
    public const string DesignTime = "design-time";

    /// <summary>The project's packages could not be restored.</summary>
    public const string NotRestored = "not-restored";

    /// <summary>The project file could not be loaded.</summary>
    public const string NotLoaded = "not-loaded";

    /// <summary>The project's format is older than what can be analysed.</summary>
    public const string OldProjectFormat = "old-project-format";

    /// <summary>The project needs a newer compiler.</summary>
    public const string NewerCompiler = "newer-compiler";

    /// <summary>A project that this one references could not be compiled.</summary>
    public const string ReferenceFailed = "reference-failed";

    /// <summary>There is no evidence of a project that this one references, so what it supplies and owes is not known.</summary>
    public const string ReferenceMissing = "reference-missing";
}

/// <summary>A number of things that are no item because they were not analysed.</summary>
/// <param name="Scope">What kind of thing: one of <see cref="NotAnalyzedReasons.Scopes"/>.</param>
/// <param name="Reason">Why: one of <see cref="NotAnalyzedReasons.Codes"/>.</param>
/// <param name="Count">How many.</param>
public sealed record NotAnalyzedCount(string Scope, string Reason, int Count);

/// <summary>An error of the compiler.</summary>
/// <param name="Code">The id, for example <c>CS0246</c>.</param>
/// <param name="File">The file, or empty.</param>
/// <param name="Line">1-based line, or 0.</param>
/// <param name="Message">The message.</param>
public sealed record CompileError(string Code, string File, int Line, string Message);
