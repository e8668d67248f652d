using System.Composition;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>PSH2001, PSH2002, PSH2004 and PSH2006: passes the value through <c>Shield.Default.Redact</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedactLoggedValue))]
[Shared]
public sealed class RedactLoggedValue : FindingFix
{
    private protected override string Id => "PSH2001";

    private protected override ImmutableArray<string> Ids => ImmutableArray.Create(Id, "PSH2002", "PSH2004", "PSH2006");

    private protected override string Title => "Redact the value";

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic)
    {
        return await scopes.FindAsync(diagnostic.Location).ConfigureAwait(false) is var (scope, node) && Value(node) is { } value
            ? RedactedValue.Of(scope, value)
            : null;
    }

    private static ExpressionSyntax? Value(SyntaxNode node)
    {
        var value = node switch
        {
            ExpressionSyntax expression => expression,
            ArgumentSyntax argument => argument.Expression,
            InterpolationSyntax interpolation => interpolation.Expression,
            AnonymousObjectMemberDeclaratorSyntax member => member.Expression,
            _ => null,
        };
        while (value?.Parent is ExpressionSyntax parent && IsPartOf(value, parent))
        {
            value = parent;
        }

        return value;
    }

    /// <summary>Whether the node is no value of its own: a name behind a dot, what follows <c>?.</c>.</summary>
    private static bool IsPartOf(ExpressionSyntax node, ExpressionSyntax parent) => parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == node,
        MemberBindingExpressionSyntax => true,
        ConditionalAccessExpressionSyntax access => access.WhenNotNull == node,
        InvocationExpressionSyntax call => call.Expression == node,
        _ => false,
    };
}
