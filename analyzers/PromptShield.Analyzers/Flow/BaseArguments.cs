using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>What the constructors of the program's own classes hand to other constructors of the same object.</summary>
internal static class BaseArguments
{
    /// <summary>
    /// The values that <paramref name="constructor"/> passes on (<c>class Own() : DelegatingChatClient(new …)</c>). Its parameters are left out:
    /// what they stand for is seen where the object is created.
    /// </summary>
    public static List<IOperation> Of(CompilationModel compilation, IMethodSymbol? constructor, CancellationToken cancellation)
    {
        var values = new List<IOperation>();
        for (var depth = 0; constructor is not null && depth < FlowBudget.Depth && compilation.Declares(constructor.ContainingType); depth++)
        {
            if (Initializer(constructor, cancellation) is not { } initializer)
            {
                constructor = WithoutParameters(constructor.ContainingType.BaseType);
                continue;
            }

            if (compilation.OperationOf(initializer, cancellation) is not IInvocationOperation call)
            {
                break;
            }

            foreach (var argument in call.Arguments)
            {
                var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
                if (argument.ArgumentKind == ArgumentKind.Explicit && value is not IParameterReferenceOperation)
                {
                    values.Add(argument.Value);
                }
            }

            constructor = call.TargetMethod;
        }

        return values;
    }

    /// <summary>The values, parameters included, that the constructors of <paramref name="type"/> hand to its base.</summary>
    public static List<IOperation> ToBase(CompilationModel compilation, INamedTypeSymbol type, CancellationToken cancellation)
    {
        var values = new List<IOperation>();
        foreach (var constructor in type.InstanceConstructors)
        {
            if (Initializer(constructor, cancellation) is { } initializer && compilation.OperationOf(initializer, cancellation) is IInvocationOperation call &&
                !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType.OriginalDefinition, type))
            {
                foreach (var argument in call.Arguments)
                {
                    values.Add(argument.Value);
                }
            }
        }

        return values;
    }

    private static SyntaxNode? Initializer(IMethodSymbol constructor, CancellationToken cancellation)
    {
        foreach (var reference in constructor.DeclaringSyntaxReferences)
        {
            switch (reference.GetSyntax(cancellation))
            {
                case ConstructorDeclarationSyntax { Initializer: { } initializer }:
                    return initializer;
                case TypeDeclarationSyntax { BaseList.Types: var bases } when bases.Count > 0 && bases[0] is PrimaryConstructorBaseTypeSyntax header:
                    return header;
            }
        }

        return null;
    }

    private static IMethodSymbol? WithoutParameters(INamedTypeSymbol? type) =>
        type?.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
}
