namespace PromptShield.CodeFixes;

/// <summary>The edit that passes a logged value through the shield, and what it needs around it to compile.</summary>
internal static class RedactedValue
{
    public static Edit? Of(CodeScope scope, ExpressionSyntax value)
    {
        if (IsRedacted(value))
        {
            return new Edit();
        }

        if (scope.TypeOf(value) is not { TypeKind: not (TypeKind.Error or TypeKind.Dynamic or TypeKind.Pointer) } type || !Fit.TakesString(scope, value, type))
        {
            return null;
        }

        var edit = new Edit();
        var (before, after) = AsString(scope, edit, value, type);
        var name = MemberName(value);
        if (!IsShadowed(scope, value))
        {
            return edit.Wrap(value, $"{name}{ShieldApi.Redact}({before}", after + ")").ImportShield(value);
        }

        var (open, close) = IsBareInHole(value) ? ("(", ")") : (string.Empty, string.Empty);
        return edit.Wrap(value, $"{name}{open}global::{ShieldApi.Namespace}.{ShieldApi.Redact}({before}", $"{after}){close}");
    }

    /// <summary>By name: while the package is missing, the call does not resolve and its argument is still reported.</summary>
    private static bool IsRedacted(ExpressionSyntax value)
    {
        for (SyntaxNode? node = value; node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax; node = node.Parent)
        {
            if (node is InvocationExpressionSyntax call && call.Expression.ToString().EndsWith(ShieldApi.Redact, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static (string Before, string After) AsString(CodeScope scope, Edit edit, ExpressionSyntax value, ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return (string.Empty, string.Empty);
        }

        // A question mark behind what cannot be null would teach the compiler that it can, and bring warnings below.
        var isNotNull = type.IsValueType
            ? type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
            : scope.Model(value).GetTypeInfo(value, scope.Cancellation).Nullability.FlowState == NullableFlowState.NotNull;
        if (isNotNull && IsOfTexts(type))
        {
            return ("string.Join(\", \", ", ")");
        }

        var format = string.Empty;
        if (value.Parent is InterpolationSyntax { FormatClause: { } clause }
            && (KnownTypes.IsOrImplements(type, "System.IFormattable") || KnownTypes.IsOrImplements(Underlying(type), "System.IFormattable")))
        {
            format = SyntaxFactory.Literal(clause.FormatStringToken.ValueText).ToString();
            edit.Replace(clause, clause.Span, string.Empty);
        }

        var call = $"{(isNotNull ? "." : "?.")}ToString({format})";
        return IsPrimary(value) ? (string.Empty, call) : ("(", ")" + call);
    }

    /// <summary>A list of texts, whose own text would be the name of its type.</summary>
    private static bool IsOfTexts(ITypeSymbol type) => IsTexts(type) || type.AllInterfaces.Any(IsTexts);

    private static bool IsTexts(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T } texts
        && texts.TypeArguments[0].SpecialType == SpecialType.System_String;

    private static ITypeSymbol? Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;

    private static bool IsPrimary(ExpressionSyntax value) => value is
        SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
        or ConditionalAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax or ObjectCreationExpressionSyntax
        or AnonymousObjectCreationExpressionSyntax or TupleExpressionSyntax or InterpolatedStringExpressionSyntax;

    /// <summary>A member of an anonymous object or tuple takes its name from the value: kept by writing it.</summary>
    private static string MemberName(ExpressionSyntax value)
    {
        var name = value switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ToString(),
            MemberAccessExpressionSyntax access => access.Name.Identifier.ToString(),
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ToString(),
            _ => null,
        };
        return name is null ? string.Empty
            : value.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } ? name + " = "
            : value.Parent is ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax } ? name + ": "
            : string.Empty;
    }

    /// <summary>Whether the value stands in a hole outside all brackets, where the first colon begins the format.</summary>
    private static bool IsBareInHole(ExpressionSyntax value)
    {
        for (var node = value.Parent; node is ExpressionSyntax or InterpolationSyntax; node = node.Parent)
        {
            switch (node)
            {
                case InterpolationSyntax:
                    return true;
                case ParenthesizedExpressionSyntax or InitializerExpressionSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Whether something else is called <c>Shield</c> where the value stands.</summary>
    private static bool IsShadowed(CodeScope scope, SyntaxNode where)
    {
        foreach (var symbol in scope.Model(where).LookupSymbols(where.SpanStart, name: "Shield"))
        {
            if (symbol is not INamedTypeSymbol type || KnownTypes.Name(type) != ShieldApi.Namespace + ".Shield")
            {
                return true;
            }
        }

        return false;
    }
}
