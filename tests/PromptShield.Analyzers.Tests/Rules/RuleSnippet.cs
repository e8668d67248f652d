using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules;
using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>
/// Compiles code in which <c>{|expression|}</c> marks what one rule must report, and compares with what it reports and with what the inventory lists.
/// Code without a mark must be silent. The shield, the SDKs and ASP.NET Core are referenced.
/// </summary>
internal static partial class RuleSnippet
{
    /// <summary>Compares the findings of <paramref name="rule"/> with the marks.</summary>
    public static async Task Verify(string rule, string marked, string policy = "", OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var (source, expected) = Unmark(marked);
        var diagnostics = await Diagnostics(source, policy, kind);
        var found = diagnostics.Where(diagnostic => diagnostic.Id == rule)
            .Select(diagnostic => source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length) + " @" + diagnostic.Location.SourceSpan.Start);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));

        var rows = Table.Read(Assert.Single(diagnostics, diagnostic => diagnostic.Id == "PSH9001").Properties["sites"]!)
            .Where(row => row["rule"] == rule && row["population"] == Site.RuleFindings).ToList();
        Assert.Equal(expected.Count, rows.Count);
        Assert.Equal(rows.Count, rows.Select(row => (row["symbol"], row["api"], row["ordinal"])).Distinct().Count());
    }

    /// <summary>Statements in an asynchronous method of a class, with <see cref="Guards.Usings"/>.</summary>
    public static Task VerifyStatements(string rule, string statements, string policy = "") => Verify(rule, Guards.Wrap(statements), policy);

    /// <summary>The messages of one rule, in source order.</summary>
    public static async Task<List<string>> Messages(string rule, string source, string policy = "") =>
    [
        .. (await Diagnostics(source, policy, OutputKind.DynamicallyLinkedLibrary)).Where(diagnostic => diagnostic.Id == rule)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)),
    ];

    /// <summary>What all analyzers report, the inventory included.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnostics(string source, string policy, OutputKind kind)
    {
        ImmutableArray<AdditionalText> files = policy.Length == 0 ? [] : [new PolicyFile(policy)];
        var compilation = Snippet.Compile([.. Snippet.Packages, ShieldStub.Real], source, kind);
        var found = await compilation
            .WithAnalyzers([new UnguardedModelCall(), new RuleFindings(), new ControlInventory()], new CompilationWithAnalyzersOptions(new AnalyzerOptions(files, new Guards.ReportOptions()), null, true, false, false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
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
            expected.Add(match.Groups[1].Value + " @" + source.Length);
            source.Append(match.Groups[1].Value);
            end = match.Index + match.Length;
        }

        return (source.Append(marked, end, marked.Length - end).ToString(), expected);
    }

    [GeneratedRegex(@"\{\|(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();

    private sealed class PolicyFile(string text) : AdditionalText
    {
        public override string Path => "/policy/promptshield.policy.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
