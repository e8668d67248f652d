using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Why a project has no usable evidence, from the errors of its build.</summary>
internal static class FailureReason
{
    // The compiler or SDK says that what it was given is newer than itself.
    private static readonly string[] NewerCompiler = ["CS1617", "CS8630", "CS9057", "CS9058", "NETSDK1045", "NETSDK1141", "NETSDK1209", "PSH0008"];
    private static readonly string[] NotRestored = ["NETSDK1004", "NETSDK1005", "NETSDK1047", "NETSDK1064", "NETSDK1147"];

    /// <summary>The problem that the errors of one project stand for.</summary>
    /// <param name="errors">Errors of the project, in the order of the log.</param>
    public static EvidenceProblem Of(IReadOnlyList<BuildError> errors)
    {
        if (errors.Count == 0)
        {
            return new(EvidenceProblems.ReferenceFailed, "The project was not compiled, because a project that it references failed.");
        }

        if (errors.FirstOrDefault(error => NewerCompiler.Contains(error.Code)) is { } newer)
        {
            return new(EvidenceProblems.NewerCompiler, $"The project needs a newer SDK ({newer.Code}: {newer.Message})");
        }

        if (errors.FirstOrDefault(error => NotRestored.Contains(error.Code) || error.Code.StartsWith("NU", StringComparison.Ordinal)) is { } restore)
        {
            return new(EvidenceProblems.NotRestored, $"The packages were not restored ({restore.Code}: {restore.Message})");
        }

        var first = errors[0];
        string code = first.Code.StartsWith("CS", StringComparison.Ordinal) ? EvidenceProblems.CompileErrors : EvidenceProblems.NotLoaded;
        return new(code, $"The project does not build ({errors.Count} {(errors.Count == 1 ? "error" : "errors")}, the first is {first.Code}: {first.Message})");
    }

    /// <summary>True when the error says that the project needs a newer compiler than this build has.</summary>
    public static bool IsNewerCompiler(BuildError error) => NewerCompiler.Contains(error.Code);
}
