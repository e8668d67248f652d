namespace PromptShield.CodeFixes;

/// <summary>The expressions that give a variable, a property or a call its value.</summary>
internal static class Values
{
    /// <summary>Null when not all of them are known: a parameter, a value from another project.</summary>
    public static IReadOnlyList<ExpressionSyntax>? Of(CodeScope scope, ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.IsEmpty)
        {
            return null;
        }

        var nodes = new List<SyntaxNode>();
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var node = reference.GetSyntax(scope.Cancellation);
            if (scope.EditableModel(node.SyntaxTree) is null)
            {
                return null;
            }

            nodes.Add(node);
        }

        var found = symbol switch
        {
            ILocalSymbol => nodes[0] is VariableDeclaratorSyntax local ? Assigned(scope, symbol, local.Initializer, [Statements.Body(local)]) : null,
            IFieldSymbol => nodes[0] is VariableDeclaratorSyntax field ? Assigned(scope, symbol, field.Initializer, Types(scope, symbol)) : null,
            IPropertySymbol => nodes[0] is PropertyDeclarationSyntax property ? Property(scope, symbol, property) : null,
            IMethodSymbol => Returned(nodes[0]),
            _ => null,
        };
        return found is { Count: > 0 } ? found : null;
    }

    /// <summary>What the body of a lambda, a method or an accessor returns.</summary>
    public static List<ExpressionSyntax> Returned(SyntaxNode function)
    {
        SyntaxNode? body = function switch
        {
            LambdaExpressionSyntax lambda => lambda.Body,
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody?.Expression,
            _ => null,
        };
        return body switch
        {
            ExpressionSyntax expression => [expression],
            BlockSyntax block => [.. block
                .DescendantNodes(node => node is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax or AnonymousMethodExpressionSyntax))
                .OfType<ReturnStatementSyntax>().Select(statement => statement.Expression).OfType<ExpressionSyntax>()],
            _ => [],
        };
    }

    private static List<ExpressionSyntax> Property(CodeScope scope, ISymbol symbol, PropertyDeclarationSyntax property)
    {
        if (property.ExpressionBody is { } body)
        {
            return [body.Expression];
        }

        var getter = property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter is { Body: null, ExpressionBody: null } or null
            ? Assigned(scope, symbol, property.Initializer, Types(scope, symbol))
            : Returned(getter);
    }

    private static IEnumerable<SyntaxNode> Types(CodeScope scope, ISymbol symbol) =>
        symbol.ContainingType.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(scope.Cancellation))
            .Where(node => scope.EditableModel(node.SyntaxTree) is not null);

    private static List<ExpressionSyntax> Assigned(CodeScope scope, ISymbol symbol, EqualsValueClauseSyntax? initializer, IEnumerable<SyntaxNode> bodies)
    {
        var values = new List<ExpressionSyntax>();
        if (initializer is not null)
        {
            values.Add(initializer.Value);
        }

        foreach (var body in bodies)
        {
            foreach (var assignment in body.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if ((assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
                    && SymbolEqualityComparer.Default.Equals(scope.Symbol(assignment.Left), symbol))
                {
                    values.Add(assignment.Right);
                }
            }
        }

        return values;
    }
}
