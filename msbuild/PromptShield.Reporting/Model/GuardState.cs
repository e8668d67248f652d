namespace PromptShield.Reporting;

/// <summary>Whether a site is behind the shield, as the inventory and then the gate judge it.</summary>
public enum GuardState
{
    /// <summary>Model call: every value of the client came through the shield. Sink: every classified part was redacted.</summary>
    Guarded,

    /// <summary>Some value reaches the site without the shield.</summary>
    Unguarded,

    /// <summary>The client is handed in: whoever composes the program owes the shield.</summary>
    Deferred,

    /// <summary>Violating, and accepted by a waiver that has not expired. Set by the gate.</summary>
    Waived,

    /// <summary>Violating, and already violating in the baseline report. Set by the gate.</summary>
    Baselined,

    /// <summary>The analyzers met the site and could not judge it.</summary>
    NotAnalyzed,
}

/// <summary>What the gate decided.</summary>
public enum GateVerdict
{
    /// <summary>Everything in scope was evaluated and nothing speaks against it.</summary>
    Pass,

    /// <summary>At least one reason of the policy speaks against it.</summary>
    Fail,

    /// <summary>Nothing failed, but something in scope was not evaluated.</summary>
    NotEvaluated,
}

/// <summary>What the report says about one control.</summary>
public enum ControlResult
{
    /// <summary>Every judged site of the population is guarded.</summary>
    Pass,

    /// <summary>No site violates, but some are waived or baselined.</summary>
    PassWithWaivers,

    /// <summary>A site violates, or the coverage is below the policy's minimum.</summary>
    Fail,

    /// <summary>Nothing violates, but some of the scope or of the population was not judged.</summary>
    NotEvaluated,

    /// <summary>Everything in scope was evaluated and the population is empty.</summary>
    NotApplicable,
}

/// <summary>What the gate does with a violation of a rule.</summary>
public enum RuleLevel
{
    /// <summary>A violation fails the gate.</summary>
    Enforce,

    /// <summary>A violation is reported and does not fail the gate.</summary>
    Warn,

    /// <summary>The gate does not look at violations of the rule; the numbers still count them.</summary>
    Off,
}

/// <summary>The severity that the compiler gave to a finding in the end.</summary>
public enum FindingLevel
{
    /// <summary>An error.</summary>
    Error,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>Information.</summary>
    Note,
}

/// <summary>What kind of assembly a compilation makes.</summary>
public enum OutputKind
{
    /// <summary>A library: what is handed in is owed by its callers.</summary>
    Library,

    /// <summary>A program: nobody is left who could hand in the shield.</summary>
    Executable,
}
