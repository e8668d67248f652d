using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>What a value is made of: labels, and in a summary the parameters of the method that is summarised.</summary>
internal readonly struct ContentValue(ContentLabels labels, ulong parameters, ContentStep? step)
{
    /// <summary>Nothing that was asked for.</summary>
    public static readonly ContentValue None;

    /// <summary>Where it comes from.</summary>
    public ContentLabels Labels { get; } = labels;

    /// <summary>Parameters whose value is in this one, bit by position.</summary>
    public ulong Parameters { get; } = parameters;

    /// <summary>The last step of the way from the source of the labels to here.</summary>
    public ContentStep? Step { get; } = step;

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Labels == ContentLabels.None && Parameters == 0;

    /// <summary>A value that is made of both, or may be either.</summary>
    public static ContentValue operator |(ContentValue left, ContentValue right) =>
        new(left.Labels | right.Labels, left.Parameters | right.Parameters, left.Labels != ContentLabels.None ? left.Step : right.Step ?? left.Step);

    /// <summary>The value after one more step; steps on one line count once.</summary>
    public ContentValue At(SyntaxNode node) =>
        Labels == ContentLabels.None || Step is null || Step.IsOnLineOf(node) ? this : new(Labels, Parameters, new ContentStep(node, Step));
}

/// <summary>One step of the way that a value takes.</summary>
internal sealed class ContentStep(SyntaxNode node, ContentStep? before)
{
    private const int Most = 16;

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

    private ContentStep? Before => before;
}
