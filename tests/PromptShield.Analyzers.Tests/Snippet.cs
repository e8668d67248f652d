using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PromptShield.Analyzers.Tests;

/// <summary>Compiles source text against the real packages that the test project references.</summary>
internal static class Snippet
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    /// <summary>The real packages and the framework, without the product and the test assembly.</summary>
    public static ImmutableArray<MetadataReference> Packages { get; } = LoadPackages();

    public static CSharpCompilation Compile(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params string[] otherFiles) =>
        Compile(Packages, source, kind, otherFiles);

    public static CSharpCompilation Compile(
        ImmutableArray<MetadataReference> references, string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params string[] otherFiles)
    {
        var trees = new List<SyntaxTree> { Tree(Usings, "Usings.cs"), Tree(source, "Test0.cs") };
        for (var i = 0; i < otherFiles.Length; i++)
        {
            trees.Add(Tree(otherFiles[i], $"Test{i + 1}.cs"));
        }

        var compilation = CSharpCompilation.Create(
            "Snippet",
            trees,
            references,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !IsExperimental(diagnostic))
            .ToList();
        Assert.True(errors.Count == 0, "The snippet must compile:\n" + string.Join('\n', errors));
        return compilation;
    }

    public static SyntaxTree Tree(string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source), Parse, path);

    private static bool IsExperimental(Diagnostic diagnostic) => !diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    private static ImmutableArray<MetadataReference> LoadPackages()
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(static path => !Path.GetFileName(path).StartsWith("PromptShield", StringComparison.Ordinal))
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
