using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Finds the <c>AddPromptShield()</c> that decorates a registration.</summary>
internal sealed class ContainerShield(CompilationModel compilation)
{
    /// <summary>AddPromptShield() decorates what was registered before it: it must come later in the same member and run whenever the registration ran.</summary>
    public SyntaxNode? After(IInvocationOperation registration, CancellationToken cancellation)
    {
        foreach (var node in compilation.Invocations("AddPromptShield"))
        {
            if (node.SyntaxTree == registration.Syntax.SyntaxTree &&
                SourceOrder.IsCertainlyAfter(node, registration.Syntax) &&
                compilation.OperationOf(node, cancellation) is IInvocationOperation shield &&
                ShieldIdentity.Declares(shield.TargetMethod) &&
                IsSameContainer(shield, registration, cancellation) &&
                !TypeNames.IsOrInherits(CallProvenance.Receiver(shield)?.Type, "Microsoft.Extensions.DependencyInjection.IHttpClientBuilder"))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Two calls concern one container when their chains start at the same variable, with <c>.Services</c> of a builder taken as the builder.</summary>
    private bool IsSameContainer(IInvocationOperation left, IInvocationOperation right, CancellationToken cancellation) =>
        Container(left, cancellation) is { } container && SymbolEqualityComparer.Default.Equals(container, Container(right, cancellation));

    private ISymbol? Container(IOperation? operation, CancellationToken cancellation)
    {
        for (var i = 0; i < FlowBudget.Depth; i++)
        {
            switch (operation)
            {
                case IInvocationOperation call when CallProvenance.Receiver(call) is { } receiver:
                    operation = receiver;
                    break;
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IPropertyReferenceOperation { Property.Name: "Services", Instance: { } instance }:
                    operation = instance;
                    break;
                case ILocalReferenceOperation local:
                    var definitions = compilation.Reaching(local.Local, local, cancellation).Items;
                    if (definitions.Length != 1 || definitions[0].Value is not IPropertyReferenceOperation { Property.Name: "Services" } services)
                    {
                        return local.Local;
                    }

                    operation = services;
                    break;
                case IParameterReferenceOperation parameter:
                    return parameter.Parameter;
                case IMemberReferenceOperation member:
                    return member.Member;
                default:
                    return null;
            }
        }

        return null;
    }
}
