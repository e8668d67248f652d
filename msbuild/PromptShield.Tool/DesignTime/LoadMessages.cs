using Microsoft.CodeAnalysis;
using PromptShield.Reporting;

namespace PromptShield.Tool.DesignTime;

/// <summary>What went wrong while projects were loaded, by project file.</summary>
internal sealed class LoadMessages
{
    private readonly Lock gate = new();
    private readonly List<string> messages = [];

    /// <summary>Notes one message of the workspace.</summary>
    public void Add(WorkspaceDiagnosticEventArgs failed)
    {
        lock (gate)
        {
            messages.Add(failed.Diagnostic.Message);
        }
    }

    /// <summary>The problem of one project: the first message that names it, and whether its packages are missing.</summary>
    public IEnumerable<EvidenceProblem> Of(Project project)
    {
        var projectPath = project.FilePath!;
        List<string> own;
        lock (gate)
        {
            own = [.. messages.Where(message => message.Contains(projectPath, StringComparison.OrdinalIgnoreCase))];
        }

        if (!ProjectFacts.IsRestored(project))
        {
            yield return new EvidenceProblem(
                EvidenceProblems.NotRestored, "The project's packages are not restored: run 'dotnet restore' on it, or accept that their types stay unresolved.");
        }
        else if (own.Count > 0)
        {
            yield return new EvidenceProblem(EvidenceProblems.NotLoaded, $"The project loads with {own.Count} errors, the first is: {Readable(own[0], projectPath)}");
        }
    }

    // The message begins with the absolute path of the project, which is of this machine alone.
    private static string Readable(string message, string projectPath)
    {
        var text = message.Replace(Path.GetDirectoryName(projectPath)! + Path.DirectorySeparatorChar, "", StringComparison.OrdinalIgnoreCase)
            .ReplaceLineEndings(" ");
        return text.Length <= 300 ? text : text[..300] + "…";
    }
}
