using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>One step of the way that a value takes.</summary>
internal sealed class FlowStep(SyntaxNode node, FlowStep? before)
{
    private const int Most = 16;

    /// <summary>The step before; null at the source.</summary>
    public FlowStep? Before => before;

    /// <summary>What supplied the value.</summary>
    public SyntaxNode Source
    {
        get
        {
            var step = this;
            while (step.Before is { } earlier)
            {
                step = earlier;
            }

            return step.Node;
        }
    }

    /// <summary>Whether the step stands on the line of <paramref name="other"/>.</summary>
    public bool IsOnLineOf(SyntaxNode other) =>
        node.SyntaxTree == other.SyntaxTree && node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line == other.SyntaxTree.GetLineSpan(other.Span).StartLinePosition.Line;

    /// <summary>The places from the source on that <paramref name="compilation"/> may name, at most the last sixteen.</summary>
    public ImmutableArray<Location> Path(CompilationModel compilation)
    {
        var places = ImmutableArray.CreateBuilder<Location>();
        for (var step = this; step is not null && places.Count < Most; step = step.Before)
        {
            if (compilation.Own(step.Node.GetLocation()) is { } place)
            {
                places.Add(place);
            }
        }

        places.Reverse();
        return places.ToImmutable();
    }

    private SyntaxNode Node => node;
}
