using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Rules;

/// <summary>Every diagnostic that the analyzers can report, made in one place so that help links, categories and tags cannot drift.</summary>
internal static class Descriptors
{
    /// <summary>PSH1001: a model call whose client did not come through the shield.</summary>
    public static readonly DiagnosticDescriptor UnguardedModelCall = Create(
        "PSH1001",
        "Model call bypasses the shield",
        "'{0}' reaches {1} without the shield: {2}",
        "PromptShield.Guarding",
        DiagnosticSeverity.Warning,
        "Every value that the client of a model call can have must come through the shield, so that personal data is scrubbed before it leaves.");

    /// <summary>PSH2001: personal data or a secret that reaches a log, console or scope call.</summary>
    public static readonly DiagnosticDescriptor PersonalDataInLog = Create(
        "PSH2001",
        "Personal data reaches a log",
        "'{0}' ({1}) is written to the log by '{2}'",
        "PromptShield.PersonalData",
        DiagnosticSeverity.Warning,
        "Personal data and secrets must be redacted before they are written to a log, a console or a scope.");

    /// <summary>PSH2002: personal data or a secret that reaches a trace, a metric, an event source or an error tracker.</summary>
    public static readonly DiagnosticDescriptor PersonalDataInTelemetry = Create(
        "PSH2002",
        "Personal data reaches telemetry",
        "'{0}' ({1}) is written to telemetry by '{2}'",
        "PromptShield.PersonalData",
        DiagnosticSeverity.Warning,
        "Personal data and secrets must be redacted before they are written to a trace, a metric, an event source or an error tracker.");

    /// <summary>PSH9001: the inventory of one compilation. It carries facts for the build and shows nothing in an editor.</summary>
    public static readonly DiagnosticDescriptor ControlInventory = Create(
        "PSH9001",
        "Control inventory",
        "PromptShield inventory: {0} sites",
        "PromptShield.Inventory",
        DiagnosticSeverity.Info,
        "Lists every model call and every log call that receives personal data, with its guard state, for the report.",
        WellKnownDiagnosticTags.NotConfigurable,
        WellKnownDiagnosticTags.CompilationEnd);

    private static DiagnosticDescriptor Create(
        string id, string title, string message, string category, DiagnosticSeverity severity, string description, params string[] tags) =>
        new(
            id,
            title,
            message,
            category,
            severity,
            isEnabledByDefault: true,
            description,
            "https://github.com/promptshield/promptshield/blob/main/analyzers/docs/" + id + ".md",
            tags);
}
