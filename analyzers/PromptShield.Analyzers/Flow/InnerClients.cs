using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>The clients that middleware of this compilation stands around, and the shields that it holds beside them.</summary>
internal sealed class InnerClients(CompilationModel model, ShieldWrapping wrapping)
{
    /// <summary>The middleware class whose inner client <paramref name="client"/> is: <c>InnerClient</c>, <c>this</c> or <c>base</c> in it; null for any other client.</summary>
    public INamedTypeSymbol? MiddlewareOf(IOperation? client, CancellationToken cancellation)
    {
        while (client is IConversionOperation conversion)
        {
            client = conversion.Operand;
        }

        var isInner = client switch
        {
            IInstanceReferenceOperation self => self.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance,
            IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property => ClientRules.Default.IsInner(property.Property.Name),
            _ => false,
        };
        return isInner && Class(client!.Syntax, cancellation) is { } type && ClientRules.Default.IsMiddleware(type) ? type : null;
    }

    /// <summary>The shield around the client that every constructor of <paramref name="middleware"/> hands to its base; null when one hands on another client.</summary>
    public SyntaxNode? ShieldInside(INamedTypeSymbol middleware, CancellationToken cancellation)
    {
        SyntaxNode? shield = null;
        foreach (var value in BaseArguments.ToBase(model, middleware, cancellation))
        {
            if (CallProvenance.IsMiddlewareHost(value.Type))
            {
                if (wrapping.Of(value, cancellation) is not { } around)
                {
                    return null;
                }

                shield = around;
            }
        }

        return shield;
    }

    /// <summary>The shield around a client that a field or property of <paramref name="middleware"/> holds; null when none does.</summary>
    public SyntaxNode? ShieldBeside(INamedTypeSymbol middleware, CancellationToken cancellation)
    {
        foreach (var member in middleware.GetMembers())
        {
            if (member is not IFieldSymbol field || !CallProvenance.IsMiddlewareHost(field.Type))
            {
                continue;
            }

            foreach (var definition in model.Assigned(field.AssociatedSymbol ?? field, cancellation).Items)
            {
                if (definition is { Kind: DefinitionKind.Value, Value: { } value } && wrapping.Of(value, cancellation) is { } shield)
                {
                    return shield;
                }
            }
        }

        return null;
    }

    private INamedTypeSymbol? Class(SyntaxNode node, CancellationToken cancellation)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            if (current is TypeDeclarationSyntax declaration)
            {
                return model.SemanticModelOf(node.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) as INamedTypeSymbol;
            }
        }

        return null;
    }
}
