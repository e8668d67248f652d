namespace PromptShield.CodeFixes;

/// <summary>
/// <c>Handlers = [new PromptShieldHandler()]</c> where an Anthropic client is made. One handler belongs to one client (the
/// SDK throws when it meets it again), so options that several clients may share are left alone.
/// </summary>
internal static class AnthropicHandlers
{
    private const string Property = "Handlers";
    private const string Handler = "new " + ShieldApi.Handler + "()";

    public static Edit? OnClient(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor)
    {
        if (Assignment(creation) is null && creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression is { } options)
        {
            return options is BaseObjectCreationExpressionSyntax inline && KnownTypes.Is(plan.Scope.TypeOf(inline), KnownTypes.AnthropicOptions)
                ? Handled(plan, inline)
                : SharedOptions(plan, creation, options);
        }

        return Handled(plan, creation);
    }

    /// <summary>What the client sets overrides the options: fine while they have no handlers of their own.</summary>
    private static Edit? SharedOptions(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, ExpressionSyntax options)
    {
        var values = plan.Scope.Symbol(options) is { } symbol ? Values.Of(plan.Scope, symbol) : null;
        return values is not null && values.All(value => value is BaseObjectCreationExpressionSyntax made && Assignment(made) is null)
            ? Handled(plan, creation)
            : null;
    }

    private static AssignmentExpressionSyntax? Assignment(BaseObjectCreationExpressionSyntax creation) =>
        creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: Property });

    private static Edit? Handled(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation)
    {
        var edit = new Edit().ImportShield(creation);
        if (Assignment(creation) is { } assignment)
        {
            return assignment.Right.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == ShieldApi.Handler)
                ? new Edit()
                : Extended(plan, edit, assignment.Right);
        }

        if (NewList(plan, creation) is not { } list)
        {
            return null;
        }

        var value = $"{Property} = {list}";
        if (creation.Initializer is { } initializer)
        {
            return Initializers.Append(edit, initializer, value);
        }

        var end = creation.ArgumentList?.Span.End ?? ((ObjectCreationExpressionSyntax)creation).Type.Span.End;
        return edit.Insert(creation, end, $" {{ {value} }}");
    }

    private static Edit? Extended(ShieldPlan plan, Edit edit, ExpressionSyntax handlers)
    {
        switch (handlers)
        {
            case CollectionExpressionSyntax { Elements.Count: 0 } collection:
                return edit.Insert(collection, collection.OpenBracketToken.Span.End, Handler);
            case CollectionExpressionSyntax collection:
                return edit.Insert(collection, collection.Elements.Last().Span.End, ", " + Handler);
            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return Initializers.Append(edit, initializer, Handler);
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer }:
                return Initializers.Append(edit, initializer, Handler);
            case ImplicitArrayCreationExpressionSyntax array when DelegatingHandler(plan) is { } type:
                // The element type that the compiler inferred may be one that the shield's handler is not.
                edit.Insert(array, array.NewKeyword.Span.End, " " + plan.Scope.Name(type, array));
                return Initializers.Append(edit, array.Initializer, Handler);
            default:
                return HasCollectionExpressions(handlers) && !ShieldPlan.IsNull(handlers)
                    ? edit.Wrap(handlers, "[.. ", $", {Handler}]")
                    : null;
        }
    }

    private static string? NewList(ShieldPlan plan, SyntaxNode where) =>
        HasCollectionExpressions(where) ? $"[{Handler}]"
        : DelegatingHandler(plan) is { } type ? $"new {plan.Scope.Name(type, where)}[] {{ {Handler} }}"
        : null;

    private static INamedTypeSymbol? DelegatingHandler(ShieldPlan plan) =>
        plan.Scope.Compilation.GetTypeByMetadataName("System.Net.Http.DelegatingHandler");

    private static bool HasCollectionExpressions(SyntaxNode node) =>
        ((CSharpParseOptions)node.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp12;
}
