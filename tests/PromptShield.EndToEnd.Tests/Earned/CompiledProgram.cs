using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptShield.Earned;

/// <summary>A program compiled in memory against the packages and the runtime that the tests themselves run with.</summary>
internal sealed class CompiledProgram
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp12);
    private static readonly SyntaxTree s_prelude = CSharpSyntaxTree.ParseText(ProgramPrelude.Source, s_parse, "Prelude.cs");

    /// <summary>What the tests run with, but the samples and the tests themselves.</summary>
    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("SupportDesk", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("PromptShield.EndToEnd", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public CompiledProgram(GuardProgram program)
    {
        Tree = CSharpSyntaxTree.ParseText(program.Source, s_parse, "Program.cs");
        Compilation = CSharpCompilation.Create(
            $"Earned_{Guid.NewGuid():N}",
            [s_prelude, Tree],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: [new("OPENAI001", ReportDiagnostic.Suppress)]));
    }

    public SyntaxTree Tree { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>Where the name of the marked call begins, counted from one.</summary>
    public (int Line, int Column) Call
    {
        get
        {
            int start = Tree.ToString().IndexOf(GuardProgram.CallMarker, StringComparison.Ordinal) + GuardProgram.CallMarker.Length;
            FileLinePositionSpan span = Tree.GetLineSpan(new Microsoft.CodeAnalysis.Text.TextSpan(start, 0));
            return (span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
        }
    }

    /// <summary>Runs the program against the provider at <paramref name="endpoint"/>.</summary>
    public async Task RunAsync(Uri endpoint)
    {
        using MemoryStream image = new();
        Assert.Empty(Compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assembly assembly = Assembly.Load(image.ToArray());
        assembly.GetType(ProgramPrelude.TypeName, throwOnError: true)!.GetField(ProgramPrelude.EndpointField)!.SetValue(null, endpoint);
        MethodInfo run = assembly.GetType("Program", throwOnError: true)!.GetMethod("RunAsync")!;
        await (Task)run.Invoke(null, null)!;
    }
}
