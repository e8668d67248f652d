using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules;

namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>
/// Judges a snippet and compares all sites with the marks in it: <c>{|Guarded:GetResponseAsync|}</c>, with a reason as in
/// <c>{|Unguarded/guard-bypass:…|}</c>. Every site must be marked and every mark must be a site; findings must be exactly the violating sites.
/// </summary>
internal static partial class Guards
{
    public static Task Library(string source, params string[] otherFiles) => Verify(ShieldStub.Real, source, OutputKind.DynamicallyLinkedLibrary, otherFiles);

    public static Task Program(string source, params string[] otherFiles) => Verify(ShieldStub.Real, source, OutputKind.ConsoleApplication, otherFiles);

    /// <summary>Statements in a method of a library, with the usual usings.</summary>
    public static Task Body(string statements) => Library(Wrap(statements));

    public static Task BodyWith(MetadataReference shield, string statements) => Verify(shield, Wrap(statements), OutputKind.DynamicallyLinkedLibrary, []);

    public static string Wrap(string statements, string members = "") => $$"""
        {{Usings}}
        internal class C
        {
            internal async Task M(bool c)
            {
                {{statements}}
                await Task.Yield();
            }
            {{members}}
        }
        """;

    public const string Usings = """
        using System.ClientModel;
        using System.ClientModel.Primitives;
        using System.Net.Http.Json;
        using Azure.AI.OpenAI;
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using OpenAI;
        using OpenAI.Chat;
        using OpenAI.Embeddings;
        using PromptShield;
        """;

    public static async Task<(IReadOnlyList<IReadOnlyDictionary<string, string>> Sites, ImmutableArray<Diagnostic> Diagnostics)> Judge(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ReportOptions()), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await compilation
            .WithAnalyzers([new UnguardedModelCall(), new ControlInventory()], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "AD0001");
        var record = Assert.Single(diagnostics, static diagnostic => diagnostic.Id == "PSH9001");
        return ([.. Table.Read(record.Properties["sites"]!).Where(static site => site["population"] != Site.RuleFindings)], diagnostics);
    }

    private static async Task Verify(MetadataReference shield, string marked, OutputKind kind, string[] otherFiles)
    {
        var sources = otherFiles.Prepend(marked).ToList();
        var expected = new List<string>();
        var clean = new List<string>();
        for (var i = 0; i < sources.Count; i++)
        {
            clean.Add(Unmark(sources[i], $"Test{i}.cs", expected));
        }

        var compilation = Snippet.Compile([.. Snippet.Packages, shield], clean[0], kind, [.. clean.Skip(1)]);
        var (sites, diagnostics) = await Judge(compilation);
        var actual = sites.Select(static site => (Place: Place(site), State: site["guard"], Reason: site["reason"])).ToList();
        var text = actual.Select(site =>
        {
            var detailed = $"{site.Place} {site.State}/{site.Reason}";
            return expected.Contains(detailed) ? detailed : $"{site.Place} {site.State}";
        });
        Assert.Equal(expected.Order(StringComparer.Ordinal), text.Order(StringComparer.Ordinal));

        var violating = sites
            .Where(site => site["guard"] == "Unguarded" || (kind == OutputKind.ConsoleApplication && site["guard"] == "Deferred"))
            .Select(static site => Place(site));
        var findings = diagnostics.Where(static diagnostic => diagnostic.Id is "PSH1001" or "PSH1003").Select(static diagnostic =>
        {
            var position = diagnostic.Location.GetLineSpan();
            return $"{position.Path}({position.StartLinePosition.Line + 1},{position.StartLinePosition.Character + 1})";
        });
        Assert.Equal(violating.Order(StringComparer.Ordinal), findings.Order(StringComparer.Ordinal));
    }

    private static string Place(IReadOnlyDictionary<string, string> site) => $"{site["file"]}({site["line"]},{site["column"]})";

    private static string Unmark(string source, string file, List<string> expected)
    {
        while (Mark().Match(source) is { Success: true } match)
        {
            source = source.Remove(match.Index, match.Length).Insert(match.Index, match.Groups[2].Value);
            var before = source[..match.Index];
            var line = before.Count(static character => character == '\n') + 1;
            var column = match.Index - (before.LastIndexOf('\n') + 1) + 1;
            expected.Add($"{file}({line},{column}) {match.Groups[1].Value}");
        }

        return source;
    }

    [GeneratedRegex(@"\{\|([A-Za-z/-]+):([A-Za-z]+)\|\}")]
    private static partial Regex Mark();

    internal sealed class ReportOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = "true";
                return key == "build_property.PromptShieldReport";
            }
        }
    }
}
