namespace PromptShield.CodeFixes;

/// <summary>Whether a string may stand in the value's place. Asked of the compiler, since overloads decide it.</summary>
internal static class Fit
{
    public static bool TakesString(CodeScope scope, ExpressionSyntax value, ITypeSymbol type)
    {
        var isString = type.SpecialType == SpecialType.System_String && value is not InterpolatedStringExpressionSyntax;
        var parent = value.Parent;
        while (parent is ParenthesizedExpressionSyntax)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None) => false,
            InterpolationSyntax => true,
            AnonymousObjectMemberDeclaratorSyntax => true,
            _ when isString => true,
            ArgumentSyntax { Parent.Parent: ExpressionSyntax call } when Call(call) is { } whole => Binds(scope, whole, value),
            BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.AddExpression) && scope.TypeOf(binary) is { SpecialType: SpecialType.System_String },
            _ => scope.ConvertedTypeOf(value) is { } target && scope.Compilation.ClassifyConversion(scope.Compilation.GetSpecialType(SpecialType.System_String), target).IsImplicit,
        };
    }

    private static ExpressionSyntax? Call(ExpressionSyntax call) => call switch
    {
        // A call behind "?." has no meaning without what stands before it.
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } => null,
        InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax => call,
        _ => null,
    };

    private static bool Binds(CodeScope scope, ExpressionSyntax call, ExpressionSyntax value)
    {
        var text = SyntaxFactory.DefaultExpression(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.StringKeyword)));
        var bound = scope.Model(call).GetSpeculativeSymbolInfo(call.SpanStart, call.ReplaceNode(value, text), SpeculativeBindingOption.BindAsExpression).Symbol;
        return bound is not null && bound.Name == scope.Symbol(call)?.Name;
    }
}
