using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>A rule about content of some origin that reaches a member of some groups of <c>content.txt</c>.</summary>
internal abstract class ContentRule(DiagnosticDescriptor descriptor, ContentLabels wanted, string kind, params string[] groups) : Rule(descriptor)
{
    /// <summary>Whether the finding stands on the value, where a fix mends it, and not on the member that receives it.</summary>
    protected virtual bool StandsOnValue => false;

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (context.HasModels)
        {
            SinkUse.Register(on, context, groups, (use, cancellation) => IsSink(use) ? Judge(use, kind, context, cancellation) : null);
        }
    }

    /// <summary>Whether the place is one that the rule is about, though its name and type are.</summary>
    protected virtual bool IsSink(SinkUse use) => true;

    /// <summary>Whether the value was checked on the way here.</summary>
    protected virtual bool IsChecked(SinkUse use) => false;

    /// <summary>What is wrong, in words that end the sentence of the message.</summary>
    protected abstract string Text(ContentSink sink, ContentLabels found);

    /// <summary>The violation if content of the wanted origin reaches the place.</summary>
    protected Site? Judge(SinkUse use, string siteKind, RuleContext context, CancellationToken cancellation)
    {
        var found = context.Content.Evaluate(use.Value, wanted, use.Sink.Group, cancellation);
        if (found.Labels == ContentLabels.None || IsChecked(use))
        {
            return null;
        }

        var path = found.Step!.Path(context.Model);
        var place = SitePlace.OfFinding(StandsOnValue ? use.Value.Syntax : use.Node, use.Member, context.Model, cancellation, StandsOnValue);
        return Finding(place, siteKind, Text(use.Sink, found.Labels), path.IsEmpty ? null : path[0], path);
    }
}
