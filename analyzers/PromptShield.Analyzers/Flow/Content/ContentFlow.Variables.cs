using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow.Content;

/// <content>Locals, fields and properties.</content>
internal sealed partial class ContentFlow
{
    private ContentValue Local(ILocalReferenceOperation reference)
    {
        if (!open.Add(reference.Syntax))
        {
            return ContentValue.None;
        }

        var value = Defined(analysis.Model.Reaching(reference.Local, reference, cancellation)) | Added(reference.Local, reference);
        open.Remove(reference.Syntax);
        return value;
    }

    /// <summary>What is assigned to a parameter in its own method before it is read.</summary>
    private ContentValue Written(IParameterSymbol parameter, IOperation reference)
    {
        if (!analysis.Written.Contains(SyntaxShape.ContainingMember(reference.Syntax), parameter.Name) || !open.Add(reference.Syntax))
        {
            return ContentValue.None;
        }

        return Close(reference.Syntax, Defined(analysis.Model.Reaching(parameter, reference, cancellation)));
    }

    private ContentValue Defined(Definitions definitions)
    {
        IsExhausted |= definitions.IsExhausted;
        var value = ContentValue.None;
        foreach (var definition in definitions.Items)
        {
            switch (definition.Kind)
            {
                case DefinitionKind.Value or DefinitionKind.Part when definition.Value is { } made:
                    value |= Evaluate(made).At(made.Syntax);
                    break;
                case DefinitionKind.ByReference when definition.Value is { } argument:
                    value |= ByReference(argument);
                    break;
            }
        }

        return value;
    }

    /// <summary>What a call leaves in an <c>out</c> or <c>ref</c> argument: what the method assigns there, or, of a method elsewhere, what it was given.</summary>
    private ContentValue ByReference(IOperation argument)
    {
        var current = argument;
        while (current is not null and not IInvocationOperation)
        {
            current = current.Parent;
        }

        if (current is not IInvocationOperation call)
        {
            return ContentValue.None;
        }

        var method = call.TargetMethod.OriginalDefinition;
        if (!analysis.Model.Declares(method))
        {
            return Passed(call).At(call.Syntax);
        }

        var value = ContentValue.None;
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        foreach (var given in call.Arguments)
        {
            if (given.Parameter is { RefKind: RefKind.Out or RefKind.Ref, Name: var name } && argument.Syntax.Span.IntersectsWith(given.Syntax.Span))
            {
                foreach (var node in declaration.DescendantNodes())
                {
                    if (node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment && target.Identifier.ValueText == name)
                    {
                        value |= Inside(method, declaration, assignment.Right, call);
                    }
                }
            }
        }

        return value.At(call.Syntax);
    }

    /// <summary>What was put into a builder or a collection that the local holds, anywhere in the member: order does not matter for what it may hold.</summary>
    private ContentValue Added(ILocalSymbol local, IOperation reference)
    {
        if (!ContentTypes.IsContainer(local.Type) || local.DeclaringSyntaxReferences.Length == 0)
        {
            return ContentValue.None;
        }

        var value = ContentValue.None;
        var scope = local.DeclaringSyntaxReferences[0].GetSyntax(cancellation).FirstAncestorOrSelf<BlockSyntax>() ?? (SyntaxNode)SyntaxShape.ContainingMember(reference.Syntax);
        foreach (var node in scope.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != local.Name)
            {
                continue;
            }

            switch (name.Parent)
            {
                case MemberAccessExpressionSyntax access when access.Expression == name:
                    value |= Chain(access);
                    break;
                case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element when assignment.Left == element:
                    value |= Evaluate(analysis.Model.OperationOf(assignment.Right, cancellation)).At(assignment);
                    break;
            }
        }

        return value;
    }

    /// <summary><c>builder.Append(a).Append(b)</c>, <c>list.Add(x)</c>, <c>history.AddUserMessage(x)</c>.</summary>
    private ContentValue Chain(MemberAccessExpressionSyntax access)
    {
        var value = ContentValue.None;
        SyntaxNode? next = access;
        while (next is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax invocation } step)
        {
            if (ContentTypes.Fills(step.Name.Identifier.ValueText))
            {
                foreach (var argument in invocation.ArgumentList.Arguments)
                {
                    value |= Evaluate(analysis.Model.OperationOf(argument.Expression, cancellation)).At(argument);
                }
            }

            next = invocation.Parent;
        }

        return value;
    }

    private ContentValue Member(IMemberReferenceOperation reference)
    {
        var member = reference.Member.OriginalDefinition;
        if (analysis.IsAbout(member, group))
        {
            return ContentValue.None;
        }

        if (reference is IPropertyReferenceOperation { Property.IsIndexer: true } || !analysis.Model.Declares(member))
        {
            return Evaluate(reference.Instance);
        }

        var declaration = member.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (!open.Add(declaration))
        {
            wasCut = true;
            return ContentValue.None;
        }

        var outer = summarized;
        summarized = null;
        var definitions = analysis.Model.Assigned(member, cancellation);
        var value = Defined(definitions);
        foreach (var definition in definitions.Items)
        {
            if (definition is { Kind: DefinitionKind.Parameter, Symbol: IParameterSymbol positional })
            {
                value |= Parameter(positional, null);
            }
        }

        summarized = outer;
        open.Remove(declaration);

        return value.IsEmpty && reference.Instance is { Type: { } owner } instance and not IInstanceReferenceOperation && !ContentTypes.IsService(owner) ? Whole(instance) : value;
    }

    /// <summary>
    /// What an object is made of that came whole from where no assignment shows: deserialised, or read from a store. One that is made here is not: its members
    /// are known one by one.
    /// </summary>
    private ContentValue Whole(IOperation instance)
    {
        var outer = asWhole;
        asWhole = true;
        wasCut = true;
        var value = Evaluate(instance);
        asWhole = outer;
        return value;
    }
}
