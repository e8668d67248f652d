namespace PromptShield.CodeFixes;

/// <summary><c>options.WithPromptShield()</c>: the clients of OpenAI and Azure take options with a policy pipeline.</summary>
internal static class PipelineOptions
{
    private const string With = ShieldApi.WithShield + "()";

    public static bool IsTakenBy(IMethodSymbol constructor) => constructor.Parameters.Any(IsOptions);

    public static Edit? OnClient(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor)
    {
        if (Chain.Next(creation) is { } next && Chain.Name(next) == ShieldApi.Shielded)
        {
            return new Edit();
        }

        if (creation.ArgumentList is not { } list)
        {
            return null;
        }

        if (constructor.Parameters.FirstOrDefault(IsOptions) is { } options)
        {
            return Arguments.Of(list, options) is { } argument ? OnValue(plan, argument.Expression, options.Type) : Added(plan, list, options);
        }

        if (Overload(constructor, SymbolEqualityComparer.Default.Equals) is { } overload)
        {
            return Added(plan, list, overload.Parameters.Last());
        }

        return KnownTypes.IsSuffixed(constructor.ContainingType) ? Suffix.On(plan.Scope, creation, ShieldApi.Shielded)
            : Overload(constructor, IsSameOrKey) is { } keyed ? WithKey(plan, list, constructor, keyed)
            : null;
    }

    public static Edit? OnOptions(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor) =>
        Chain.Next(creation) is { } next && Chain.Name(next) == ShieldApi.WithShield
            ? new Edit()
            : Suffix.On(plan.Scope, creation, ShieldApi.WithShield);

    private static Edit? OnValue(ShieldPlan plan, ExpressionSyntax value, ITypeSymbol type)
    {
        if (ShieldPlan.IsNull(value))
        {
            return New(plan, value, type) is { } made ? new Edit().Replace(value, value.Span, made).ImportShield(value) : null;
        }

        // Where the options are made they are fresh; after their first use they are frozen.
        if (plan.Shield(value) is { } edit)
        {
            return edit;
        }

        var isNullable = plan.Scope.TypeOf(value)?.NullableAnnotation == NullableAnnotation.Annotated;
        return isNullable ? null : Suffix.On(plan.Scope, value, ShieldApi.WithShield);
    }

    private static Edit? Added(ShieldPlan plan, ArgumentListSyntax list, IParameterSymbol options) =>
        New(plan, list, options.Type) is { } made ? Arguments.Append(new Edit(), list, options, made).ImportShield(list) : null;

    private static Edit? WithKey(ShieldPlan plan, ArgumentListSyntax list, IMethodSymbol constructor, IMethodSymbol keyed)
    {
        var key = constructor.Parameters.First(parameter => !SymbolEqualityComparer.Default.Equals(parameter.Type, keyed.Parameters[parameter.Ordinal].Type));
        var credential = keyed.Parameters[key.Ordinal];
        if (Arguments.Of(list, key) is not { } argument || Added(plan, list, keyed.Parameters.Last()) is not { } edit)
        {
            return null;
        }

        if (argument.NameColon is { } name)
        {
            edit.Replace(name.Name, name.Name.Span, credential.Name);
        }

        // One change around the key and one behind it: the options are added at the same place when the key is last.
        var text = $"new {plan.Scope.Name(credential.Type, list)}({argument.Expression})";
        return edit.Replace(argument.Expression, argument.Expression.Span, text);
    }

    private static string? New(ShieldPlan plan, SyntaxNode where, ITypeSymbol options) =>
        KnownTypes.IsExperimental(options) && !IsNamed(plan, where, options) ? null : $"new {plan.Scope.Name(options, where)}().{With}";

    /// <summary>
    /// Whether the creation around the node, or the declaration that it is the value of, names a type of the same experiment:
    /// who wrote that has accepted the experiment there.
    /// </summary>
    private static bool IsNamed(ShieldPlan plan, SyntaxNode where, ITypeSymbol options) =>
        where.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } creation
        && plan.Scope.TypeOf(creation) is { } client
        && KnownTypes.IsSameExperiment(client, options)
        && (creation is ObjectCreationExpressionSyntax
            || creation.Parent is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } } });

    /// <summary>The constructor that takes the same and options behind it.</summary>
    private static IMethodSymbol? Overload(IMethodSymbol constructor, Func<ITypeSymbol, ITypeSymbol, bool> matches)
    {
        foreach (var other in constructor.ContainingType.InstanceConstructors)
        {
            if (other.DeclaredAccessibility == Accessibility.Public
                && other.Parameters.Length == constructor.Parameters.Length + 1
                && IsOptions(other.Parameters.Last())
                && !KnownTypes.IsExperimental(other)
                && constructor.Parameters.All(parameter => matches(parameter.Type, other.Parameters[parameter.Ordinal].Type)))
            {
                return other;
            }
        }

        return null;
    }

    private static bool IsSameOrKey(ITypeSymbol given, ITypeSymbol wanted) =>
        SymbolEqualityComparer.Default.Equals(given, wanted)
        || (given.SpecialType == SpecialType.System_String && KnownTypes.Is(wanted, KnownTypes.KeyCredential));

    private static bool IsOptions(IParameterSymbol parameter) => KnownTypes.Derives(parameter.Type, KnownTypes.PipelineOptions);
}
