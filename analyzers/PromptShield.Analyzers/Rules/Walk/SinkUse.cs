using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>A value that reaches a member of <c>content.txt</c>.</summary>
internal sealed class SinkUse(ContentSink sink, IOperation value, ISymbol member, IOperation operation)
{
    /// <summary>The row of the table.</summary>
    public ContentSink Sink { get; } = sink;

    /// <summary>The value.</summary>
    public IOperation Value { get; } = value;

    /// <summary>The member as called or written.</summary>
    public ISymbol Member { get; } = member;

    /// <summary>The call, creation or assignment.</summary>
    public IOperation Operation { get; } = operation;

    /// <summary>What names the member in the source.</summary>
    public SyntaxNode Node => Operation is ISimpleAssignmentOperation assignment ? assignment.Target.Syntax : Operation.Syntax;

    /// <summary>Asks for every use of a member of the groups; of one operation the first that <paramref name="judge"/> objects to counts.</summary>
    public static void Register(RuleRegistrar on, RuleContext context, string[] groups, Func<SinkUse, CancellationToken, Site?> judge)
    {
        foreach (var member in ContentTable.Default.Sinks(groups).Concat(context.Policy.Sinks.Where(sink => Array.IndexOf(groups, sink.Group) >= 0))
            .ToLookup(static sink => (sink.Member, sink.IsAssignment, Created: sink.Member == ContentSink.Constructor ? sink.Type : null)))
        {
            var sinks = member.ToArray();
            if (member.Key.IsAssignment)
            {
                on.Assignment(member.Key.Member, (assignment, cancellation) => Judge(assignment, sinks, judge, cancellation));
            }
            else if (member.Key.Created is { } type)
            {
                on.Creation(
                    type.Substring(type.LastIndexOf('.') + 1).Split('`')[0],
                    (creation, cancellation) => Judge(creation, creation.Constructor, creation.Arguments, sinks, judge, cancellation));
            }
            else
            {
                on.Call(member.Key.Member, (call, cancellation) => Judge(call, call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments, sinks, judge, cancellation));
            }
        }
    }

    private static Site? Judge(
        IOperation operation, IMethodSymbol? method, IEnumerable<IArgumentOperation> arguments, ContentSink[] sinks, Func<SinkUse, CancellationToken, Site?> judge, CancellationToken cancellation)
    {
        foreach (var sink in sinks)
        {
            if (method is null || !sink.IsAbout(method))
            {
                continue;
            }

            foreach (var argument in arguments)
            {
                if (argument.Parameter is { } parameter && argument.ArgumentKind != ArgumentKind.DefaultValue && sink.Takes(parameter.Name)
                    && judge(new SinkUse(sink, argument.Value, method, operation), cancellation) is { } site)
                {
                    return site;
                }
            }
        }

        return null;
    }

    private static Site? Judge(ISimpleAssignmentOperation assignment, ContentSink[] sinks, Func<SinkUse, CancellationToken, Site?> judge, CancellationToken cancellation)
    {
        var target = ((IMemberReferenceOperation)assignment.Target).Member;
        foreach (var sink in sinks)
        {
            if (sink.IsAbout(target) && judge(new SinkUse(sink, assignment.Value, target, assignment), cancellation) is { } site)
            {
                return site;
            }
        }

        return null;
    }
}
