using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// What is passed to a lambda, or to a method that is handed over by its name: the elements of the collection that a method of the framework runs it over, or the arguments of the calls on the one variable that
/// holds it. One that goes anywhere else can be called by anybody.
/// </summary>
internal sealed class LambdaArguments(CompilationModel compilation)
{
    /// <summary>Adds what is passed for <paramref name="parameter"/> of the function that <paramref name="node"/>, a lambda or the name of a method, stands for.</summary>
    public void Add(IParameterSymbol parameter, SyntaxNode node, ArgumentSources.Found found, CancellationToken cancellation)
    {
        while (node.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            node = node.Parent;
        }

        switch (node.Parent)
        {
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }:
                AddElements(call, parameter, found, cancellation);
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } when
                compilation.SemanticModelOf(declarator.SyntaxTree).GetDeclaredSymbol(declarator, cancellation) is ILocalSymbol variable:
                AddCalls(variable, declarator, parameter, found, cancellation);
                break;
        }
    }

    /// <summary>
    /// The framework runs a function over the elements of any collection that the same call gets, or over a client that it gets beside them; what another function
    /// makes may come back to it, and is not followed.
    /// </summary>
    private void AddElements(InvocationExpressionSyntax syntax, IParameterSymbol parameter, ArgumentSources.Found found, CancellationToken cancellation)
    {
        if (compilation.OperationOf(syntax, cancellation) is not IInvocationOperation call || !CollectionProvenance.IsOfFramework(call.TargetMethod))
        {
            return;
        }

        var collections = new List<IOperation>();
        var values = new List<IOperation>();
        foreach (var value in call.Arguments.Select(static argument => argument.Value).Concat(call.Instance is { } owner ? [owner] : []))
        {
            if (value is IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } made } } && SymbolEqualityComparer.Default.Equals(made, parameter.Type))
            {
                return;
            }

            if (SymbolEqualityComparer.Default.Equals(ElementOf(value), parameter.Type))
            {
                collections.Add(value);
            }
            else if (SymbolEqualityComparer.Default.Equals(value.Type, parameter.Type))
            {
                values.Add(value);
            }
        }

        found.Collections.AddRange(collections);
        found.Values.AddRange(values);
    }

    private static ITypeSymbol? ElementOf(IOperation? collection)
    {
        while (collection is IConversionOperation { IsImplicit: true } conversion && CollectionProvenance.IsCollection(conversion.Operand.Type))
        {
            collection = conversion.Operand;
        }

        return collection?.Type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } named when CollectionProvenance.IsCollection(named) => arguments[0],
            _ => null,
        };
    }

    private void AddCalls(ILocalSymbol variable, SyntaxNode declarator, IParameterSymbol parameter, ArgumentSources.Found found, CancellationToken cancellation)
    {
        var model = compilation.SemanticModelOf(declarator.SyntaxTree);
        var values = new List<IOperation>();
        foreach (var node in SyntaxShape.ContainingMember(declarator).DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != variable.Name ||
                !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable))
            {
                continue;
            }

            var call = name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke" } access ? access.Parent : name.Parent;
            if (compilation.OperationOf(call!, cancellation) is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } invocation)
            {
                return;
            }

            foreach (var argument in invocation.Arguments)
            {
                if (argument.Parameter?.Ordinal == parameter.Ordinal)
                {
                    values.Add(argument.Value);
                }
            }
        }

        found.Values.AddRange(values);
    }
}
