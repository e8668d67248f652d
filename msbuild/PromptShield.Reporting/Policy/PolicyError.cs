namespace PromptShield.Reporting;

/// <summary>One mistake in a policy file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column in UTF-16 code units.</param>
/// <param name="Code">A code of <see cref="PolicyErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record PolicyError(string File, int Line, int Column, string Code, string Message);

/// <summary>The result of reading a policy: a policy, or errors.</summary>
/// <param name="Policy">The policy; null when there is an error.</param>
/// <param name="Errors">The mistakes in file order; empty when the policy is valid.</param>
public sealed record PolicyReading(Policy? Policy, IReadOnlyList<PolicyError> Errors);

/// <summary>Codes of policy errors.</summary>
public static class PolicyErrorCodes
{
    /// <summary>The file cannot be read, is too large, or is not UTF-8.</summary>
    public const string Unreadable = "PSP0001";

    /// <summary>The file is not JSON.</summary>
    public const string Syntax = "PSP0002";

    /// <summary>A member stands twice in one object.</summary>
    public const string DuplicateMember = "PSP0003";

    /// <summary>A member is unknown.</summary>
    public const string UnknownMember = "PSP0004";

    /// <summary>A required member is missing.</summary>
    public const string MissingMember = "PSP0005";

    /// <summary>A value has the wrong type.</summary>
    public const string WrongType = "PSP0006";

    /// <summary>A value has the right type, but is not allowed.</summary>
    public const string InvalidValue = "PSP0007";

    /// <summary>A rule or control id is unknown.</summary>
    public const string UnknownId = "PSP0008";

    /// <summary>A waiver is not valid.</summary>
    public const string InvalidWaiver = "PSP0009";
}
