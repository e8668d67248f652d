using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow.Content;

/// <content>Calls: source methods by their summary, others by what is known of their type.</content>
internal sealed partial class ContentFlow
{
    private const int MaxSummaryDepth = 8;
    private IMethodSymbol? summarized;
    private int summaryDepth;
    private bool wasCut;

    private ContentValue Call(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (analysis.Clears(method, group))
        {
            return ContentValue.None;
        }

        var definition = method.OriginalDefinition;
        var value = ContentValue.None;
        var isKnown = false;
        if (!definition.IsAbstract && analysis.Model.Declares(definition))
        {
            value = Mapped(Summary(definition), call);
            isKnown = true;
        }

        foreach (var implementation in Overriding.Of(analysis.Model).Implementing(definition))
        {
            if (implementation is IMethodSymbol { IsAbstract: false } body)
            {
                value |= Mapped(Summary(body.OriginalDefinition), call);
                isKnown = true;
            }
        }

        return isKnown ? value : Passed(call);
    }

    /// <summary>What a method elsewhere hands on: text makes text of its arguments, an object gives parts of itself.</summary>
    private ContentValue Passed(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var value = call.Instance is { } instance ? Evaluate(instance) : ContentValue.None;
        var transforms = ContentTypes.TransformsArguments(method);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var argument = call.Arguments[i];
            if (Lambda(argument.Value) is { } lambda)
            {
                var returned = ContentTypes.Calls(method) ? Returned(lambda) : ContentValue.None;
                value = ContentTypes.Projects(method) ? returned : value | returned;
            }
            else if (transforms || (i == 0 && method.IsExtensionMethod))
            {
                value |= Evaluate(argument.Value);
            }
        }

        return value;
    }

    private ContentValue Returned(IAnonymousFunctionOperation lambda)
    {
        var value = ContentValue.None;
        if (lambda.Syntax is not AnonymousFunctionExpressionSyntax)
        {
            foreach (var operation in lambda.Body.Operations)
            {
                value |= operation is IReturnOperation clause ? Evaluate(clause.ReturnedValue) : ContentValue.None;
            }

            return value;
        }

        foreach (var returned in ReturnedValues.Of(lambda.Syntax))
        {
            value |= Evaluate(analysis.Model.OperationOf(returned, cancellation));
        }

        return value;
    }

    /// <summary>What a source method gives back, in terms of its parameters. One that was cut by recursion or a limit is not remembered.</summary>
    private ContentValue Summary(IMethodSymbol method)
    {
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences.Length == 0)
        {
            return ContentValue.None;
        }

        if (!asWhole && analysis.Summaries.TryGetValue((method, wanted, group), out var known))
        {
            return known;
        }

        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var returned = ReturnedValues.Of(declaration is ArrowExpressionClauseSyntax { Parent: { } property } ? property : declaration);
        if (summaryDepth >= MaxSummaryDepth || !open.Add(declaration))
        {
            wasCut = true;
            return ContentValue.None;
        }

        var (outerMethod, outerCut) = (summarized, wasCut);
        (summarized, wasCut) = (method, false);
        summaryDepth++;
        var value = ContentValue.None;
        foreach (var expression in returned)
        {
            value |= Evaluate(analysis.Model.OperationOf(expression, cancellation)).At(expression);
        }

        summaryDepth--;
        open.Remove(declaration);
        if (!wasCut && !asWhole && !IsExhausted)
        {
            analysis.Summaries.TryAdd((method, wanted, group), value);
        }

        (summarized, wasCut) = (outerMethod, outerCut || wasCut);
        return value;
    }

    /// <summary>One expression of a source method, with the arguments of one call in place of the parameters.</summary>
    private ContentValue Inside(IMethodSymbol method, SyntaxNode declaration, ExpressionSyntax expression, IInvocationOperation call)
    {
        if (summaryDepth >= MaxSummaryDepth || !open.Add(declaration))
        {
            wasCut = true;
            return ContentValue.None;
        }

        var outer = summarized;
        summarized = method;
        summaryDepth++;
        var value = Evaluate(analysis.Model.OperationOf(expression, cancellation)).At(expression);
        summaryDepth--;
        open.Remove(declaration);
        summarized = outer;
        return Mapped(value, call);
    }

    /// <summary>Puts the arguments of one call in place of the parameters of a summary.</summary>
    private ContentValue Mapped(ContentValue summary, IInvocationOperation call)
    {
        var value = new ContentValue(summary.Labels, 0, summary.Step);
        if (summary.Parameters == 0)
        {
            return value;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { Ordinal: < 64 and var position } && (summary.Parameters & (1UL << position)) != 0)
            {
                value |= Evaluate(argument.Value);
            }
        }

        return value;
    }

    private static IAnonymousFunctionOperation? Lambda(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
            IAnonymousFunctionOperation lambda => lambda,
            _ => null,
        };
    }
}
