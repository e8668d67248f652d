using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Earned;
using PromptShield.Reporting;

namespace PromptShield.Linked;

/// <summary>The projects of a solution, compiled in memory one on top of the other, judged as the build judges them, and run.</summary>
internal sealed class CompiledSolution
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);
    private readonly List<(string Name, CSharpCompilation Compilation, ImmutableArray<byte> Image)> _projects = [];

    public CompiledSolution(LinkedSolution solution)
    {
        string usings = string.Join('\n', ProgramPrelude.Source.Split('\n').Where(line => line.StartsWith("global using", StringComparison.Ordinal)));
        Add("Start", ProgramPrelude.Source, "");
        Add("Library", solution.Library, usings);
        if (solution.Middle.Length > 0)
        {
            Add("Middle", solution.Middle, usings);
        }

        Add("Host", solution.HostSource, usings);
    }

    public static string ProjectOf(string name) => name + "/" + name + ".csproj";

    public async Task<Report> ReportAsync(CancellationToken cancellationToken)
    {
        List<ProjectFragment> fragments = [];
        foreach (var (name, compilation, _) in _projects)
        {
            Inventory inventory = await Inventory.OfAsync(compilation, cancellationToken);
            var evidence = CompilationEvidence.FromDiagnostics(inventory.Record, [], [], []);
            Assert.Empty(evidence.Problems);
            fragments.Add(FragmentBuilder.Create(evidence, new FragmentInput
            {
                Root = "/src",
                ProjectPath = "/src/" + ProjectOf(name),
                TargetFramework = "net10.0",
                References = [.. fragments.Select(fragment => "/src/" + fragment.Project)],
            }));
        }

        return ReportBuilder.Build(fragments, null, new ReportContext { Today = new(2026, 6, 30, 0, 0, 0, DateTimeKind.Utc) });
    }

    /// <summary>Where the name of the marked call begins, counted from one.</summary>
    public (string File, int Line, int Column) Call
    {
        get
        {
            var tree = _projects.SelectMany(project => project.Compilation.SyntaxTrees).Single(tree => tree.ToString().Contains(LinkedSolution.CallMarker, StringComparison.Ordinal));
            int start = tree.ToString().IndexOf(LinkedSolution.CallMarker, StringComparison.Ordinal) + LinkedSolution.CallMarker.Length;
            var place = tree.GetLineSpan(new Microsoft.CodeAnalysis.Text.TextSpan(start, 0)).StartLinePosition;
            return (tree.FilePath["/src/".Length..], place.Line + 1, place.Character + 1);
        }
    }

    /// <summary>Runs the program against the provider at <paramref name="endpoint"/>.</summary>
    public async Task RunAsync(Uri endpoint)
    {
        AssemblyLoadContext context = new("solution");
        Dictionary<string, Assembly> loaded = [];
        context.Resolving += (_, name) => loaded.GetValueOrDefault(name.Name!);
        foreach (var (name, _, image) in _projects)
        {
            using MemoryStream stream = new([.. image]);
            loaded[name] = context.LoadFromStream(stream);
        }

        loaded["Start"].GetType(ProgramPrelude.TypeName, throwOnError: true)!.GetField(ProgramPrelude.EndpointField)!.SetValue(null, endpoint);
        await (Task)loaded["Host"].GetType("Program", throwOnError: true)!.GetMethod("RunAsync")!.Invoke(null, null)!;
    }

    private void Add(string name, string source, string usings)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(usings, s_parse, $"/src/{name}/Usings.cs"), CSharpSyntaxTree.ParseText(source, s_parse, $"/src/{name}/{name}.cs")],
            [.. CompiledProgram.References, .. _projects.Select(project => MetadataReference.CreateFromImage(project.Image))],
            new CSharpCompilationOptions(
                name == "Host" ? Microsoft.CodeAnalysis.OutputKind.ConsoleApplication : Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: [new("OPENAI001", ReportDiagnostic.Suppress)]));
        using MemoryStream image = new();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        _projects.Add((name, compilation, [.. image.ToArray()]));
    }
}
