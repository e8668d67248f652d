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

    /// <summary>PSH1002: raw client is taken out from behind the shield.</summary>
    public static readonly DiagnosticDescriptor GuardBypass = Create(
        "PSH1002",
        "Raw client is taken out from behind the shield",
        "'{0}' goes around the shield: {1}",
        "PromptShield.Guarding",
        DiagnosticSeverity.Warning,
        "A client that is taken out from behind the shield sends what the shield never sees.");

    /// <summary>PSH1003: transport is not covered by the shield.</summary>
    public static readonly DiagnosticDescriptor UnguardableTransport = Create(
        "PSH1003",
        "Transport is not covered by the shield",
        "'{0}' reaches {1} over a transport that the shield does not cover: {2}",
        "PromptShield.Guarding",
        DiagnosticSeverity.Warning,
        "A handler of an HTTP client sees no frames of a web socket, no gRPC call and no body that is signed after it.");

    /// <summary>PSH1004: shield is switched off.</summary>
    public static readonly DiagnosticDescriptor GuardSwitchedOff = Create(
        "PSH1004",
        "Shield is switched off",
        "'{0}' weakens the shield: {1}",
        "PromptShield.Guarding",
        DiagnosticSeverity.Warning,
        "A shield without detectors, without effect or whose refusal is swallowed protects nothing.");

    /// <summary>PSH2003: personal data reaches a prompt.</summary>
    public static readonly DiagnosticDescriptor PersonalDataInPrompt = Create(
        "PSH2003",
        "Personal data reaches a prompt",
        "'{0}' sends personal data to a model: {1}",
        "PromptShield.PersonalData",
        DiagnosticSeverity.Warning,
        "Personal data must be scrubbed before it is sent to a model.");

    /// <summary>PSH2004: prompt or answer is stored.</summary>
    public static readonly DiagnosticDescriptor PromptOrCompletionStored = Create(
        "PSH2004",
        "Prompt or answer is stored",
        "'{0}' keeps what a model was told or answered: {1}",
        "PromptShield.PersonalData",
        DiagnosticSeverity.Warning,
        "Prompts and answers hold what people wrote; kept unredacted they outlive the conversation.");

    /// <summary>PSH2005: prompts and answers are captured.</summary>
    public static readonly DiagnosticDescriptor SensitiveContentCapture = Create(
        "PSH2005",
        "Prompts and answers are captured",
        "'{0}' records the content of model calls: {1}",
        "PromptShield.PersonalData",
        DiagnosticSeverity.Warning,
        "Switches that record message content copy every prompt and answer into logs and traces.");

    /// <summary>PSH2006: personal data reaches an exception, an address or a file name.</summary>
    public static readonly DiagnosticDescriptor PersonalDataInExceptionOrUrl = Create(
        "PSH2006",
        "Personal data reaches an exception, an address or a file name",
        "'{0}' receives personal data: {1}",
        "PromptShield.PersonalData",
        DiagnosticSeverity.Warning,
        "Exception messages, addresses and file names are logged by others and cannot be redacted afterwards.");

    /// <summary>PSH2007: personal member is not classified.</summary>
    public static readonly DiagnosticDescriptor UnclassifiedPersonalMember = Create(
        "PSH2007",
        "Personal member is not classified",
        "'{0}' looks personal and carries no classification: {1}",
        "PromptShield.PersonalData",
        DiagnosticSeverity.Info,
        "A classification attribute tells every tool, and every reader, that a member is personal data.");

    /// <summary>PSH3001: untrusted text reaches a system prompt.</summary>
    public static readonly DiagnosticDescriptor UntrustedTextInSystemPrompt = Create(
        "PSH3001",
        "Untrusted text reaches a system prompt",
        "'{0}' receives untrusted text as instructions: {1}",
        "PromptShield.Injection",
        DiagnosticSeverity.Warning,
        "Text that others control must not stand where a model looks for its instructions.");

    /// <summary>PSH3002: untrusted content is joined into a prompt.</summary>
    public static readonly DiagnosticDescriptor UntrustedContentUnmarked = Create(
        "PSH3002",
        "Untrusted content is joined into a prompt",
        "'{0}' receives content that is not marked as untrusted: {1}",
        "PromptShield.Injection",
        DiagnosticSeverity.Warning,
        "Retrieved content that is joined into a prompt can give orders; marked as untrusted it can be inspected.");

    /// <summary>PSH4001: model output reaches a dangerous call.</summary>
    public static readonly DiagnosticDescriptor ModelOutputToDangerousSink = Create(
        "PSH4001",
        "Model output reaches a dangerous call",
        "'{0}' acts on the answer of a model: {1}",
        "PromptShield.Output",
        DiagnosticSeverity.Warning,
        "The answer of a model is untrusted input: it must be validated before code, queries, pages, paths or addresses are made of it.");

    /// <summary>PSH4002: model output is not filtered.</summary>
    public static readonly DiagnosticDescriptor UnfilteredModelOutput = Create(
        "PSH4002",
        "Model output is not filtered",
        "'{0}' hands on an answer that no output filter has seen: {1}",
        "PromptShield.Output",
        DiagnosticSeverity.Warning,
        "An answer that leaves the program must have passed the output filter of the shield.");

    /// <summary>PSH4003: tool with effects needs no approval.</summary>
    public static readonly DiagnosticDescriptor ToolWithoutApproval = Create(
        "PSH4003",
        "Tool with effects needs no approval",
        "'{0}' lets a model act without approval: {1}",
        "PromptShield.Output",
        DiagnosticSeverity.Warning,
        "A tool that writes, deletes, sends, pays or executes must wait for a person.");

    /// <summary>PSH4004: model call is not bounded.</summary>
    public static readonly DiagnosticDescriptor UnboundedModelCall = Create(
        "PSH4004",
        "Model call is not bounded",
        "'{0}' is not bounded: {1}",
        "PromptShield.Output",
        DiagnosticSeverity.Warning,
        "A model call needs a limit of its output and a way to stop it, and an agent a limit of its rounds.");

    /// <summary>PSH5001: provider keeps the conversation.</summary>
    public static readonly DiagnosticDescriptor ProviderRetention = Create(
        "PSH5001",
        "Provider keeps the conversation",
        "'{0}' lets the provider keep content: {1}",
        "PromptShield.Providers",
        DiagnosticSeverity.Warning,
        "Where a service stores by default, storing has to be switched off.");

    /// <summary>PSH5002: endpoint is not approved.</summary>
    public static readonly DiagnosticDescriptor UnapprovedEndpoint = Create(
        "PSH5002",
        "Endpoint is not approved",
        "'{0}' uses an endpoint that is not approved: {1}",
        "PromptShield.Providers",
        DiagnosticSeverity.Warning,
        "Model calls go to providers, hosts and regions that the policy approves, over verified TLS.");

    /// <summary>PSH5003: model version is not pinned.</summary>
    public static readonly DiagnosticDescriptor FloatingModelVersion = Create(
        "PSH5003",
        "Model version is not pinned",
        "'{0}' names a model that {1}",
        "PromptShield.Providers",
        DiagnosticSeverity.Warning,
        "A model alias can answer differently tomorrow; a pinned version changes under change control.");

    /// <summary>PSH6001: model credential is in the code.</summary>
    public static readonly DiagnosticDescriptor HardCodedModelCredential = Create(
        "PSH6001",
        "Model credential is in the code",
        "'{0}' holds a credential: {1}",
        "PromptShield.Configuration",
        DiagnosticSeverity.Warning,
        "A key in the code is known to everyone who can read the code, and to its history.");

    /// <summary>PSH6002: an endpoint about the configuration of AI is not protected.</summary>
    public static readonly DiagnosticDescriptor UnprotectedAiConfiguration = Create(
        "PSH6002",
        "AI configuration is not protected",
        "'{0}' opens AI configuration to anybody: {1}",
        "PromptShield.Configuration",
        DiagnosticSeverity.Warning,
        "Endpoints that read or change prompts, policies, models or evidence need an authorization policy.");

    /// <summary>PSH7001: shield writes no evidence.</summary>
    public static readonly DiagnosticDescriptor EvidenceNotConfigured = Create(
        "PSH7001",
        "Shield writes no evidence",
        "'{0}' leaves no evidence: {1}",
        "PromptShield.Evidence",
        DiagnosticSeverity.Warning,
        "Without an evidence sink nobody can show afterwards that the shield worked.");

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
