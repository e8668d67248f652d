using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Follows an HTTP handler forwards, through the clients, transports and options that are made of it, to a client of a model or a request to one.
/// Answers only what it has seen: a handler that it loses reaches nothing.
/// </summary>
internal sealed class HandlerUses(CompilationModel compilation)
{
    private const int Depth = 12;
    private readonly HttpModelCalls http = new(compilation);

    /// <summary>Whether the object that <paramref name="node"/>, a creation or the name of a variable, stands for is seen to serve a model.</summary>
    public bool ReachModel(SyntaxNode node, CancellationToken cancellation) =>
        node is IdentifierNameSyntax ? Variable(Symbol(node, cancellation), Depth, cancellation) : Reaches(node, Depth, cancellation);

    private bool Reaches(SyntaxNode node, int depth, CancellationToken cancellation)
    {
        if (depth == 0)
        {
            return false;
        }

        depth--;
        while (node.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax)
        {
            node = node.Parent;
        }

        switch (node.Parent)
        {
            case ArgumentSyntax { Parent.Parent: { } call }:
                return Taken(call, depth, cancellation);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                return Variable(compilation.SemanticModelOf(variable.SyntaxTree).GetDeclaredSymbol(variable, cancellation), depth, cancellation);
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } assignment when assignment.Right == node:
                return Taken(creation, depth, cancellation);
            case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax holder } } assignment when assignment.Right == node && IsTransport(holder, cancellation):
                return Variable(Symbol(holder, cancellation), depth, cancellation);
            case AssignmentExpressionSyntax assignment when assignment.Right == node:
                return Variable(Symbol(assignment.Left, cancellation), depth, cancellation);
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call }:
                return compilation.OperationOf(call, cancellation) is IInvocationOperation invocation &&
                    (ModelCatalog.Match(invocation.TargetMethod) is not null || http.ProviderOf(invocation, cancellation) is not null);
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax:
                return Returned(node, depth, cancellation);
            case LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }:
                return Configured(call, cancellation);
            default:
                return false;
        }
    }

    /// <summary>What a constructor or method takes: an SDK's own, or a link on the way to one.</summary>
    private bool Taken(SyntaxNode call, int depth, CancellationToken cancellation)
    {
        if (compilation.SemanticModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        if (ModelApiTable.Default.IsSdk(method.ContainingAssembly.Name) || ModelCatalog.IsModelType(method.ContainingType))
        {
            return true;
        }

        return method.MethodKind == MethodKind.Constructor && ClientRules.Default.CarriesGuard(method.ContainingType) && Reaches(call, depth, cancellation);
    }

    private bool Variable(ISymbol? variable, int depth, CancellationToken cancellation)
    {
        if (variable is not (ILocalSymbol or IFieldSymbol or IPropertySymbol))
        {
            return false;
        }

        foreach (var declaration in variable is ILocalSymbol ? variable.DeclaringSyntaxReferences : variable.ContainingType.DeclaringSyntaxReferences)
        {
            var scope = declaration.GetSyntax(cancellation);
            foreach (var name in NamesInScope.Of(compilation).Spelled(variable is ILocalSymbol ? SyntaxShape.ContainingMember(scope.Parent!.Parent!) : scope, variable.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(Symbol(name, cancellation), variable) &&
                    Reaches(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name, depth, cancellation))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A method that hands the object out, to be followed at its calls; or a function that configures an HTTP client.</summary>
    private bool Returned(SyntaxNode node, int depth, CancellationToken cancellation)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case AnonymousFunctionExpressionSyntax:
                    return current.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Configured(call, cancellation);
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                    var method = compilation.SemanticModelOf(current.SyntaxTree).GetDeclaredSymbol(current, cancellation);
                    foreach (var caller in method is null ? ImmutableArray<SyntaxNode>.Empty : compilation.Invocations(method.Name))
                    {
                        if (SymbolEqualityComparer.Default.Equals(Symbol(caller, cancellation)?.OriginalDefinition, method) && Reaches(caller, depth, cancellation))
                        {
                            return true;
                        }
                    }

                    return false;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>A function given to a registration of an HTTP client that sends to a model: the type that is registered sends, or whoever asks for its name.</summary>
    private bool Configured(InvocationExpressionSyntax configure, CancellationToken cancellation)
    {
        foreach (var node in RegisteredServices.Chain(configure).DescendantNodesAndSelf())
        {
            if (node is InvocationExpressionSyntax invocation && SyntaxShape.CalleeName(invocation)?.Identifier.ValueText == "AddHttpClient" &&
                compilation.OperationOf(invocation, cancellation) is IInvocationOperation registration)
            {
                return Sends(registration, cancellation);
            }
        }

        return false;
    }

    private bool Sends(IInvocationOperation registration, CancellationToken cancellation)
    {
        foreach (var candidate in HttpModelCalls.Candidates)
        {
            foreach (var node in compilation.Invocations(candidate))
            {
                if (compilation.OperationOf(node, cancellation) is IInvocationOperation call && http.ProviderOf(call, cancellation) is not null && IsOf(call, registration, cancellation))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsOf(IInvocationOperation call, IInvocationOperation registration, CancellationToken cancellation)
    {
        var type = compilation.SemanticModelOf(call.Syntax.SyntaxTree).GetEnclosingSymbol(call.Syntax.SpanStart, cancellation)?.ContainingType;
        foreach (var argument in registration.TargetMethod.TypeArguments)
        {
            if (SymbolEqualityComparer.Default.Equals(argument, type))
            {
                return true;
            }
        }

        if (!registration.TargetMethod.TypeArguments.IsEmpty || type is null || HttpClientRegistrations.Name(registration) is not { } name)
        {
            return false;
        }

        foreach (var node in compilation.Invocations("CreateClient"))
        {
            if (compilation.OperationOf(node, cancellation) is IInvocationOperation create && HttpClientRegistrations.Name(create) == name &&
                SymbolEqualityComparer.Default.Equals(compilation.SemanticModelOf(node.SyntaxTree).GetEnclosingSymbol(node.SpanStart, cancellation)?.ContainingType, type))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTransport(IdentifierNameSyntax holder, CancellationToken cancellation) =>
        ClientRules.Default.CarriesGuard(compilation.SemanticModelOf(holder.SyntaxTree).GetTypeInfo(holder, cancellation).Type);

    private ISymbol? Symbol(SyntaxNode node, CancellationToken cancellation) => compilation.SemanticModelOf(node.SyntaxTree).GetSymbolInfo(node, cancellation).Symbol;
}
