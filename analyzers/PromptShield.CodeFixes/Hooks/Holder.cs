namespace PromptShield.CodeFixes;

/// <summary>
/// Who holds the client that a finding blames. A finding names one value of a variable or one branch of a choice; the call is
/// guarded when all of them are shielded.
/// </summary>
internal static class Holder
{
    /// <summary>The variable, property or method whose value the expression becomes, through factories and choices; null when it goes elsewhere.</summary>
    public static ISymbol? Of(CodeScope scope, ExpressionSyntax client)
    {
        var whole = Whole(client);
        return whole.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => scope.Model(variable).GetDeclaredSymbol(variable, scope.Cancellation),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => scope.Model(property).GetDeclaredSymbol(property, scope.Cancellation),
            AssignmentExpressionSyntax assignment when assignment.Right == whole => scope.Symbol(assignment.Left),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax => Function(scope, whole),
            _ => null,
        };
    }

    /// <summary>The outermost expression that the client becomes a part of.</summary>
    public static ExpressionSyntax Whole(ExpressionSyntax client)
    {
        for (var next = client; next is not null;)
        {
            client = next;
            next = client.Parent switch
            {
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == client => call,
                ConditionalExpressionSyntax choice when choice.Condition != client => choice,
                BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression) || binary.IsKind(SyntaxKind.AsExpression) => binary,
                SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => choice,
                ParenthesizedExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax => (ExpressionSyntax)client.Parent,
                _ => null,
            };
        }

        return client;
    }

    /// <summary>The elements of the array or collection that the client is one of: a loop calls them all, and its finding blames the first.</summary>
    public static IEnumerable<ExpressionSyntax>? Siblings(CodeScope scope, ExpressionSyntax client)
    {
        var whole = Whole(client);
        IEnumerable<ExpressionSyntax>? elements = whole.Parent switch
        {
            InitializerExpressionSyntax list when list.IsKind(SyntaxKind.ArrayInitializerExpression) || list.IsKind(SyntaxKind.CollectionInitializerExpression) => list.Expressions,
            ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } => collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression),
            _ => null,
        };
        return elements?.Where(element => SymbolEqualityComparer.Default.Equals(scope.TypeOf(element) ?? scope.ConvertedTypeOf(element), scope.TypeOf(whole) ?? scope.ConvertedTypeOf(whole)));
    }

    private static ISymbol? Function(CodeScope scope, SyntaxNode returned)
    {
        foreach (var node in returned.Ancestors())
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax:
                    return null;
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax:
                    return scope.Model(node).GetDeclaredSymbol(node, scope.Cancellation);
            }
        }

        return null;
    }
}
