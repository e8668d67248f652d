using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>What a value is made of: labels, and in a summary the parameters of the method that is summarised.</summary>
internal readonly struct ContentValue(ContentLabels labels, ulong parameters, FlowStep? step)
{
    /// <summary>Nothing that was asked for.</summary>
    public static readonly ContentValue None;

    /// <summary>Where it comes from.</summary>
    public ContentLabels Labels { get; } = labels;

    /// <summary>Parameters whose value is in this one, bit by position.</summary>
    public ulong Parameters { get; } = parameters;

    /// <summary>The last step of the way from the source of the labels to here.</summary>
    public FlowStep? Step { get; } = step;

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Labels == ContentLabels.None && Parameters == 0;

    /// <summary>A value that is made of both, or may be either.</summary>
    public static ContentValue operator |(ContentValue left, ContentValue right) =>
        new(left.Labels | right.Labels, left.Parameters | right.Parameters, left.Labels != ContentLabels.None ? left.Step : right.Step ?? left.Step);

    /// <summary>The value after one more step; steps on one line count once.</summary>
    public ContentValue At(SyntaxNode node) =>
        Labels == ContentLabels.None || Step is null || Step.IsOnLineOf(node) ? this : new(Labels, Parameters, new FlowStep(node, Step));
}
