using System.Composition;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>PSH2005: sets a switch that records the content of model calls to <c>false</c>, where the code writes its value out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwitchOffContentCapture))]
[Shared]
public sealed class SwitchOffContentCapture : FindingFix
{
    private protected override string Id => "PSH2005";

    private protected override string Title => "Do not record content";

    private protected override bool UsesShield => false;

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic)
    {
        if (await scopes.FindAsync(diagnostic.Location).ConfigureAwait(false) is not var (scope, node) || Value(scope, node) is not { } value)
        {
            return null;
        }

        // A variable of the environment that stays in this process is text.
        return new Edit().Replace(value, value.Span, value.IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "\"false\"");
    }

    /// <summary>The literal that switches it on.</summary>
    private static LiteralExpressionSyntax? Value(CodeScope scope, SyntaxNode name)
    {
        if (name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Left.Span.Contains(name.Span))
        {
            return assignment.Right is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.TrueLiteralExpression) ? literal : null;
        }

        return name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && scope.Method(call) is { Name: "SetSwitch" or "SetEnvironmentVariable", Parameters.Length: > 1 } method
            && Arguments.Of(call.ArgumentList, method.Parameters[1])?.Expression is LiteralExpressionSyntax value
            && (value.IsKind(SyntaxKind.TrueLiteralExpression) || value.Token.ValueText is "1" || string.Equals(value.Token.ValueText, "true", StringComparison.OrdinalIgnoreCase))
                ? value
                : null;
    }
}
