using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow.Content;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH3002. Content from files, databases, other services or tools that is joined into a prompt as if the user had written it.</summary>
internal sealed class UntrustedContentUnmarked() : Rule(Descriptors.UntrustedContentUnmarked)
{
    private const string Untrusted = "untrusted";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context) =>
        ModelCalls.Register(on, context, (call, site, cancellation) => site.Kind is "chat" or "completion" or "agent" ? Judge(call, site, context, cancellation) : null);

    private Site? Judge(IInvocationOperation call, Site site, RuleContext context, CancellationToken cancellation)
    {
        foreach (var argument in ModelCalls.Contents(call))
        {
            var found = context.Content.Evaluate(argument.Value, ContentLabels.Retrieved, Untrusted, cancellation);
            if (found.Labels != ContentLabels.None)
            {
                var path = found.Step!.Path(context.Model);
                var parts = new ContentParts(context.Content, ContentLabels.Retrieved, Untrusted, cancellation).Of(argument.Value);
                return Finding(
                    SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation),
                    site.Kind,
                    "it is read from where others write; mark it with ShieldContent.Untrusted",
                    path.IsEmpty ? null : path[0],
                    path,
                    ImmutableArray.CreateRange(parts.Select(static part => part.Syntax.GetLocation())));
            }
        }

        return null;
    }
}
