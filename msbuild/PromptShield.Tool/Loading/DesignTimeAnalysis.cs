using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>Runs the PromptShield analyzers over a loaded project.</summary>
internal sealed class DesignTimeAnalysis(Workplace workplace, ReportedNames names, IReadOnlyList<BuildError> restoreErrors, ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    private static readonly EvidenceProblem NotBuilt =
        new("design-time", "The project was loaded without being built: generators of its packages and projects did not run, and the evidence is bound to no assembly.");

    // A name, member or reference that is not there: the code around it has holes.
    private static readonly HashSet<string> UnresolvedCodes = new(StringComparer.Ordinal)
    {
        "CS0012", "CS0103", "CS0117", "CS0234", "CS0246", "CS0400", "CS0518", "CS1061", "CS1069", "CS1070", "CS1929",
    };

    // A part that is declared and not there: an error that a generator takes away, where one should have run.
    private static readonly HashSet<string> UngeneratedCodes = new(StringComparer.Ordinal)
    {
        "CS0534", "CS0535", "CS5001", "CS8795", "CS9248",
    };

    private static readonly string CompilerVersion =
        typeof(Compilation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <param name="project">The project, with the generators that may run.</param>
    /// <param name="leftOff">How many assemblies of generators were taken out of it.</param>
    /// <param name="cancel">Ends the analysis.</param>
    /// <returns>The fragment of the project for its target framework.</returns>
    public async Task<ProjectFragment> RunAsync(Project project, int leftOff, CancellationToken cancel)
    {
        var compilation = HostFramework.Complete((await project.GetCompilationAsync(cancel).ConfigureAwait(false))!);
        var failures = new ConcurrentQueue<string>();
        var run = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            Options(project),
            onAnalyzerException: (problem, analyzer, _) => failures.Enqueue($"{analyzer.GetType().FullName}: {problem.GetType().Name}: {problem.Message}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true));
        var diagnostics = await run.GetAnalyzerDiagnosticsAsync(cancel).ConfigureAwait(false);
        CompileError[] errors = [.. compilation.GetDiagnostics(cancel).Where(IsError).Where(error => leftOff == 0 || !UngeneratedCodes.Contains(error.Id)).Select(Error)];
        var evidence = CompilationEvidence.FromDiagnostics(
            diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "PSH9001")?.Properties,
            [.. diagnostics.Where(IsFinding).Select(diagnostic => Finding(diagnostic, compilation))],
            errors,
            [.. failures],
            CompilerVersion);
        return Fragment(project, evidence with { SwitchedOff = SwitchedOffRules.Of(compilation, analyzers, cancel), Problems = [.. NotRestored(project, errors), .. evidence.Problems, NotBuilt] }, errors, leftOff);
    }

    private ProjectFragment Fragment(Project project, CompilationEvidence evidence, CompileError[] errors, int leftOff)
    {
        var fragment = FragmentBuilder.Create(evidence, new FragmentInput
        {
            Root = workplace.Root,
            ProjectPath = names.Of(project.FilePath!),
            TargetFramework = TargetFramework(project),
            IsTestProject = (names.AppAt(project.FilePath!) ?? ProjectFile.Read(project.FilePath!)).IsTestProject
                || project.MetadataReferences.Any(reference => TestPackages.IsTestAssembly(Path.GetFileNameWithoutExtension(reference.Display ?? ""))),
            AssemblyName = project.AssemblyName,
            OutputKind = project.CompilationOptions?.OutputKind == Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary
                ? Reporting.OutputKind.Library
                : Reporting.OutputKind.Executable,
            References =
            [
                .. project.ProjectReferences.Select(reference => project.Solution.GetProject(reference.ProjectId))
                    .Where(referenced => referenced is { FilePath: not null, AssemblyName: not FragmentAssembly.ShieldAssembly })
                    .Select(referenced => referenced!.FilePath!),
            ],
        });
        int unresolved = errors.Count(error => UnresolvedCodes.Contains(error.Code));
        return fragment with
        {
            NotAnalyzed =
            [
                .. fragment.NotAnalyzed,
                .. unresolved > 0 ? [new NotAnalyzedCount("code", NotAnalyzedReasons.Unresolved, unresolved)] : Array.Empty<NotAnalyzedCount>(),
                .. leftOff > 0 ? [new NotAnalyzedCount("generators", NotAnalyzedReasons.GeneratorNotRun, leftOff)] : Array.Empty<NotAnalyzedCount>(),
            ],
        };
    }

    private IEnumerable<EvidenceProblem> NotRestored(Project project, CompileError[] errors)
    {
        if (!errors.Any(error => UnresolvedCodes.Contains(error.Code)))
        {
            yield break;
        }

        // A restore that failed leaves its list of packages too.
        BuildError[] own = [.. restoreErrors.Where(error => error.IsOfRestore && FragmentAssembly.PathComparer.Equals(error.Project, names.Of(project.FilePath!)))];
        if (own.Length > 0)
        {
            yield return FailureReason.Of(own);
        }
        else if (!IsRestored(project))
        {
            yield return new(EvidenceProblems.NotRestored, "The packages are not restored (there is no project.assets.json): run 'dotnet restore' where the feeds are reachable.");
        }
    }

    // The list of packages lies above the generated sources (obj/Debug/net10.0, or artifacts/obj/App/debug), wherever the project puts those.
    private static bool IsRestored(Project project)
    {
        const string Assets = "project.assets.json";
        string? generated = project.Documents.FirstOrDefault(document => document.FilePath?.EndsWith(".AssemblyInfo.cs", StringComparison.Ordinal) == true)?.FilePath;
        for (var folder = generated is null ? null : Directory.GetParent(generated); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Assets)))
            {
                return true;
            }

            if (folder.Name == "obj")
            {
                break;
            }
        }

        return File.Exists(Path.Combine(Path.GetDirectoryName(project.FilePath!)!, "obj", Assets));
    }

    private AnalyzerOptions Options(Project project) => new(
        workplace.Policy is { } policy ? project.AnalyzerOptions.AdditionalFiles.Add(new PolicyText(policy)) : project.AnalyzerOptions.AdditionalFiles,
        new ReportOptions(project.AnalyzerOptions.AnalyzerConfigOptionsProvider));

    // The workspace names the projects of a multi-targeted file "Name(net8.0)"; for others only the compiler's options tell.
    private static string TargetFramework(Project project)
    {
        int open = project.Name.LastIndexOf('(');
        if (open > 0 && project.Name.EndsWith(')'))
        {
            return project.Name[(open + 1)..^1];
        }

        return project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.TargetFramework", out string? value) ? value : "";
    }

    // The error log of a build holds nothing that is hidden.
    private static bool IsFinding(Diagnostic diagnostic) =>
        diagnostic.Id != "PSH9001" && diagnostic.Id.StartsWith("PSH", StringComparison.Ordinal) && diagnostic.Severity != DiagnosticSeverity.Hidden;

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed;

    private static CompileError Error(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        return new(diagnostic.Id, span.Path ?? "", diagnostic.Location.IsInSource ? span.StartLinePosition.Line + 1 : 0, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Finding Finding(Diagnostic diagnostic, Compilation compilation)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        return new Finding
        {
            Rule = diagnostic.Id,
            Level = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => FindingLevel.Error,
                DiagnosticSeverity.Warning => FindingLevel.Warning,
                _ => FindingLevel.Note,
            },
            File = span.Path ?? "",
            Line = span.StartLinePosition.Line + 1,
            Column = span.StartLinePosition.Character + 1,
            Message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            Suppression = Suppression(diagnostic, compilation),
        };
    }

    private static FindingSuppression? Suppression(Diagnostic diagnostic, Compilation compilation)
    {
        if (!diagnostic.IsSuppressed)
        {
            return null;
        }

        var attribute = diagnostic.GetSuppressionInfo(compilation)?.Attribute;
        string justification = attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == "Justification").Value.Value as string ?? "";
        return new(attribute is null ? "pragma" : "attribute", justification);
    }
}
