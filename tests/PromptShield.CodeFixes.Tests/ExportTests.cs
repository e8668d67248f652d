using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

/// <summary>What an editor needs to find the fixes.</summary>
public class ExportTests
{
    [Fact]
    public void Every_fix_is_exported_for_CSharp()
    {
        var fixes = typeof(FindingFix).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).ToList();

        Assert.Equal(
            ["ClassifyPersonalMember", "MarkUntrustedContent", "MoveShieldInward", "RedactLoggedValue", "RequireApproval", "ShieldModelClient", "SwitchOffContentCapture", "SwitchOffStorage"],
            fixes.Select(type => type.Name).Order());
        Assert.All(fixes, type => Assert.Equal([LanguageNames.CSharp], type.GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages));
    }

    [Fact]
    public void Each_fix_names_the_rule_that_reports()
    {
        Assert.Equal([.. new PersonalDataInLog().SupportedDiagnostics.Select(rule => rule.Id), "PSH2004", "PSH2006"], new RedactLoggedValue().FixableDiagnosticIds);

        // Nothing that could be inserted covers the transports of PSH1003.
        Assert.Equal(new UnguardedModelCall().SupportedDiagnostics.Select(rule => rule.Id).Except(["PSH1003"]), new ShieldModelClient().FixableDiagnosticIds);
        Assert.Contains(new ClassifyPersonalMember().FixableDiagnosticIds.Single(), new RuleFindings().SupportedDiagnostics.Select(rule => rule.Id));
    }

    [Fact]
    public void Fix_All_is_offered_for_a_document_a_project_and_a_solution() =>
        Assert.Equal([FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution], new ShieldModelClient().GetFixAllProvider()!.GetSupportedFixAllScopes());
}
