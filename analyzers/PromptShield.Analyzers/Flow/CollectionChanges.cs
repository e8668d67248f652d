using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Judges what is put into the collection that a variable holds after it was made. Looks at every mention of the variable: reading it changes nothing, a call
/// on it can add its arguments, and where the collection gets another name that is not followed, nothing is known.
/// </summary>
internal sealed class CollectionChanges(CompilationModel compilation, ClientProvenance provenance, CollectionProvenance collections)
{
    private const string Why = "the collection can be changed where it is not followed";

    /// <summary>Judges everything that is put into what <paramref name="variable"/> holds; <paramref name="reference"/> is where the answer is needed.</summary>
    public GuardVerdict Judge(ISymbol variable, IOperation reference, ProvenanceTrace trace)
    {
        if (ScopesOf(variable) is not { } scopes)
        {
            return ClientProvenance.Unknown(reference, Why);
        }

        if (!trace.TryEnter(variable))
        {
            return GuardVerdict.NoValue;
        }

        var verdict = GuardVerdict.NoValue;
        foreach (var scope in scopes)
        {
            var model = compilation.SemanticModelOf(scope.SyntaxTree);
            foreach (var node in scope.DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Name &&
                    SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, trace.Cancellation).Symbol?.OriginalDefinition, variable))
                {
                    verdict = verdict.Join(JudgeMention(name, reference, trace));
                }
            }
        }

        trace.Leave(variable);
        return verdict;
    }

    /// <summary>Where the variable can be mentioned; null when other files can write to what it holds.</summary>
    private List<SyntaxNode>? ScopesOf(ISymbol variable)
    {
        if (variable is IFieldSymbol or IPropertySymbol && variable.DeclaredAccessibility != Accessibility.Private && !IsReadOnly(variable))
        {
            return null;
        }

        var scopes = new List<SyntaxNode>();
        foreach (var reference in (variable is IFieldSymbol or IPropertySymbol ? variable.ContainingType : variable).DeclaringSyntaxReferences)
        {
            if (!compilation.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                return null;
            }

            scopes.Add(variable is IFieldSymbol or IPropertySymbol ? reference.GetSyntax() : SyntaxShape.ContainingMember(reference.GetSyntax()));
        }

        return scopes;
    }

    /// <summary>Whether the type of a member lets nobody change what it holds.</summary>
    private static bool IsReadOnly(ISymbol member)
    {
        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        return type.Name is "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "IReadOnlyDictionary" or "IReadOnlySet" ||
            type.Name.StartsWith("Immutable", StringComparison.Ordinal) || type.Name.StartsWith("Frozen", StringComparison.Ordinal);
    }

    private GuardVerdict JudgeMention(SyntaxNode name, IOperation reference, ProvenanceTrace trace)
    {
        var mention = name;
        while (mention.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax || (mention.Parent is MemberAccessExpressionSyntax owner && owner.Name == mention))
        {
            mention = mention.Parent;
        }

        switch (mention.Parent)
        {
            case ForEachStatementSyntax { Type: RefTypeSyntax }:
                return ClientProvenance.Unknown(reference, Why);
            case CommonForEachStatementSyntax or SpreadElementSyntax or IsPatternExpressionSyntax or SwitchStatementSyntax or InterpolationSyntax or FromClauseSyntax:
            case AssignmentExpressionSyntax assignment when assignment.Left == mention:
            case BinaryExpressionSyntax comparison when !comparison.IsKind(SyntaxKind.CoalesceExpression) && !comparison.IsKind(SyntaxKind.AsExpression):
                return GuardVerdict.NoValue;
            case ElementAccessExpressionSyntax element when element.Expression == mention:
                return JudgeElement(element, reference, trace);
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call }:
                return JudgeCall(call, reference, trace);
            case MemberAccessExpressionSyntax:
                return GuardVerdict.NoValue;
            case ArgumentSyntax argument:
                return JudgePassed(argument, reference, trace);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } when
                compilation.SemanticModelOf(declarator.SyntaxTree).GetDeclaredSymbol(declarator, trace.Cancellation) is ILocalSymbol other:
                return Judge(other, reference, trace);
            default:
                return ClientProvenance.Unknown(reference, Why);
        }
    }

    private GuardVerdict JudgeElement(ElementAccessExpressionSyntax element, IOperation reference, ProvenanceTrace trace) => element.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Left == element => provenance.Judge(compilation.OperationOf(assignment.Right, trace.Cancellation), trace),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax or PrefixUnaryExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax } =>
            ClientProvenance.Unknown(reference, Why),
        _ => GuardVerdict.NoValue,
    };

    private GuardVerdict JudgeCall(InvocationExpressionSyntax syntax, IOperation reference, ProvenanceTrace trace)
    {
        if (compilation.OperationOf(syntax, trace.Cancellation) is not IInvocationOperation call)
        {
            return ClientProvenance.Unknown(reference, Why);
        }

        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (CollectionProvenance.IsOfFramework(method))
        {
            // The extensions of the framework (LINQ above all) read; methods of a collection can add what they are given.
            return CollectionProvenance.IsView(call) || call.Parent is IConversionOperation { IsImplicit: false } ? ClientProvenance.Unknown(reference, Why) : method.IsExtensionMethod ? GuardVerdict.NoValue : collections.JudgeGiven(call.Arguments, trace);
        }

        return method is { IsExtensionMethod: true } && compilation.Declares(method) ? Judge(method.Parameters[0], reference, trace) : ClientProvenance.Unknown(reference, Why);
    }

    /// <summary>Whether the framework takes the collection as one object, which it can hand to others, and not for its elements.</summary>
    private static bool Keeps(IParameterSymbol parameter, IMethodSymbol callee) =>
        parameter.OriginalDefinition.Type is ITypeParameterSymbol or { SpecialType: SpecialType.System_Object } &&
        callee.Name is not ("WriteLine" or "Write" or "ThrowIfNull" or "Equals" or "ReferenceEquals");

    private GuardVerdict JudgePassed(ArgumentSyntax syntax, IOperation reference, ProvenanceTrace trace)
    {
        var call = syntax.Parent?.Parent is { } parent ? compilation.OperationOf(parent, trace.Cancellation) : null;
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => default,
        };
        if (arguments.IsDefault || syntax.RefKindKeyword.RawKind != 0)
        {
            return ClientProvenance.Unknown(reference, Why);
        }

        foreach (var argument in arguments)
        {
            if (argument.Syntax == syntax && argument.Parameter is { ContainingSymbol: IMethodSymbol callee } parameter)
            {
                if (CollectionProvenance.IsOfFramework(callee.ContainingType))
                {
                    return CollectionProvenance.IsView(call!) || Keeps(parameter, callee) ? ClientProvenance.Unknown(reference, Why) : collections.JudgeGiven(arguments.Remove(argument), trace);
                }

                return compilation.Declares(callee) && !Overriding.IsVirtual(callee.OriginalDefinition)
                    ? Judge(parameter.OriginalDefinition, reference, trace)
                    : ClientProvenance.Unknown(reference, Why);
            }
        }

        return ClientProvenance.Unknown(reference, Why);
    }
}
