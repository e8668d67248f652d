using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges what the options of one agent run put in the place of the agent's chat client: the client that <c>ChatClientFactory</c> makes.</summary>
internal sealed class AgentRunOptions(CompilationModel compilation, ClientProvenance provenance)
{
    private const string Factory = "ChatClientFactory";
    private const string Options = "Microsoft.Agents.AI.AgentRunOptions";
    private const int Depth = 12;

    /// <summary>Judges the options that <paramref name="run"/> is given; no value when they bring no client.</summary>
    public GuardVerdict Judge(IInvocationOperation run, CancellationToken cancellation)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var argument in run.Arguments)
        {
            if (TypeNames.IsOrInherits(argument.Parameter?.Type, Options))
            {
                verdict = verdict.Join(Of(argument.Value, Depth, cancellation));
            }
        }

        return verdict;
    }

    private GuardVerdict Of(IOperation? options, int depth, CancellationToken cancellation)
    {
        if (depth == 0)
        {
            return GuardVerdict.Exhausted(options?.Syntax);
        }

        depth--;
        switch (options)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand, depth, cancellation);
            case ILiteralOperation or IDefaultValueOperation:
                return GuardVerdict.NoValue;
            case IConditionalOperation choice:
                return Of(choice.WhenTrue, depth, cancellation).Join(Of(choice.WhenFalse, depth, cancellation));
            case IObjectCreationOperation { Type.DeclaringSyntaxReferences.IsEmpty: true } creation:
                return Created(creation, depth, cancellation);
            case ILocalReferenceOperation local:
                return Local(local, depth, cancellation);
            default:
                return ClientProvenance.Unknown(options, "the options of the run may bring another one");
        }
    }

    private GuardVerdict Created(IObjectCreationOperation creation, int depth, CancellationToken cancellation)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var argument in creation.Arguments)
        {
            if (TypeNames.IsOrInherits(argument.Parameter?.Type, Options))
            {
                verdict = verdict.Join(Of(argument.Value, depth, cancellation));
            }
        }

        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: Factory } } assignment)
            {
                verdict = verdict.Join(Made(assignment.Value, cancellation));
            }
        }

        return verdict;
    }

    /// <summary>Options in a local: what was assigned to it, and every factory that is set by a statement anywhere.</summary>
    private GuardVerdict Local(ILocalReferenceOperation local, int depth, CancellationToken cancellation)
    {
        var definitions = compilation.Reaching(local.Local, local, cancellation);
        var verdict = definitions.IsExhausted ? GuardVerdict.Exhausted(local.Syntax) : GuardVerdict.NoValue;
        foreach (var definition in definitions.Items)
        {
            verdict = verdict.Join(
                definition.Kind == DefinitionKind.Value ? Of(definition.Value, depth, cancellation) : ClientProvenance.Unknown(local, "the options of the run may bring another one"));
        }

        foreach (var node in compilation.Assignments(Factory))
        {
            if (node is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax, Right: { } value })
            {
                verdict = verdict.Join(Made(compilation.OperationOf(value, cancellation), cancellation));
            }
        }

        return verdict;
    }

    private GuardVerdict Made(IOperation? factory, CancellationToken cancellation) =>
        factory is ILiteralOperation or IConversionOperation { Operand: ILiteralOperation }
            ? GuardVerdict.NoValue
            : provenance.JudgeWrapping(factory, new ProvenanceTrace(cancellation));
}
