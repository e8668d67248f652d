using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>
/// Takes a prompt apart as far as the text of its member shows, down to the texts of some origin that are joined into it: what a fix has to mark.
/// </summary>
internal sealed class ContentParts(ContentAnalysis analysis, ContentLabels wanted, string group, CancellationToken cancellation)
{
    private const int MaxDepth = 12;
    private readonly List<IOperation> found = [];
    private int depth;
    private bool isIncomplete;

    /// <summary>The parts of <paramref name="prompt"/>; empty when one of them is no text, or cannot be told from the rest.</summary>
    public IReadOnlyList<IOperation> Of(IOperation prompt)
    {
        Collect(prompt);
        return isIncomplete ? [] : found;
    }

    private void Collect(IOperation? operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        if (operation is null || analysis.Evaluate(operation, wanted, group, cancellation).Labels == ContentLabels.None)
        {
            return;
        }

        if (++depth > MaxDepth)
        {
            isIncomplete = true;
        }
        else if (Parts(operation) is { } parts)
        {
            foreach (var part in parts)
            {
                Collect(part);
            }
        }
        else if (operation.Type?.SpecialType == SpecialType.System_String)
        {
            found.Add(operation);
        }
        else
        {
            isIncomplete = true;
        }

        depth--;
    }

    /// <summary>What an expression is composed of; null when it is no composition.</summary>
    private IEnumerable<IOperation>? Parts(IOperation operation) => operation switch
    {
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().Select(static hole => hole.Expression),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => [sum.LeftOperand, sum.RightOperand],
        IArrayCreationOperation { Initializer: { } items } => items.ElementValues,
        IObjectCreationOperation creation => creation.Arguments.Select(static argument => argument.Value),
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String, Name: "Format" or "Concat" } } call =>
            call.Arguments.Select(static argument => argument.Value),
        { Kind: OperationKind.None or PersonalDataCarriers.CollectionExpression } => operation.ChildOperations,
        ILocalReferenceOperation local => Composed(local),
        _ => null,
    };

    /// <summary>A local that one composition defines stands for it.</summary>
    private IEnumerable<IOperation>? Composed(ILocalReferenceOperation local)
    {
        var definitions = analysis.Model.Reaching(local.Local, local, cancellation);
        return definitions is { IsExhausted: false, Items: { Length: 1 } items } && items[0] is { Kind: DefinitionKind.Value, Value: { } value } && Parts(value) is not null ? [value] : null;
    }
}
