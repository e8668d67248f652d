namespace PromptShield.CodeFixes;

/// <summary>How a builder is used: in one chain, or through a variable in several statements.</summary>
internal static class BuilderUse
{
    /// <summary>
    /// The link of a middleware builder into which the expression goes without being kept anywhere else: through factories,
    /// as an argument, as what a lambda returns.
    /// </summary>
    public static ExpressionSyntax? Around(CodeScope scope, ExpressionSyntax expression)
    {
        for (SyntaxNode? node = expression; node is not null;)
        {
            var next = node.Parent switch
            {
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == node => call,
                ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } } => call,
                LambdaExpressionSyntax { Parent: ArgumentSyntax } lambda when lambda.ExpressionBody == node => lambda,
                ParenthesizedExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax => node.Parent,
                PostfixUnaryExpressionSyntax => node.Parent,
                _ => null,
            };
            if (next is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax && scope.TypeOf((ExpressionSyntax)next) is { } type)
            {
                if (KnownTypes.Is(type, KnownTypes.ChatClientBuilder) || KnownTypes.IsTextEmbeddingBuilder(type))
                {
                    return (ExpressionSyntax)next;
                }

                // Only what is made out of the client alone leads on; a call that merely is given it keeps it, perhaps.
                if (node.Parent is ArgumentSyntax)
                {
                    return null;
                }
            }

            node = next;
        }

        return null;
    }

    /// <summary>The last link in the chain that still returns the builder. The shield's own link counts by name: its package may not be there yet.</summary>
    public static ExpressionSyntax LastLink(CodeScope scope, ExpressionSyntax link)
    {
        var builder = KnownTypes.Name(scope.TypeOf(link));
        while (Chain.Next(link) is { } next
            && (KnownTypes.Name(scope.TypeOf(next)) == builder || (Chain.Name(next) is { } name && ShieldApi.IsShielding(name))))
        {
            link = next;
        }

        return link;
    }

    /// <summary>The variable that holds the builder: the one that the chain begins with or is given to.</summary>
    public static ISymbol? Variable(CodeScope scope, ExpressionSyntax chain)
    {
        if (Chain.Head(chain) is IdentifierNameSyntax head && scope.Symbol(head) is { } symbol
            && KnownTypes.Name(scope.TypeOf(head)) == KnownTypes.Name(scope.TypeOf(chain)))
        {
            return symbol;
        }

        return chain.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => scope.Model(variable).GetDeclaredSymbol(variable, scope.Cancellation),
            AssignmentExpressionSyntax assignment when assignment.Right == chain => scope.Symbol(assignment.Left),
            _ => null,
        };
    }

    /// <summary>The ends of all chains that begin with the variable, in the order of the text.</summary>
    public static IEnumerable<ExpressionSyntax> Of(CodeScope scope, ISymbol variable, SyntaxNode near)
    {
        foreach (var name in Statements.Body(near).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == variable.Name
                && Chain.Next(name) is not null
                && SymbolEqualityComparer.Default.Equals(scope.Symbol(name), variable))
            {
                yield return LastLink(scope, name);
            }
        }
    }

    /// <summary>A statement that only calls the shielding method on the variable that the chain begins with, too early.</summary>
    public static StatementSyntax? ShieldStatement(CodeScope scope, ExpressionSyntax chain, string method) =>
        Variable(scope, chain) is { } variable
            ? Of(scope, variable, chain)
                .Where(use => Chain.Name(use) == method && Chain.Head(use) == ((use as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax)?.Expression)
                .Select(use => use.Parent).OfType<ExpressionStatementSyntax>().FirstOrDefault()
            : null;
}
