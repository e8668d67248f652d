using System.Collections.Immutable;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>The rules without a population, by id.</summary>
internal static class RuleTable
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Rule> All { get; } = ImmutableArray.Create<Rule>(
        new GuardBypass(),
        new GuardSwitchedOff(),
        new PersonalDataInPrompt(),
        new PromptOrCompletionStored(),
        new SensitiveContentCapture(),
        new PersonalDataInExceptionOrUrl(),
        new UnclassifiedPersonalMember(),
        new UntrustedTextInSystemPrompt(),
        new UntrustedContentUnmarked(),
        new ModelOutputToDangerousSink(),
        new UnfilteredModelOutput(),
        new ToolWithoutApproval(),
        new UnboundedModelCall(),
        new ProviderRetention(),
        new UnapprovedEndpoint(),
        new FloatingModelVersion(),
        new HardCodedModelCredential(),
        new UnprotectedAiConfiguration(),
        new EvidenceNotConfigured());
}
