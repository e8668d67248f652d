using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow.Content;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>A rule about content of some origin that reaches a member of some groups of <c>content.txt</c>.</summary>
internal abstract class ContentRule(DiagnosticDescriptor descriptor, ContentLabels wanted, string kind, params string[] groups) : Rule(descriptor)
{
    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (!context.HasModels)
        {
            return;
        }

        foreach (var member in ContentTable.Default.Sinks(groups).Where(static sink => !sink.IsConversion).ToLookup(static sink => (sink.Member, sink.IsAssignment, Type: sink.Member == ContentSink.Constructor ? sink.Type : null)))
        {
            var sinks = member.ToArray();
            if (member.Key.IsAssignment)
            {
                on.Assignment(member.Key.Member, (assignment, cancellation) => Judge(assignment, sinks, context, cancellation));
            }
            else if (member.Key.Type is { } type)
            {
                on.Creation(type.Substring(type.LastIndexOf('.') + 1).Split('`')[0], (creation, cancellation) => Judge(creation, creation.Constructor, creation.Arguments, sinks, context, cancellation));
            }
            else
            {
                on.Call(member.Key.Member, (call, cancellation) => Judge(call, call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments, sinks, context, cancellation));
            }
        }
    }

    /// <summary>Whether the place is one that the rule is about, though its name and type are.</summary>
    protected virtual bool IsSink(ContentSink sink, IOperation operation) => true;

    /// <summary>Whether the value was checked on the way here.</summary>
    protected virtual bool IsChecked(IOperation value, IOperation sink) => false;

    /// <summary>What is wrong, in words that end the sentence of the message.</summary>
    protected abstract string Text(ContentSink sink, ContentLabels found);

    private Site? Judge(
        IOperation operation, IMethodSymbol? method, IEnumerable<IArgumentOperation> arguments, ContentSink[] sinks, RuleContext context, CancellationToken cancellation)
    {
        foreach (var sink in sinks)
        {
            if (method is null || !TypeNames.IsOrInherits(method.ContainingType, sink.Type) || !IsSink(sink, operation))
            {
                continue;
            }

            foreach (var argument in arguments)
            {
                if (argument.Parameter is { } parameter && argument.ArgumentKind != ArgumentKind.DefaultValue && sink.Takes(parameter.Name)
                    && Judge(argument.Value, operation, method, sink, context, cancellation) is { } site)
                {
                    return site;
                }
            }
        }

        return null;
    }

    private Site? Judge(ISimpleAssignmentOperation assignment, ContentSink[] sinks, RuleContext context, CancellationToken cancellation)
    {
        var target = ((IMemberReferenceOperation)assignment.Target).Member;
        foreach (var sink in sinks)
        {
            if (TypeNames.IsOrInherits(target.ContainingType, sink.Type) && IsSink(sink, assignment) && Judge(assignment.Value, assignment, target, sink, context, cancellation) is { } site)
            {
                return site;
            }
        }

        return null;
    }

    private Site? Judge(IOperation value, IOperation sink, ISymbol member, ContentSink row, RuleContext context, CancellationToken cancellation)
    {
        var found = ContentAnalysis.Of(context.Model, context.Policy).Evaluate(value, wanted, row.Group, cancellation);
        if (found.Labels == ContentLabels.None || IsChecked(value, sink))
        {
            return null;
        }

        var path = found.Step!.Path(context.Model);
        var node = sink is ISimpleAssignmentOperation assignment ? assignment.Target.Syntax : sink.Syntax;
        return Finding(SitePlace.OfFinding(node, member, context.Model, cancellation), kind, Text(row, found.Labels), path.IsEmpty ? null : path[0], path);
    }
}
