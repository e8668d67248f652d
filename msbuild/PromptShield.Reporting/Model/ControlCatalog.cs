namespace PromptShield.Reporting;

/// <summary>A control, with the criteria that it supports (identifiers only).</summary>
/// <param name="Id">For example <c>PS-C01</c>.</param>
/// <param name="Title">What the control says.</param>
/// <param name="Population">
/// The population over which it is measured. That of <see cref="ControlCatalog.RuleFindings"/> lists violations only: such a control has no coverage.
/// </param>
/// <param name="TrustServicesCriteria">Identifiers of the Trust Services Criteria that it supports.</param>
/// <param name="DoesNotShow">What a build-time measurement cannot show.</param>
public sealed record ControlDefinition(
    string Id, string Title, string Population, IReadOnlyList<string> TrustServicesCriteria, string DoesNotShow);

/// <summary>A kind of site that is listed completely.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Definition">What belongs to it, in one sentence.</param>
public sealed record PopulationDefinition(string Name, string Definition);

/// <summary>The controls, populations and rules that this version measures.</summary>
public static class ControlCatalog
{
    /// <summary>The population of model calls.</summary>
    public const string ModelCalls = "model-calls";

    /// <summary>The population of sinks that receive personal data.</summary>
    public const string PersonalDataSinks = "personal-data-sinks";

    /// <summary>The population of places that violate a rule without a population of its own.</summary>
    public const string RuleFindings = "rule-findings";

    /// <summary>The populations, sorted by name.</summary>
    public static IReadOnlyList<PopulationDefinition> Populations { get; } =
    [
        new(ModelCalls, "Every operation that sends content to a model, in any guard state."),
        new(PersonalDataSinks, "Every log, console, scope or telemetry call that receives personal data or a secret, redacted or not."),
        new(RuleFindings, "Every place that violates one of the other rules. Places that keep them are not listed, so this population has no coverage."),
    ];

    /// <summary>The controls, sorted by id.</summary>
    public static IReadOnlyList<ControlDefinition> All { get; } =
    [
        new("PS-C01", "Personal data is scrubbed from prompts before egress", ModelCalls, ["CC6.7", "C1.1", "PI1.2", "P4.1", "P6.1"],
            "How well the detectors recognise formats that they have not seen, and data sent by code outside these compilations."),
        new("PS-C02", "Personal data and secrets stay out of logs and telemetry", PersonalDataSinks, ["CC6.1", "C1.1", "C1.2", "P4.2", "P4.3", "P6.1"],
            "Values assembled by reflection or logged by third-party packages, and logs written outside the process."),
        new("PS-C03", "Direct prompt injection and jailbreak attempts are detected and blocked", RuleFindings, ["CC6.6", "CC6.8", "CC7.2", "CC7.3", "PI1.2"],
            "Whether the detectors of the running shield recognise an attack."),
        new("PS-C04", "Untrusted content cannot act as instructions", RuleFindings, ["CC6.6", "CC6.8", "CC7.2", "PI1.2"],
            "Content that reaches a prompt by ways that the analysis does not follow, and how a model treats marked content."),
        new("PS-C05", "Model output is checked before use", RuleFindings, ["PI1.3", "PI1.4", "CC7.2", "C1.1"],
            "Whether an answer is right, and uses of it in other processes."),
        new("PS-C07", "Providers are used in zero-retention mode", RuleFindings, ["C1.2", "CC9.2", "P4.2", "P4.3", "P6.4"],
            "What the provider keeps in fact: that is a matter of contract and attestation."),
        new("PS-C08", "Calls go only to approved endpoints in approved regions", RuleFindings, ["CC6.6", "CC6.7", "CC2.1", "CC9.2", "P6.1", "C1.1"],
            "Endpoints that only configuration names, and how a provider routes a request."),
        new("PS-C09", "One gatekeeper: no call bypasses the shield", ModelCalls, ["CC6.6", "CC6.7", "CC5.2", "CC7.1"],
            "Processes outside the build; a network egress policy is a complementary control."),
        new("PS-C10", "Model credentials are protected", RuleFindings, ["CC6.1", "CC6.6"],
            "Credentials in configuration files, environments and the history of the repository."),
        new("PS-C11", "Access to AI configuration is governed by SSO and RBAC", RuleFindings, ["CC6.1", "CC6.2", "CC6.3", "CC5.1"],
            "Who holds which role, and access outside the application."),
        new("PS-C12", "Evidence is complete, tamper-evident and correctly timed", RuleFindings, ["CC7.2", "CC7.3", "CC2.1", "CC4.1", "PI1.5", "P6.2", "P6.3"],
            "That evidence was written: the events of the running shield show it."),
        new("PS-C13", "AI dependencies are monitored, bounded and recoverable", RuleFindings, ["A1.1", "A1.2", "CC7.2", "CC7.5", "CC9.1", "PI1.3"],
            "Limits that are set outside the code, and how the service recovers."),
        new("PS-C14", "Models, prompts and policies change under control", RuleFindings, ["CC8.1", "CC7.1", "CC6.8", "CC3.4"],
            "Models that only configuration names, and who approved a change."),
        new("PS-C15", "Tools and agents have least privilege and human approval", RuleFindings, ["CC6.3", "CC6.1", "CC5.1", "PI1.3"],
            "The effects of tools whose names and calls do not tell them, and whether a person looked before approving."),
        new("PS-C16", "AI data flows are inventoried and classified", RuleFindings, ["C1.1", "CC2.1", "CC3.2", "P3.1"],
            "Personal data that neither a name nor a type tells."),
        new("PS-C17", "Exceptions are approved, bounded and closed", RuleFindings, ["CC4.2", "CC5.3", "CC8.1", "CC3.2"],
            "That the approver is who the policy says."),
    ];
}
