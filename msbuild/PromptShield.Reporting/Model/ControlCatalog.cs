namespace PromptShield.Reporting;

/// <summary>A control, with the criteria that it supports (identifiers only).</summary>
/// <param name="Id">For example <c>PS-C01</c>.</param>
/// <param name="Title">What the control says.</param>
/// <param name="Population">The population over which it is measured.</param>
/// <param name="TrustServicesCriteria">Identifiers of the Trust Services Criteria that it supports.</param>
/// <param name="DoesNotShow">What a build-time measurement cannot show.</param>
public sealed record ControlDefinition(
    string Id, string Title, string Population, IReadOnlyList<string> TrustServicesCriteria, string DoesNotShow);

/// <summary>A kind of site that is listed completely.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="Definition">What belongs to it, in one sentence.</param>
/// <param name="Rules">The rules that judge its sites, each site one of them.</param>
public sealed record PopulationDefinition(string Name, string Definition, IReadOnlyList<string> Rules);

/// <summary>The controls, populations and rules that this version measures.</summary>
public static class ControlCatalog
{
    /// <summary>The population of model calls.</summary>
    public const string ModelCalls = "model-calls";

    /// <summary>The population of sinks that receive personal data.</summary>
    public const string PersonalDataSinks = "personal-data-sinks";

    /// <summary>The populations, sorted by name.</summary>
    public static IReadOnlyList<PopulationDefinition> Populations { get; } =
    [
        new(ModelCalls, "Every operation that sends content to a model, in any guard state.", ["PSH1001"]),
        new(PersonalDataSinks, "Every log, console, scope or telemetry call that receives personal data or a secret, redacted or not.", ["PSH2001", "PSH2002"]),
    ];

    /// <summary>The controls, sorted by id.</summary>
    public static IReadOnlyList<ControlDefinition> All { get; } =
    [
        new("PS-C01", "Personal data is scrubbed from prompts before egress", ModelCalls, ["CC6.7", "C1.1", "PI1.2", "P4.1", "P6.1"],
            "How well the detectors recognise formats that they have not seen, and data sent by code outside these compilations."),
        new("PS-C02", "Personal data and secrets stay out of logs and telemetry", PersonalDataSinks, ["CC6.1", "C1.1", "C1.2", "P4.2", "P4.3", "P6.1"],
            "Values assembled by reflection or logged by third-party packages, and logs written outside the process."),
        new("PS-C09", "One gatekeeper: no call bypasses the shield", ModelCalls, ["CC6.6", "CC6.7", "CC5.2", "CC7.1"],
            "Processes outside the build; a network egress policy is a complementary control."),
    ];

    /// <summary>The rules that judge the sites of a control.</summary>
    public static IReadOnlyList<string> RulesOf(ControlDefinition control) => Populations.Single(population => population.Name == control.Population).Rules;

    /// <summary>The ids of the rules that the gate knows, sorted.</summary>
    public static IReadOnlyList<string> Rules { get; } = ["PSH1001", "PSH2001", "PSH2002"];
}
