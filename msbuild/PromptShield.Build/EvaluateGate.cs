using System.Reflection;
using Microsoft.Build.Framework;
using PromptShield.Reporting;
using Task = Microsoft.Build.Utilities.Task;

namespace PromptShield.Build;

/// <summary>
/// Reads what the compiler found, writes fragment and report beside the output, and says the verdict. Runs in every build, also when nothing
/// was compiled: the verdict of an up-to-date project is repeated, not forgotten.
/// </summary>
public sealed class EvaluateGate : Task
{
    /// <summary>Sites without judgement that the build names before it only counts.</summary>
    private const int NamedSites = 10;

    private const string NotEvaluated = "The gate is not evaluated. ";

    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectPath { get; set; } = "";

    /// <summary>The root that paths start from, absolute.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>The compiler's error log.</summary>
    [Required]
    public string ErrorLog { get; set; } = "";

    /// <summary>The folder for fragment and report.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary><c>enforce</c> or <c>warn</c>.</summary>
    [Required]
    public string Mode { get; set; } = "";

    /// <summary>The target framework moniker.</summary>
    public string TargetFramework { get; set; } = "";

    /// <summary>The assembly that was compiled, or empty.</summary>
    public string? Assembly { get; set; }

    /// <summary>The assembly's simple name.</summary>
    public string AssemblyName { get; set; } = "";

    /// <summary>MSBuild's <c>OutputType</c>.</summary>
    public string OutputType { get; set; } = "";

    /// <summary>The compiler's path map, or empty.</summary>
    public string? PathMap { get; set; }

    /// <summary>True for a test project.</summary>
    public bool IsTestProject { get; set; }

    /// <summary>The build configuration.</summary>
    public string Configuration { get; set; } = "";

    /// <summary>The assemblies of the projects that are referenced as source, with <c>MSBuildSourceProjectFile</c>, as <c>ReferencePath</c> has them.</summary>
    public ITaskItem[] ReferencedProjects { get; set; } = [];

    /// <summary>The policy, absolute; empty when there is none.</summary>
    public string? PolicyFile { get; set; }

    /// <summary>True when the compile failed: then there is a report, and the build has its own errors.</summary>
    public bool CompileFailed { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        OutputFolder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ProjectPath)!, OutputFolder));
        try
        {
            var reading = string.IsNullOrEmpty(PolicyFile) ? new PolicyReading(null, []) : PolicyReader.Read(PolicyFile!);
            if (reading.Errors.Count > 0)
            {
                // WritePolicyForAnalyzers has said what is wrong; without a policy there is no verdict.
                return CompileFailed;
            }

            var fragment = FragmentBuilder.Create(Evidence(), Input());
            var report = ReportBuilder.Build([fragment, .. Libraries(fragment, reading.Policy)], reading.Policy, Context(reading.Policy));
            FragmentFile.Write(fragment, Path.Combine(OutputFolder, ProjectFragment.FileName));
            ReportFiles.Write(report, OutputFolder, Root);
            if (!CompileFailed)
            {
                Say(report, fragment);
            }
        }
        catch (InvalidDataException problem)
        {
            Log.LogError(null, BuildCodes.Policy, null, PolicyFile, 0, 0, 0, 0, "{0}", problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Log.LogError(null, BuildCodes.Report, null, null, 0, 0, 0, 0, "The report cannot be written to '{0}': {1}", OutputFolder, problem.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private CompilationEvidence Evidence()
    {
        var evidence = SarifReader.Read(ErrorLog);
        return CompileFailed && evidence.IsEvaluated
            ? evidence with { Problems = [new(EvidenceProblems.CompileErrors, "The build stopped before an assembly was made.")] }
            : evidence;
    }

    // A library leaves what it owes to the programs that use it; a program out of scope judges nothing.
    private IReadOnlyList<ProjectFragment> Libraries(ProjectFragment fragment, Policy? policy)
        => fragment.IsHost && (policy?.Scope ?? new()).ExclusionOfProject(fragment.Project, fragment.IsTestProject) is null
            ? ReferencedFragments.Of(ReferencedProjects, Root)
            : [];

    private FragmentInput Input() => new()
    {
        Root = Root,
        ProjectPath = ProjectPath,
        TargetFramework = TargetFramework,
        PathMap = PathMap,
        IsTestProject = IsTestProject,
        AssemblyName = AssemblyName,
        OutputKind = OutputType.Equals("Library", StringComparison.OrdinalIgnoreCase) ? OutputKind.Library : OutputKind.Executable,
        AssemblyPath = CompileFailed || string.IsNullOrEmpty(Assembly) ? null : Assembly,
        References = [.. ReferencedProjects.Select(ReferencedFragments.ProjectOf)],
    };

    private ReportContext Context(Policy? policy) => new()
    {
        Today = DateTime.UtcNow.Date,
        PolicyPath = policy is null ? null : new SourcePaths(Root, Root).RelativeToRoot(policy.Path),
        BaselineSiteIds = policy?.Baseline is { } baseline
            ? Baseline.Read(Path.Combine(Path.GetDirectoryName(policy.Path)!, baseline))
            : [],
        CoversWholePolicy = false,
        Run = new RunInfo
        {
            Tool = "PromptShield.Build",
            ToolVersion = typeof(EvaluateGate).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Configuration = Configuration,
            Commit = GitHead.Of(Root),
        },
    };

    private void Say(Report report, ProjectFragment fragment)
    {
        foreach (var reason in report.GateReasons.Where(reason => reason.Code != GateReasonCodes.NotEvaluated))
        {
            Raise(reason, reason.Code == GateReasonCodes.Violation ? $"{reason.Text} [{reason.Rule}, site {reason.SiteId}]" : reason.Text);
        }

        // The compiler warns of every other rule itself.
        foreach (var warning in report.Warnings.Where(warning => warning.Rule == UnjustifiedSuppressions.Rule))
        {
            Log.LogWarning(null, warning.Rule, null, FileOf(warning), warning.Line, warning.Column, 0, 0, "{0}", $"{warning.Text} [site {warning.SiteId}]");
        }

        SayNotEvaluated(report, fragment);
        Log.LogMessage(MessageImportance.High, "PromptShield: gate {0}: {1}", ContractNames.Of(report.Gate), Path.Combine(OutputFolder, Report.HtmlFileName));
    }

    // The report has a reason a control; one cause is one message here.
    private void SayNotEvaluated(Report report, ProjectFragment fragment)
    {
        GateReason[] open = [.. report.GateReasons.Where(reason => reason.Code == GateReasonCodes.NotEvaluated)];
        ReportNotAnalyzed[] projects = [.. report.NotAnalyzed.Where(entry => entry.Scope == NotAnalyzedReasons.ProjectScope)];
        if (open.Length > 0 && projects.Length > 0)
        {
            foreach (var problem in projects)
            {
                Raise(BuildCodes.NotEvaluated, ProjectPath, 0, 0, NotEvaluated + (problem.Project == fragment.Project ? "" : problem.Project + ": ") + problem.Text);
            }

            return;
        }

        var sites = UnjudgedSites.Of(report);
        foreach (var site in sites.Take(NamedSites))
        {
            Raise(site, $"{NotEvaluated}{site.Text} [{site.Rule}, site {site.SiteId}]");
        }

        if (sites.Count > NamedSites)
        {
            Raise(BuildCodes.NotEvaluated, ProjectPath, 0, 0, $"{NotEvaluated}{sites.Count} sites were not judged; {NamedSites} are named here, and all of them in {Path.Combine(OutputFolder, Report.HtmlFileName)}.");
        }

        foreach (var reason in open.Where(reason => !UnjudgedSites.IsExplainedBySites(reason, report)))
        {
            Raise(reason, NotEvaluated + reason.Text);
        }
    }

    private void Raise(GateReason reason, string text)
        => Raise(BuildCodes.Of(reason), FileOf(reason), reason.Line, reason.Column, text);

    private string FileOf(GateReason reason) => reason.File is null ? ProjectPath : Path.GetFullPath(Path.Combine(Root, reason.File));

    private void Raise(string code, string file, int line, int column, string text)
    {
        if (Mode.Equals("enforce", StringComparison.OrdinalIgnoreCase))
        {
            Log.LogError(null, code, null, file, line, column, 0, 0, "{0}", text);
        }
        else
        {
            Log.LogWarning(null, code, null, file, line, column, 0, 0, "{0}", text);
        }
    }
}
