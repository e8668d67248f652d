using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis.CodeFixes;
using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes;

/// <summary>PSH3002: marks the parts of a prompt that come from elsewhere with <c>ShieldContent.Untrusted</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkUntrustedContent))]
[Shared]
public sealed class MarkUntrustedContent : FindingFix
{
    private protected override string Id => "PSH3002";

    private protected override string Title => "Mark the untrusted content";

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(RuleFindings.Parts, out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var edit = new Edit();
        for (var i = diagnostic.AdditionalLocations.Count - count; i < diagnostic.AdditionalLocations.Count; i++)
        {
            if (await scopes.FindAsync(diagnostic.AdditionalLocations[i]).ConfigureAwait(false) is not var (scope, node) || Value(node) is not { } value)
            {
                return null;
            }

            Mark(edit, scope, value);
        }

        return edit;
    }

    private static ExpressionSyntax? Value(SyntaxNode node) => node switch
    {
        ExpressionSyntax expression => expression,
        ArgumentSyntax argument => argument.Expression,
        InterpolationSyntax interpolation => interpolation.Expression,
        _ => null,
    };

    private static void Mark(Edit edit, CodeScope scope, ExpressionSyntax value)
    {
        // While the package is missing the call does not resolve, and what is marked is still reported.
        if (value is InvocationExpressionSyntax call && call.Expression.ToString().EndsWith(ShieldApi.Untrusted, StringComparison.Ordinal))
        {
            return;
        }

        var source = SyntaxFactory.Literal(Source(scope, value)).ToString();
        edit.Wrap(value, ShieldApi.Untrusted + "(", $", {source})").ImportShield(value);
    }

    /// <summary>What the reader of the prompt is told of the source: the name of what the text is kept in, or of what gives it.</summary>
    private static string Source(CodeScope scope, ExpressionSyntax value)
    {
        var inner = value;
        while (inner is AwaitExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            inner = inner is AwaitExpressionSyntax awaited ? awaited.Expression : ((ParenthesizedExpressionSyntax)inner).Expression;
        }

        return scope.Symbol(inner) is { Name: { Length: > 0 } name } symbol ? symbol is IMethodSymbol { ContainingType.Name: var type } ? type + "." + name : name : "content";
    }
}
