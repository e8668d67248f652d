using System.Composition;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>PSH4003: wraps a function in <c>ApprovalRequiredAIFunction</c>, and declares a tool of a server destructive where it declares nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequireApproval))]
[Shared]
public sealed class RequireApproval : FindingFix
{
    private const string Namespace = "Microsoft.Extensions.AI";
    private const string Approval = "ApprovalRequiredAIFunction";
    private const string Destructive = "Destructive = true";

    private protected override string Id => "PSH4003";

    private protected override string Title => "Require approval of the tool";

    private protected override bool UsesShield => false;

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic) =>
        await scopes.FindAsync(diagnostic.Location).ConfigureAwait(false) is var (scope, node)
            ? node is MethodDeclarationSyntax method ? Declare(method) : Wrap(scope, node)
            : null;

    private static Edit? Wrap(CodeScope scope, SyntaxNode node) =>
        node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } create && IsStable(scope.Compilation) &&
        scope.EditableModel(create.SyntaxTree)?.GetTypeInfo(create).Type is { Name: "AIFunction" } type && type.ContainingNamespace.ToDisplayString() == Namespace
            ? new Edit().Wrap(create, "new " + Approval + "(", ")").Import(create, Namespace)
            : null;

    /// <summary>Using a type that its library calls experimental is an error until it is allowed.</summary>
    private static bool IsStable(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Namespace + "." + Approval) is { } approval && !approval.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ExperimentalAttribute");

    private static Edit? Declare(MethodDeclarationSyntax method)
    {
        foreach (var list in method.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (attribute.Name.ToString() is { } name && (name.EndsWith("McpServerTool", StringComparison.Ordinal) || name.EndsWith("McpServerToolAttribute", StringComparison.Ordinal)) && !SaysEffect(attribute))
                {
                    return attribute.ArgumentList is not { } arguments ? new Edit().Insert(attribute, attribute.Span.End, "(" + Destructive + ")")
                        : new Edit().Insert(attribute, arguments.CloseParenToken.SpanStart, (arguments.Arguments.Count == 0 ? string.Empty : ", ") + Destructive);
                }
            }
        }

        return null;
    }

    private static bool SaysEffect(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText is "Destructive" or "ReadOnly") == true;
}
