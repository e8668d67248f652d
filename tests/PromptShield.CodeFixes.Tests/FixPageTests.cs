using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptShield.CodeFixes.Tests;

/// <summary>A rule has a fix, or its page says why it has none.</summary>
public class FixPageTests
{
    public static TheoryData<string> Rules { get; } =
    [
        .. typeof(Analyzers.Rules.UnguardedModelCall).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .Select(rule => rule.Id),
    ];

    private static HashSet<string> Fixed { get; } =
    [
        .. typeof(FindingFix).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_page_says_whether_there_is_a_fix(string id)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PromptShield.Analyzers.sln")))
        {
            folder = folder.Parent!;
        }

        var page = File.ReadAllLines(Path.Combine(folder.FullName, "analyzers", "docs", id + ".md"));
        var row = Assert.Single(page, line => line.StartsWith("| Code fix |", StringComparison.Ordinal));
        Assert.StartsWith(Fixed.Contains(id) ? "| Code fix | yes" : "| Code fix | no", row, StringComparison.Ordinal);
        Assert.True(Fixed.Contains(id) || id == "PSH9001" || row.Length > "| Code fix | no |".Length, "The page does not say why.");
    }
}
