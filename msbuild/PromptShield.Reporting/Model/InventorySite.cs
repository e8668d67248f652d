namespace PromptShield.Reporting;

/// <summary>One row of the inventory: a model call, or a sink that receives personal data, in one compilation.</summary>
public sealed record InventorySite
{
    /// <summary><c>model-calls</c> or <c>personal-data-sinks</c>.</summary>
    public string Population { get; init; } = "";

    /// <summary>One of <see cref="ContractNames.SiteKinds"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>In a record as the compiler names the file, in a fragment relative to the root with forward slashes.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line of the method-name token.</summary>
    public int Line { get; init; }

    /// <summary>1-based column of the method-name token, in UTF-16 code units.</summary>
    public int Column { get; init; }

    /// <summary>Documentation comment id of the containing member.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>Documentation comment id of the callee.</summary>
    public string Api { get; init; } = "";

    /// <summary>0-based position of this call among all calls of that callee in the containing member.</summary>
    public int Ordinal { get; init; }

    /// <summary>The client SDK or logging library.</summary>
    public string Sdk { get; init; } = "";

    /// <summary>The model provider, or <c>unknown</c>.</summary>
    public string Provider { get; init; } = "unknown";

    /// <summary>The analyzers' judgement: never <see cref="GuardState.Waived"/> or <see cref="GuardState.Baselined"/>.</summary>
    public GuardState Guard { get; init; }

    /// <summary>One of <see cref="ContractNames.ReasonCodes"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The reason in words.</summary>
    public string ReasonText { get; init; } = "";

    /// <summary>The parameter, field or service type that owes the shield; empty unless deferred.</summary>
    public string OwedTo { get; init; } = "";

    /// <summary>Classes of the data that reach the site, sorted.</summary>
    public IReadOnlyList<string> DataClasses { get; init; } = [];

    /// <summary>The rule that judges the site.</summary>
    public string Rule { get; init; } = "";

    /// <summary><c>file:line:column</c> of where the client is created, or empty.</summary>
    public string Origin { get; init; } = "";

    /// <summary>What other projects must or may supply for the guard state to hold, sorted; see <see cref="Debt"/>.</summary>
    public IReadOnlyList<string> Debts { get; init; } = [];
}
