using System.Composition;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>PSH1002: moves <c>UsePromptShield()</c> behind the middleware that follows it in the same chain of calls.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveShieldInward))]
[Shared]
public sealed class MoveShieldInward : FindingFix
{
    private protected override string Id => "PSH1002";

    private protected override string Title => "Move the shield behind the other middleware";

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic) =>
        await scopes.FindAsync(diagnostic.Location).ConfigureAwait(false) is var (scope, node)
            && node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } link
            && Chain.LinksBackFrom(link).Any(earlier => earlier != link && Chain.Name(earlier) == ShieldApi.UseShield && scope.Method(earlier)?.ContainingAssembly.Name == ShieldApi.Package)
                ? BuilderChain.OnLink(new ShieldPlan(scope), link)
                : null;
}
