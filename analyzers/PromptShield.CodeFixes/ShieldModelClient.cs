using System.Composition;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>PSH1001: puts the shield where the client of the model call is created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShieldModelClient))]
[Shared]
public sealed class ShieldModelClient : FindingFix
{
    private protected override string Id => "PSH1001";

    private protected override string Title => "Shield the client";

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic)
    {
        var isKnown = diagnostic.AdditionalLocations.Count > 0;
        if (await scopes.FindAsync(isKnown ? diagnostic.AdditionalLocations[0] : diagnostic.Location).ConfigureAwait(false) is not var (scope, node)
            || Expression(node) is not { } expression)
        {
            return null;
        }

        var plan = new ShieldPlan(scope);
        if (!isKnown)
        {
            return expression is InvocationExpressionSyntax call && Chain.Receiver(scope, call) is { } client ? plan.Shield(client) : null;
        }

        if (KernelServices.Beside(scope, expression) is { } registrations && plan.ShieldAll(registrations) is { IsEmpty: false } decorated)
        {
            return decorated;
        }

        if (Holder.Of(scope, expression) is { } holder && plan.ShieldAll(Values.Of(scope, holder)) is { IsEmpty: false } all)
        {
            return all;
        }

        if (Holder.Siblings(scope, expression) is { } siblings && plan.ShieldAll(siblings) is { IsEmpty: false } each)
        {
            return each;
        }

        // A client that only feeds a builder is shielded in the builder, where its other middleware is.
        return BuilderUse.Around(scope, expression) is { } link && plan.Shield(link) is { IsEmpty: false } edit ? edit
            : plan.Shield(Holder.Whole(expression)) is { IsEmpty: false } whole ? whole
            : plan.Shield(expression);
    }

    /// <summary>The creation, call or value that the node is the name of or a part of.</summary>
    private static ExpressionSyntax? Expression(SyntaxNode node)
    {
        var expression = node switch
        {
            ExpressionSyntax itself => itself,
            ArgumentSyntax argument => argument.Expression,
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            EqualsValueClauseSyntax value => value.Value,
            ExpressionStatementSyntax statement => statement.Expression,
            _ => null,
        };
        while (expression?.Parent is ExpressionSyntax parent && IsNameOf(expression, parent))
        {
            expression = parent;
        }

        return expression;
    }

    private static bool IsNameOf(ExpressionSyntax name, ExpressionSyntax parent) => parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax binding => binding.Name == name,
        InvocationExpressionSyntax call => call.Expression == name,
        ObjectCreationExpressionSyntax creation => creation.Type == name,
        QualifiedNameSyntax or AliasQualifiedNameSyntax => true,
        _ => false,
    };
}
