using PromptShield.Reporting;

namespace PromptShield.Build;

/// <summary>Codes of what the build says itself; the rules have codes of their own (PSH1001 and up).</summary>
internal static class BuildCodes
{
    /// <summary>A site violates a rule that the policy enforces.</summary>
    public const string Violation = "PSH0001";

    /// <summary>A control misses what the policy demands of it.</summary>
    public const string Control = "PSH0002";

    /// <summary>A waiver has expired, or a waiver or the baseline names an id that no site or more than one has.</summary>
    public const string Waiver = "PSH0003";

    /// <summary>Something in scope was not evaluated.</summary>
    public const string NotEvaluated = "PSH0004";

    /// <summary>The policy or the baseline cannot be used.</summary>
    public const string Policy = "PSH0005";

    /// <summary>The report cannot be written.</summary>
    public const string Report = "PSH0006";

    /// <summary>The code of a reason of the gate.</summary>
    public static string Of(GateReason reason) => reason.Code switch
    {
        GateReasonCodes.Violation => Violation,
        GateReasonCodes.CoverageBelowMinimum or GateReasonCodes.RequiredControl => Control,
        GateReasonCodes.WaiverExpired or GateReasonCodes.WaiverUnmatched or GateReasonCodes.WaiverAmbiguous or GateReasonCodes.BaselineAmbiguous => Waiver,
        _ => NotEvaluated,
    };
}
