using PromptShield.Analyzers.Flow;

namespace PromptShield.CodeFixes;

/// <summary><c>client.Shielded()</c>: for a client that has no options and no builder where it is made.</summary>
internal static class Suffix
{
    /// <summary>Where the declared type is the interface, the shielded client fits in its place.</summary>
    public static Edit? OnClient(CodeScope scope, ExpressionSyntax client)
    {
        if (IsShielded(client))
        {
            return new Edit();
        }

        // A client that is handed in or looked up is shielded by who supplies it.
        if (scope.Symbol(client) is IParameterSymbol || (scope.Method(client) is { } method && ShieldPlan.IsLookup(method)))
        {
            return null;
        }

        var type = scope.TypeOf(client);
        if (OwnCode.CanAddContent(type))
        {
            return null;
        }

        var target = KnownTypes.IsOrImplements(type, KnownTypes.ChatClient) || IsTextEmbedding(type) ? scope.ConvertedTypeOf(client) : null;
        return KnownTypes.Is(type, KnownTypes.ChatClient) || KnownTypes.Is(target, KnownTypes.ChatClient) ? On(scope, client, ShieldApi.Shielded)
            : KnownTypes.IsTextEmbedding(type) || KnownTypes.IsTextEmbedding(target) ? On(scope, client, ShieldApi.ShieldedEmbeddings)
            : null;
    }

    /// <summary>Appends the call; a target-typed creation gets its type, an operator expression its parentheses.</summary>
    public static Edit? On(CodeScope scope, ExpressionSyntax client, string name)
    {
        var edit = new Edit().ImportShield(client);
        if (client is ImplicitObjectCreationExpressionSyntax creation)
        {
            if (scope.TypeOf(client) is not { } type || KnownTypes.IsExperimental(type))
            {
                return null;
            }

            edit.Insert(creation, creation.NewKeyword.Span.End, " " + scope.Name(type, creation));
        }

        return NeedsParentheses(client)
            ? edit.Wrap(client, "(", $").{name}()")
            : Chain.Append(edit, client, name + "()");
    }

    private static bool IsTextEmbedding(ITypeSymbol? type) =>
        KnownTypes.IsTextEmbedding(type) || (type is not null && type.AllInterfaces.Any(KnownTypes.IsTextEmbedding));

    private static bool IsShielded(ExpressionSyntax client) => Chain.Next(client) is { } next && Chain.Name(next) is { } name && ShieldApi.IsShielding(name);

    private static bool NeedsParentheses(ExpressionSyntax expression) => expression is
        AwaitExpressionSyntax or CastExpressionSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax
        or SwitchExpressionSyntax or AssignmentExpressionSyntax;
}
