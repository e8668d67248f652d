using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>Clients that come from outside of the compilation, and who owes the shield for them.</summary>
internal static class HandedIn
{
    /// <summary>A member of another assembly hands the client in.</summary>
    public static GuardVerdict By(ISymbol member, IOperation? reference) =>
        GuardVerdict.Deferred(
            member.GetDocumentationCommentId() ?? member.Name, "the client is handed in by '" + member.Name + "' of another assembly", reference?.Syntax, Debt.Of(member));

    /// <summary>The client is handed in through a parameter or member of this compilation.</summary>
    /// <param name="symbol">The parameter or member.</param>
    /// <param name="reference">Where it is read.</param>
    /// <param name="isOpen">A client is there already, and others may hand in another one.</param>
    public static GuardVerdict Through(ISymbol symbol, IOperation? reference, bool isOpen = false)
    {
        var declaration = symbol.DeclaringSyntaxReferences.IsEmpty ? reference?.Syntax : symbol.DeclaringSyntaxReferences[0].GetSyntax();
        return GuardVerdict.Deferred(
            OwedTo(symbol),
            "the client is handed in through '" + symbol.Name + "', and nothing in this project supplies it",
            declaration is ParameterSyntax or PropertyDeclarationSyntax or VariableDeclaratorSyntax ? declaration : reference?.Syntax,
            (isOpen ? Debt.Open(symbol) : null) ?? Debt.Of(symbol));
    }

    /// <summary>A constructor is called by the container, so its parameter is owed by whoever registers the type; any other symbol is named itself.</summary>
    private static string OwedTo(ISymbol symbol) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter => TypeId(parameter.Type),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter => TypeId(parameter.Type),
        IParameterSymbol parameter => (parameter.ContainingSymbol.GetDocumentationCommentId() ?? parameter.ContainingSymbol.Name) + "#" + parameter.Name,
        _ => symbol.GetDocumentationCommentId() ?? symbol.Name,
    };

    private static string TypeId(ITypeSymbol type) => type.OriginalDefinition.GetDocumentationCommentId() ?? type.ToDisplayString();
}
