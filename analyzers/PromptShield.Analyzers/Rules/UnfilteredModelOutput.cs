using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH4002. A handler of requests that returns the answer of a call which the shield does not see, so that nothing checked it on its way to the caller.
/// Answers that are stored are PSH2004.
/// </summary>
internal sealed class UnfilteredModelOutput() : Rule(Descriptors.UnfilteredModelOutput)
{
    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (context.HasModels)
        {
            on.Return((returned, cancellation) => Judge(returned, context, cancellation));
        }
    }

    private Site? Judge(IReturnOperation returned, RuleContext context, CancellationToken cancellation)
    {
        if (Function(returned, context, cancellation) is not { } function || context.Content.Entries.Of(function, cancellation) != ContentLabels.Request)
        {
            return null;
        }

        var found = context.Content.Evaluate(returned.ReturnedValue!, ContentLabels.Answer, "output", cancellation);
        if (found.Step is not { } step || context.Model.OperationOf(step.Source, cancellation) is not { } source
            || context.Model.ModelCalls.Judge(source, cancellation) is not { Guard: GuardState.Unguarded } call)
        {
            return null;
        }

        var path = step.Path(context.Model);
        return Finding(
            SitePlace.OfFinding(returned.ReturnedValue!.Syntax, function.MethodKind == MethodKind.AnonymousFunction ? null : function, context.Model, cancellation, whole: true),
            call.Kind,
            "the call of " + call.Place.Name + " is not guarded",
            path.IsEmpty ? null : path[0],
            path);
    }

    /// <summary>The method or lambda that returns.</summary>
    private static IMethodSymbol? Function(IReturnOperation returned, RuleContext context, CancellationToken cancellation)
    {
        for (var current = returned.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
                case ILocalFunctionOperation local:
                    return local.Symbol;
            }
        }

        return context.Model.SemanticModelOf(returned.Syntax.SyntaxTree).GetEnclosingSymbol(returned.Syntax.SpanStart, cancellation) as IMethodSymbol;
    }
}
