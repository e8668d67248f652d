using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>What callers in this compilation pass for a parameter.</summary>
internal sealed class ArgumentSources(CompilationModel compilation)
{
    private readonly LambdaArguments lambdas = new(compilation);

    /// <summary>The arguments of one parameter.</summary>
    internal sealed class Found
    {
        /// <summary>The values that are passed.</summary>
        public List<IOperation> Values { get; } = [];

        /// <summary>Collections each element of which is passed.</summary>
        public List<IOperation> Collections { get; } = [];

        /// <summary>Other assemblies can call too.</summary>
        public bool IsOpen { get; set; }

        /// <summary>The method is handed over by its name to where its calls are not seen.</summary>
        public bool IsHandedOver { get; set; }

        /// <summary>There are more callers than the budget allows to look at.</summary>
        public bool IsExhausted { get; set; }
    }

    /// <summary>Everything that is passed for <paramref name="parameter"/>.</summary>
    public Found Of(IParameterSymbol parameter, CancellationToken cancellation)
    {
        var found = new Found();
        if (ExtensionMembers.IsBlock(parameter.ContainingSymbol))
        {
            AddReceivers(parameter, found, cancellation);
        }

        if (parameter.ContainingSymbol is not IMethodSymbol method)
        {
            return found;
        }

        if (method.MethodKind == MethodKind.AnonymousFunction)
        {
            AddLambda(parameter, method, found, cancellation);
            return found;
        }

        method = method.PartialDefinitionPart ?? method;

        found.IsOpen = !compilation.IsExecutable && IsPublic(method);
        if (method.AssociatedSymbol is IPropertySymbol property)
        {
            foreach (var definition in compilation.Assigned(property, cancellation).Items)
            {
                if (definition.Value is { } value)
                {
                    found.Values.Add(value);
                }
            }

            return found;
        }

        var examined = 0;
        foreach (var node in method.MethodKind == MethodKind.Constructor ? compilation.Creations(method.ContainingType.Name) : compilation.Invocations(method.Name))
        {
            if (ArgumentCount(node) > method.Parameters.Length + ExtensionMembers.Shift(method) && !method.Parameters.Any(static parameter => parameter.IsParams))
            {
                continue;
            }

            if (++examined > FlowBudget.Candidates)
            {
                found.IsExhausted = true;
                break;
            }

            Add(compilation.OperationOf(node, cancellation), method, parameter, found);
        }

        AddHandedOver(parameter, method, found, cancellation);
        return found;
    }

    private void AddLambda(IParameterSymbol parameter, IMethodSymbol lambda, Found found, CancellationToken cancellation)
    {
        if (lambda.DeclaringSyntaxReferences is { Length: 1 } references)
        {
            lambdas.Add(parameter, references[0].GetSyntax(cancellation), found, cancellation);
        }
    }

    /// <summary>A method whose name is handed over is called with what its new holder passes.</summary>
    private void AddHandedOver(IParameterSymbol parameter, IMethodSymbol method, Found found, CancellationToken cancellation)
    {
        var examined = 0;
        foreach (var name in compilation.HandedOver(method.Name))
        {
            if (method.DeclaredAccessibility == Accessibility.Private && !IsInside(name, method.ContainingType))
            {
                continue;
            }

            if (++examined > FlowBudget.Candidates)
            {
                found.IsExhausted = true;
                return;
            }

            var info = compilation.SemanticModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellation);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol group &&
                Calls(group.PartialDefinitionPart ?? group, method))
            {
                var known = found.Values.Count + found.Collections.Count;
                lambdas.Add(parameter, name.Parent is MemberAccessExpressionSyntax access ? access : name, found, cancellation);
                found.IsHandedOver |= found.Values.Count + found.Collections.Count == known;
            }
        }
    }

    private static bool IsInside(SyntaxNode node, INamedTypeSymbol type)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree == node.SyntaxTree && part.Span.Contains(node.Span))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The receiver of an extension block is what its members are called on, or the first argument where they are called by their static names.</summary>
    private void AddReceivers(IParameterSymbol receiver, Found found, CancellationToken cancellation)
    {
        foreach (var member in ExtensionMembers.Receiving(receiver))
        {
            // A property is read under many guises; what is not listed here is owed.
            found.IsOpen |= member.AssociatedSymbol is not null || (!compilation.IsExecutable && IsPublic(member));
            foreach (var node in compilation.Invocations(member.Name))
            {
                if (compilation.OperationOf(node, cancellation) is IInvocationOperation call &&
                    SymbolEqualityComparer.Default.Equals(ExtensionMembers.Callable(call.TargetMethod), ExtensionMembers.Callable(member)) &&
                    (call.Instance ?? (call.Arguments.IsEmpty ? null : call.Arguments[0].Value)) is { } value)
                {
                    found.Values.Add(value);
                }
            }
        }
    }

    private static int ArgumentCount(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments.Count,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Count ?? 0,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList.Arguments.Count,
        PrimaryConstructorBaseTypeSyntax header => header.ArgumentList.Arguments.Count,
        _ => 0,
    };

    /// <summary>Whether other assemblies see <paramref name="symbol"/>.</summary>
    public static bool IsPublic(ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } ||
                (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal) &&
                 current is not IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false }))
            {
                return false;
            }
        }

        return true;
    }

    private static void Add(IOperation? operation, IMethodSymbol method, IParameterSymbol parameter, Found found)
    {
        var (target, arguments) = operation switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments),
            _ => (null, default),
        };
        if (target is null || !Calls(target, method))
        {
            return;
        }

        var shift = ExtensionMembers.IsBlock(target.ContainingType) ? 0 : ExtensionMembers.Shift(method);
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal + shift)
            {
                found.Values.Add(argument.Value);
            }
        }
    }

    /// <summary>Whether a call of <paramref name="target"/> can run <paramref name="method"/>: itself, what it overrides, or what it implements.</summary>
    private static bool Calls(IMethodSymbol target, IMethodSymbol method)
    {
        target = ExtensionMembers.Callable(target);
        if (ExtensionMembers.IsBlock(method.ContainingType))
        {
            return SymbolEqualityComparer.Default.Equals(target, ExtensionMembers.Callable(method));
        }

        for (IMethodSymbol? current = method.OriginalDefinition; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (SymbolEqualityComparer.Default.Equals(target, current))
            {
                return true;
            }
        }

        return target.ContainingType is { TypeKind: TypeKind.Interface } &&
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(target)?.OriginalDefinition, method.OriginalDefinition);
    }
}
