using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules;

namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>
/// Compiles code in which <c>{|email:user.Email|}</c> marks an expression that must be reported with these classes, and compares with what is reported.
/// Code without a mark must be silent.
/// </summary>
internal static partial class LogSnippet
{
    private const string Usings = """
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>Types that the tests log; a test adds its own.</summary>
    private const string Domain = """
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public string Email { get; set; } = ""; public string Phone { get; set; } = ""; public DateTime DateOfBirth { get; set; } public bool EmailConfirmed { get; set; } public string Plan { get; set; } = ""; public List<string> Emails { get; set; } = []; }
        public record CustomerRecord(int Id, string Email);
        public record PlanRecord(int Id, string Plan);
        """;

    /// <summary>The statements stand in a method that has a logger and a customer.</summary>
    public static Task VerifyStatements(string statements, string members = "") => Verify(Method(statements, members));

    public static string Method(string statements, string members = "") => $$"""
        public class Service(ILogger<Service> logger, Customer customer, Customer[] customers)
        {
            private readonly ILogger<Service> log = logger;
            private readonly Customer current = customer;
            private readonly Customer[] all = customers;
            {{members}}
            public async Task Run(Customer customer, Customer[] customers, string text, bool flag)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """;

    public static async Task Verify(string marked, string policy = "", params MetadataReference[] references)
    {
        var (source, expected) = Unmark(marked);
        var compilation = Compile(source, references);
        var diagnostics = await Diagnostics(compilation, policy, report: false);
        var actual = diagnostics.Select(found => source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length) + " @" + found.Location.SourceSpan.Start + " : " + found.Properties["dataClasses"]);
        Assert.Equal(expected.Order(), actual.Order());
    }

    public static Task<ImmutableArray<Diagnostic>> Diagnostics(string source, string policy = "") => Diagnostics(Compile(source), policy, report: false);

    public static Task<ImmutableArray<Diagnostic>> Diagnostics(CSharpCompilation compilation) => Diagnostics(compilation, "", report: false);

    /// <summary>The rows of the inventory, each as column name to value; without the findings of other rules.</summary>
    public static async Task<List<Dictionary<string, string>>> Inventory(string source, string policy = "", params MetadataReference[] references)
    {
        var record = Assert.Single(await Diagnostics(Compile(source, references), policy, report: true), found => found.Id == "PSH9001");
        var lines = record.Properties["sites"]!.Split('\n');
        var names = lines[0].Split('\t');
        return
        [
            .. lines.Skip(1)
                .Select(line => line.Split('\t').Select((value, i) => (names[i], value)).ToDictionary(pair => pair.Item1, pair => pair.value))
                .Where(row => row["population"] != Site.RuleFindings),
        ];
    }

    public static CSharpCompilation Compile(string source, params MetadataReference[] references) =>
        Snippet.Compile([.. Snippet.Packages, .. references], source, OutputKind.DynamicallyLinkedLibrary, Usings, Domain);

    /// <summary>An assembly of the name of the runtime, signed with the product's public key or not.</summary>
    public static MetadataReference Runtime(bool signed)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        if (signed)
        {
            options = options.WithPublicSign(true).WithCryptoPublicKey([.. typeof(PersonalDataInLog).Assembly.GetName().GetPublicKey()!]);
        }

        return Emitted(CSharpCompilation.Create(
            "PromptShield.Runtime",
            [CSharpSyntaxTree.ParseText("namespace PromptShield { public sealed class Shield { public static Shield Default { get; } = new(); public string Redact(string text) => text; } }")],
            Snippet.Packages,
            options));
    }

    /// <summary>Code of which the compilation under test sees the metadata alone.</summary>
    public static MetadataReference Library(string source) => Emitted(CSharpCompilation.Create(
        "Library", [CSharpSyntaxTree.ParseText(source)], Snippet.Packages, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));

    private static PortableExecutableReference Emitted(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnostics(CSharpCompilation compilation, string policy, bool report)
    {
        ImmutableArray<AdditionalText> files = policy.Length == 0 ? [] : [new PolicyFile(policy)];
        var options = new AnalyzerOptions(files, new Options(report));
        var analyzers = compilation.WithAnalyzers([new PersonalDataInLog(), new ControlInventory()], new CompilationWithAnalyzersOptions(options, null, true, false, false));
        var found = await analyzers.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return found;
    }

    private static (string Source, List<string> Expected) Unmark(string marked)
    {
        var expected = new List<string>();
        var source = new StringBuilder();
        var end = 0;
        foreach (Match match in Mark().Matches(marked))
        {
            source.Append(marked, end, match.Index - end);
            expected.Add(match.Groups[2].Value + " @" + source.Length + " : " + match.Groups[1].Value);
            source.Append(match.Groups[2].Value);
            end = match.Index + match.Length;
        }

        return (source.Append(marked, end, marked.Length - end).ToString(), expected);
    }

    [GeneratedRegex(@"\{\|([a-z,-]+):(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();

    private sealed class PolicyFile(string text) : AdditionalText
    {
        public override string Path => "/policy/promptshield.policy.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(bool report) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(report);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Global(false);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Global(false);
    }

    private sealed class Global(bool report) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = report && key == "build_property.PromptShieldReport" ? "true" : null;
            return value is not null;
        }
    }
}
