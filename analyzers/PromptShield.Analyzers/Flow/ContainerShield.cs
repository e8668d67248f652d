using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Finds the <c>AddPromptShield()</c> that decorates a registration.</summary>
internal sealed class ContainerShield(CompilationModel compilation, Containers containers)
{
    /// <summary>
    /// AddPromptShield() decorates what was registered before it: it must come later in the same member, or after each call of that member, run whenever the registration ran, and come
    /// before a provider is built from the collection.
    /// </summary>
    public SyntaxNode? After(IOperation registration, CancellationToken cancellation) =>
        After(registration.Syntax, registration, cancellation) ?? AfterCallers(registration, FlowBudget.Depth, cancellation);

    /// <summary>A method that registers in the collection that it gets is followed by the shield when each of its calls is.</summary>
    private SyntaxNode? AfterCallers(IOperation registration, int depth, CancellationToken cancellation)
    {
        if (depth == 0 || containers.ParameterOf(registration, cancellation) is not { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method } parameter ||
            Overriding.IsVirtual(method) || (!compilation.IsExecutable && ArgumentSources.IsPublic(method)) || compilation.HandedOver(method.Name).Count > 0 || Builds(method, cancellation))
        {
            return null;
        }

        SyntaxNode? found = null;
        var examined = 0;
        foreach (var node in compilation.Invocations(method.Name))
        {
            if (++examined > FlowBudget.Candidates)
            {
                return null;
            }

            if (compilation.OperationOf(node, cancellation) is not IInvocationOperation call ||
                !SymbolEqualityComparer.Default.Equals((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, method))
            {
                continue;
            }

            var given = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value;
            found = given is null ? null : After(node, given, cancellation) ?? AfterCallers(given, depth - 1, cancellation);
            if (found is null)
            {
                return null;
            }
        }

        return found;
    }

    private SyntaxNode? After(SyntaxNode place, IOperation registration, CancellationToken cancellation)
    {
        foreach (var node in compilation.Invocations("AddPromptShield"))
        {
            if (node.SyntaxTree == place.SyntaxTree &&
                SourceOrder.IsCertainlyAfter(node, place) &&
                compilation.OperationOf(node, cancellation) is IInvocationOperation shield &&
                ShieldIdentity.Declares(shield.TargetMethod) &&
                containers.AreSame(shield, registration, cancellation) &&
                !TypeNames.IsOrInherits(CallProvenance.Receiver(shield)?.Type, "Microsoft.Extensions.DependencyInjection.IHttpClientBuilder") &&
                !IsBuiltBetween(place, registration, shield, cancellation))
            {
                return node;
            }
        }

        return null;
    }

    private bool IsBuiltBetween(SyntaxNode place, IOperation registration, IInvocationOperation shield, CancellationToken cancellation)
    {
        foreach (var node in SyntaxShape.ContainingMember(shield.Syntax).DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax invocation || node.Span.End <= place.Span.End || node.Span.End >= shield.Syntax.Span.End)
            {
                continue;
            }

            if (compilation.OperationOf(invocation, cancellation) is IInvocationOperation call &&
                (IsBuild(call.TargetMethod.Name)
                    ? containers.AreSame(call, registration, cancellation)
                    : Builds(call.TargetMethod, cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBuild(string method) => method is "Build" or "BuildServiceProvider" or "CreateServiceProvider";

    /// <summary>Whether a method of this compilation builds a provider from something that may be the collection.</summary>
    private static bool Builds(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is InvocationExpressionSyntax invocation &&
                    SyntaxShape.CalleeName(invocation)?.Identifier.ValueText is "BuildServiceProvider" or "CreateServiceProvider")
                {
                    return true;
                }
            }
        }

        return false;
    }
}
