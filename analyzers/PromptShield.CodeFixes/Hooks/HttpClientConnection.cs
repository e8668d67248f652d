namespace PromptShield.CodeFixes;

/// <summary>A raw <c>HttpClient</c>: the shield is a handler around the one that it sends through.</summary>
internal static class HttpClientConnection
{
    public static Edit? OnClient(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor)
    {
        var edit = new Edit().ImportShield(creation);
        if (constructor.Parameters.FirstOrDefault() is { } handler)
        {
            return Arguments.Of(creation.ArgumentList, handler) is { } argument ? AroundHandler(plan, edit, argument.Expression) : null;
        }

        if (creation.Initializer is null)
        {
            return edit.Replace(creation, creation.Span, ShieldApi.CreateClient + "()");
        }

        var inner = plan.Scope.Compilation.GetTypeByMetadataName("System.Net.Http.HttpClientHandler");
        if (inner is null)
        {
            return null;
        }

        var text = $"new {ShieldApi.Handler}(new {plan.Scope.Name(inner, creation)}())";
        return creation.ArgumentList is { } list
            ? edit.Insert(list, list.OpenParenToken.Span.End, text)
            : edit.Insert(creation, ((ObjectCreationExpressionSyntax)creation).Type.Span.End, $"({text})");
    }

    private static Edit AroundHandler(ShieldPlan plan, Edit edit, ExpressionSyntax handler)
    {
        if (plan.Scope.TypeOf(handler)?.Name == ShieldApi.Handler
            || (handler is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: ShieldApi.Handler } }))
        {
            return new Edit();
        }

        return edit.Wrap(handler, $"new {ShieldApi.Handler}(", ")");
    }
}
