using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>Questions about names and nesting that need no symbols.</summary>
internal static class SyntaxShape
{
    /// <summary>The name that is called, <c>Run</c> in <c>a.b?.Run&lt;T&gt;(x)</c>; null when the callee is no name.</summary>
    public static SimpleNameSyntax? CalleeName(InvocationExpressionSyntax invocation) => ReferencedName(invocation.Expression);

    /// <summary>The last name of an expression that refers to a member, a method group included; null when it is something else.</summary>
    public static SimpleNameSyntax? ReferencedName(SyntaxNode expression) => expression switch
    {
        InvocationExpressionSyntax invocation => ReferencedName(invocation.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        ConditionalAccessExpressionSyntax conditional => ReferencedName(conditional.WhenNotNull),
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>Whether <paramref name="name"/>, or the access that ends with it, is a value by itself: not called, not assigned, not part of a longer name.</summary>
    public static bool IsHandedOver(SimpleNameSyntax name)
    {
        SyntaxNode node = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return node.Parent switch
        {
            ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or
                ParenthesizedExpressionSyntax or SwitchExpressionArmSyntax or InitializerExpressionSyntax or ExpressionElementSyntax or LambdaExpressionSyntax or
                YieldStatementSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => true,
            AssignmentExpressionSyntax assignment => assignment.Right == node,
            BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.CoalesceExpression),
            _ => false,
        };
    }

    /// <summary>The last identifier of a type's name.</summary>
    public static string RightmostName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        NullableTypeSyntax nullable => RightmostName(nullable.ElementType),
        _ => string.Empty,
    };

    /// <summary>The name of the variable or member that an assignment writes; null for elements and tuples.</summary>
    public static string? AssignedName(ExpressionSyntax target) => ReferencedName(Unwrap(target))?.Identifier.ValueText;

    /// <summary>
    /// What <paramref name="node"/> writes or lets others write, when it is no assignment: an argument by reference, an element of an assigned tuple,
    /// <c>ref x</c> or <c>&amp;x</c>; null for any other node.
    /// </summary>
    public static ExpressionSyntax? WrittenOperand(SyntaxNode node) => node switch
    {
        ArgumentSyntax argument when argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) => argument.Expression,
        ArgumentSyntax { Parent: TupleExpressionSyntax } argument when AssignedTuple(argument) is not null => argument.Expression,
        RefExpressionSyntax reference => (ExpressionSyntax)Unwrap(reference.Expression),
        PrefixUnaryExpressionSyntax address when address.IsKind(SyntaxKind.AddressOfExpression) => (ExpressionSyntax)Unwrap(address.Operand),
        _ => null,
    };

    /// <summary>The assignment whose left side is, or contains, the tuple that <paramref name="element"/> belongs to.</summary>
    public static AssignmentExpressionSyntax? AssignedTuple(ArgumentSyntax element)
    {
        SyntaxNode node = element;
        while (node.Parent is TupleExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax })
        {
            node = node.Parent;
        }

        return node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node ? assignment : null;
    }

    /// <summary>The name of the type that <c>new(…)</c>, <c>this(…)</c>, <c>base(…)</c> or a base in a type's header creates; null when only binding tells.</summary>
    public static string? CreatedTypeName(SyntaxNode node)
    {
        switch (node)
        {
            case PrimaryConstructorBaseTypeSyntax header:
                return RightmostName(header.Type);
            case ConstructorInitializerSyntax { Parent.Parent: TypeDeclarationSyntax type } initializer:
                return initializer.ThisOrBaseKeyword.IsKind(SyntaxKind.ThisKeyword) ? type.Identifier.ValueText
                    : type.BaseList is { Types.Count: > 0 } bases ? RightmostName(bases.Types[0].Type)
                    : null;
            default:
                return Target(node.Parent) is { } target && RightmostName(target) is { Length: > 0 } name ? name : null;
        }
    }

    private static TypeSyntax? Target(SyntaxNode? parent) => parent switch
    {
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax declaration } => declaration.Type,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        _ => null,
    };

    /// <summary>Drops what does not change a value: parentheses and the null-forgiving operator.</summary>
    public static SyntaxNode Unwrap(SyntaxNode node)
    {
        while (true)
        {
            switch (node)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    node = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax suppressed when suppressed.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    node = suppressed.Operand;
                    break;
                default:
                    return node;
            }
        }
    }

    /// <summary>The declaration of the member that holds <paramref name="node"/>: method, accessor's property, field's declarator, or the compilation unit for top-level statements.</summary>
    public static SyntaxNode ContainingMember(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or TypeDeclarationSyntax or CompilationUnitSyntax:
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }:
                    return current;
            }
        }

        return node.SyntaxTree.GetRoot();
    }
}
