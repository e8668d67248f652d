using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// An object that the source shows from its creation on, in the hands of nobody who could change it unseen: an object of options in an argument, a
/// local or a private field. What is not set on it is not set.
/// </summary>
internal sealed class SeenObject
{
    private readonly CompilationModel compilation;
    private readonly Dictionary<string, List<IOperation?>> values = new(StringComparer.Ordinal);

    private SeenObject(CompilationModel compilation, IObjectCreationOperation creation)
    {
        this.compilation = compilation;
        Creation = creation;
        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            switch (member)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment:
                    Set(target.Member.Name, assignment.Value);
                    break;
                case IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation target }:
                    Set(target.Member.Name, null);
                    break;
            }
        }
    }

    /// <summary>Where it is created.</summary>
    public IObjectCreationOperation Creation { get; }

    /// <summary>The object that <paramref name="value"/> stands for; null when the source does not show all of its life.</summary>
    public static SeenObject? Of(IOperation? value, CompilationModel compilation, CancellationToken cancellation) => value switch
    {
        IConversionOperation conversion => Of(conversion.Operand, compilation, cancellation),
        IObjectCreationOperation { Type: { } type } creation when !compilation.Declares(type) => new SeenObject(compilation, creation),
        IInvocationOperation call when ShieldIdentity.Declares(call.TargetMethod) => Of(CallProvenance.Receiver(call), compilation, cancellation),
        ILocalReferenceOperation local => Of(local.Local, compilation.Reaching(local.Local, local, cancellation), [SyntaxShape.ContainingMember(local.Syntax)], compilation, cancellation),
        IFieldReferenceOperation { Field.DeclaredAccessibility: Accessibility.Private } field => OfMember(field.Field, compilation, cancellation),
        _ => null,
    };

    /// <summary>Whether nothing is given: null, the default, or an argument that is left out.</summary>
    public static bool IsNothing(IOperation? value) => value switch
    {
        null or IDefaultValueOperation => true,
        IConversionOperation conversion => IsNothing(conversion.Operand),
        IArgumentOperation argument => argument.ArgumentKind == ArgumentKind.DefaultValue || IsNothing(argument.Value),
        _ => value.ConstantValue is { HasValue: true, Value: null },
    };

    /// <summary>Whether <paramref name="member"/> is set, if only on some paths.</summary>
    public bool Sets(string member) => values.ContainsKey(member);

    /// <summary>The values that are set for <paramref name="member"/>; null among them for one that is not seen.</summary>
    public IReadOnlyList<IOperation?> Values(string member) => values.TryGetValue(member, out var known) ? known : [];

    private static SeenObject? OfMember(ISymbol member, CompilationModel compilation, CancellationToken cancellation)
    {
        if (!compilation.Declares(member))
        {
            return null;
        }

        var scopes = new List<SyntaxNode>();
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            scopes.Add(reference.GetSyntax(cancellation));
        }

        return Of(member, compilation.Assigned(member.OriginalDefinition, cancellation), scopes, compilation, cancellation);
    }

    private static SeenObject? Of(ISymbol variable, Definitions definitions, IReadOnlyList<SyntaxNode> scopes, CompilationModel compilation, CancellationToken cancellation)
    {
        if (definitions.IsExhausted || definitions.Items.Length != 1 || definitions.Items[0] is not { Kind: DefinitionKind.Value, Value: { } value } ||
            value is ILocalReferenceOperation or IFieldReferenceOperation || Of(value, compilation, cancellation) is not { } found)
        {
            return null;
        }

        foreach (var scope in scopes)
        {
            foreach (var name in NamesInScope.Of(compilation).Spelled(scope, variable.Name))
            {
                if (found.IsUse(name, variable, cancellation) && !found.Keeps(Whole(name), cancellation))
                {
                    return null;
                }
            }
        }

        return found;
    }

    private bool IsUse(IdentifierNameSyntax name, ISymbol variable, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(compilation.SemanticModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, variable.OriginalDefinition);

    private static SyntaxNode Whole(SyntaxNode name)
    {
        var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        while (whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            whole = whole.Parent;
        }

        return whole;
    }

    /// <summary>Notes what a use of the variable sets; false when the use lets go of the object.</summary>
    private bool Keeps(SyntaxNode use, CancellationToken cancellation)
    {
        switch (use.Parent)
        {
            case MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } member when assignment.Left == member:
                Set(member.Name.Identifier.ValueText, compilation.OperationOf(assignment.Right, cancellation));
                return true;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call }:
                return Called(call, cancellation) is { } method && (!method.IsExtensionMethod || ShieldIdentity.Declares(method));
            case MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax or IsPatternExpressionSyntax or BinaryExpressionSyntax:
                return true;
            case AssignmentExpressionSyntax assignment:
                return assignment.Left == use;
            case ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent.Parent: { } callee }:
                return Called(callee, cancellation) is { } taker && !compilation.Declares(taker);
            default:
                return false;
        }
    }

    private IMethodSymbol? Called(SyntaxNode call, CancellationToken cancellation) =>
        compilation.SemanticModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol;

    private void Set(string member, IOperation? value)
    {
        if (!values.TryGetValue(member, out var known))
        {
            values.Add(member, known = []);
        }

        known.Add(value);
    }
}
