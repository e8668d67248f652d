namespace PromptShield.Analyzers.Inventory;

/// <summary>The closed list of reason codes of a site.</summary>
internal static class Reasons
{
    /// <summary>Every value came through the shield.</summary>
    public const string Shielded = "shielded";

    /// <summary>Every classified part was redacted.</summary>
    public const string Redacted = "redacted";

    /// <summary>The client was created without the shield.</summary>
    public const string ClientNotShielded = "client-not-shielded";

    /// <summary>Middleware that was added after the shield sits between it and the model.</summary>
    public const string MiddlewareInsideShield = "middleware-inside-shield";

    /// <summary>Function invocation was added after the shield, so tool results never pass it.</summary>
    public const string ShieldBeforeFunctionInvocation = "shield-before-function-invocation";

    /// <summary>The raw client was taken out from behind the shield.</summary>
    public const string GuardBypass = "guard-bypass";

    /// <summary>A service registration supplies a client that is not shielded.</summary>
    public const string RegisteredWithoutShield = "registered-without-shield";

    /// <summary>The HTTP client has no shield handler.</summary>
    public const string HttpClientNotShielded = "http-client-not-shielded";

    /// <summary>The client comes from outside the compilation.</summary>
    public const string HandedIn = "handed-in";

    /// <summary>The client is handed in and, in an executable, nothing supplies it.</summary>
    public const string DeferredUndischarged = "deferred-undischarged";

    /// <summary>Personal data reaches the call unredacted.</summary>
    public const string PersonalDataUnredacted = "personal-data-unredacted";

    /// <summary>The transport is one that no handler of the shield sees.</summary>
    public const string TransportNotCovered = "transport-not-covered";

    /// <summary>A rule is violated that has no population of its own.</summary>
    public const string RuleViolated = "rule-violated";

    /// <summary>The call is bound at run time, or the code does not resolve.</summary>
    public const string DynamicOrUnresolved = "dynamic-or-unresolved";

    /// <summary>A limit of the analysis was reached.</summary>
    public const string BudgetExhausted = "budget-exhausted";

    /// <summary>A log method became a delegate, whose calls are not followed. Only counted: no reason of a site.</summary>
    public const string MethodGroup = "method-group";

    /// <summary>A client of a model is reached by reflection. Only counted: no reason of a site.</summary>
    public const string Reflection = "reflection";
}
