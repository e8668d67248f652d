namespace PromptShield.CodeFixes;

/// <summary>
/// Finds the edit that shields a client, starting at the expression that the finding blames and going to where the client
/// is made: through factories, locals, fields and branches. Every value must be shielded, or nothing is offered.
/// </summary>
internal sealed class ShieldPlan(CodeScope scope)
{
    private const int MaxDepth = 16;
    private int depth;

    public CodeScope Scope => scope;

    /// <summary>Null when no hook applies; an empty edit when the value is shielded already.</summary>
    public Edit? Shield(ExpressionSyntax expression)
    {
        if (depth == MaxDepth)
        {
            return null;
        }

        depth++;
        var edit = Value(expression) ?? Suffix.OnClient(scope, expression);
        depth--;
        return edit;
    }

    /// <summary>Shields every value that the expressions stand for.</summary>
    public Edit? ShieldAll(IEnumerable<ExpressionSyntax>? expressions)
    {
        if (expressions is null)
        {
            return null;
        }

        var all = new Edit();
        foreach (var expression in expressions)
        {
            if (expression is ThrowExpressionSyntax || IsNull(expression))
            {
                continue;
            }

            if (Shield(expression) is not { } edit)
            {
                return null;
            }

            all.And(edit);
        }

        return all;
    }

    public static bool IsNull(ExpressionSyntax expression) => expression switch
    {
        PostfixUnaryExpressionSyntax postfix => IsNull(postfix.Operand),
        ParenthesizedExpressionSyntax inner => IsNull(inner.Expression),
        DefaultExpressionSyntax => true,
        _ => expression.IsKind(SyntaxKind.NullLiteralExpression) || expression.IsKind(SyntaxKind.DefaultLiteralExpression),
    };

    private Edit? Value(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Value(inner.Expression),
        PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Value(postfix.Operand),
        CastExpressionSyntax cast => Value(cast.Expression),
        AwaitExpressionSyntax awaited => Value(awaited.Expression),
        AssignmentExpressionSyntax assignment => Value(assignment.Right),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AsExpression) => Value(binary.Left),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression) => ShieldAll([binary.Left, binary.Right]),
        ConditionalExpressionSyntax choice => ShieldAll([choice.WhenTrue, choice.WhenFalse]),
        SwitchExpressionSyntax choice => ShieldAll(choice.Arms.Select(arm => arm.Expression)),
        ConditionalAccessExpressionSyntax access => Value(access.WhenNotNull),
        BaseObjectCreationExpressionSyntax creation => Creation(creation),
        InvocationExpressionSyntax call => Call(call),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => scope.Symbol(expression) is { } symbol ? ShieldAll(Values.Of(scope, symbol)) : null,
        _ => null,
    };

    private Edit? Creation(BaseObjectCreationExpressionSyntax creation)
    {
        if (scope.Method(creation) is not { } constructor)
        {
            return null;
        }

        return HookTable.OfCreation(constructor.ContainingType)?.Invoke(this, creation, constructor) ?? Wrapped(creation, constructor);
    }

    /// <summary>A client made around another one, an agent made around a client: the inner one is what must be shielded.</summary>
    private Edit? Wrapped(BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
        {
            if ((KnownTypes.Is(parameter.Type, KnownTypes.ChatClient) || KnownTypes.IsTextEmbedding(parameter.Type))
                && Arguments.Of(creation.ArgumentList, parameter) is { } argument)
            {
                return Shield(argument.Expression);
            }
        }

        return null;
    }

    private Edit? Call(InvocationExpressionSyntax call)
    {
        if (scope.Method(call) is not { } method)
        {
            return Chain.Name(call) is { } name && ShieldApi.IsShielding(name) ? new Edit() : null;
        }

        // Before the question whether it is the shield's own: a link that shields too early is what must move.
        if (HookTable.OfCall(scope, call, method) is { } hook)
        {
            return hook(this, call);
        }

        if (method.ContainingAssembly?.Name == ShieldApi.Package)
        {
            return new Edit();
        }

        if (!method.DeclaringSyntaxReferences.IsEmpty)
        {
            return ShieldAll(Values.Of(scope, method));
        }

        // A look-up hands out what is behind the shield of the client that it is made on.
        return !IsLookup(method) && Chain.Receiver(scope, call) is { } receiver ? Shield(receiver) : null;
    }

    public static bool IsLookup(IMethodSymbol method) =>
        method.Name is "GetService" or "GetRequiredService" or "GetKeyedService" or "GetRequiredKeyedService";
}
