using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <content>Calls: known ones by their effect, source methods by their summary, all others by their name.</content>
internal sealed partial class PersonalDataFlow
{
    private const int MaxSummaryDepth = 6;
    private IMethodSymbol? summarized;
    private int summaryDepth;
    private bool wasCut;

    private PersonalDataValue Call(IInvocationOperation call, ShownForm form)
    {
        var method = call.TargetMethod;
        if (method.ReturnsVoid || IsSilent(PersonalDataTypes.Unwrapped(method.ReturnType)))
        {
            return PersonalDataValue.Clean;
        }

        switch (analysis.Calls.EffectOf(method, ReceiverType(call)))
        {
            case CallEffect.Redacts:
                return Arguments(call.Arguments, ShownForm.Members).AfterRedaction();
            case CallEffect.Hides:
                return PersonalDataValue.Clean;
            case CallEffect.Serializes:
                return Arguments(call.Arguments, ShownForm.Json);
            case CallEffect.Cuts:
                return Passed(call, form).Without(HasConstantArguments(call) ? analysis.Sources.Lexicon.Secret : DataClasses.None);
            case CallEffect.Passes:
                return PersonalDataTypes.KindsOf(method.ReturnType) is ValueKinds.Number or ValueKinds.Decimal ? PersonalDataValue.Clean : Passed(call, form);
        }

        if (method.Name == nameof(ToString) && call.Instance is { } shown)
        {
            return Evaluate(shown, ShownForm.Text);
        }

        if (analysis.Calls.IsUnprovenTransformation(method))
        {
            return Passed(call, ShownForm.Text);
        }

        var value = Summary(method.OriginalDefinition, form);
        var result = Mapped(value, call, form).At(call.Syntax);
        if (result.IsEmpty && !result.IsClean)
        {
            result = OrNamed(result, analysis.Sources.Lexicon.IsGetter(method.Name) ? analysis.Sources.Of(method) : DataClasses.None, method);
        }

        return result.IsEmpty && !result.IsClean ? Shown(PersonalDataTypes.Unwrapped(method.ReturnType), form) : result;
    }

    private PersonalDataValue Passed(IInvocationOperation call, ShownForm form)
    {
        // ToString decides how an object looks; the methods of text show what they are given as text, those of sequences item by item.
        var inner = call.TargetMethod.Name == nameof(ToString) || call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String
            ? ShownForm.Text
            : Nested(form);
        var value = call.Instance is { } instance ? Evaluate(instance, inner) : PersonalDataValue.Clean;
        var isProjected = false;
        foreach (var argument in call.Arguments)
        {
            if (Lambda(argument.Value) is { } lambda)
            {
                if (call.TargetMethod.Name is "Select" or "SelectMany" or "Aggregate" or "ToDictionary")
                {
                    value = isProjected ? value | Returned(lambda, inner) : Returned(lambda, inner);
                    isProjected = true;
                }
            }
            else if (!isProjected)
            {
                value |= Evaluate(argument.Value, call.TargetMethod.Name is "Join" or "Concat" or "Format" ? ShownForm.Item : inner);
            }
        }

        return value;
    }

    private PersonalDataValue Returned(IAnonymousFunctionOperation lambda, ShownForm form)
    {
        var value = PersonalDataValue.Clean;
        if (lambda.Syntax is not AnonymousFunctionExpressionSyntax)
        {
            // A clause of a query is a lambda without lambda syntax.
            foreach (var operation in lambda.Body.Operations)
            {
                value |= operation is IReturnOperation clause ? Evaluate(clause.ReturnedValue, form) : PersonalDataValue.Clean;
            }

            return value;
        }

        foreach (var returned in ReturnedValues.Of(lambda.Syntax))
        {
            value |= Evaluate(analysis.Model.OperationOf(returned, cancellation), form);
        }

        return value;
    }

    /// <summary>What a source method or getter gives back, in terms of its parameters.</summary>
    private PersonalDataValue Summary(IMethodSymbol method, ShownForm form)
    {
        method = method.PartialImplementationPart ?? method.OriginalDefinition;
        if (method.IsAbstract || !analysis.Model.Declares(method))
        {
            return PersonalDataValue.Unknown;
        }

        if (analysis.Summaries.TryGetValue((method, form), out var known))
        {
            return known;
        }

        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (declaration is ArrowExpressionClauseSyntax { Parent: { } property })
        {
            declaration = property;
        }

        var returned = ReturnedValues.Of(declaration);
        if (returned.IsEmpty)
        {
            return PersonalDataValue.Unknown;
        }

        if (summaryDepth >= MaxSummaryDepth || !open.Add(declaration))
        {
            wasCut = true;
            return PersonalDataValue.Unknown;
        }

        var (outerMethod, outerCut, outerWalk) = (summarized, wasCut, walked);
        (summarized, wasCut, walked) = (method, false, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));
        summaryDepth++;
        var value = PersonalDataValue.Clean;
        foreach (var expression in returned)
        {
            value |= Evaluate(analysis.Model.OperationOf(expression, cancellation), form).At(expression);
        }

        summaryDepth--;
        open.Remove(declaration);
        if (!wasCut && !IsExhausted)
        {
            analysis.Summaries.TryAdd((method, form), value);
        }

        (summarized, wasCut, walked) = (outerMethod, outerCut || wasCut, outerWalk);
        return value;
    }

    /// <summary>Puts the arguments of one call in place of the parameters of a summary.</summary>
    private PersonalDataValue Mapped(PersonalDataValue summary, IInvocationOperation call, ShownForm form)
    {
        var value = new PersonalDataValue { Classes = summary.Classes, Redacted = summary.Redacted, IsClean = summary.IsClean || (summary.Parameters | summary.RedactedParameters) != 0, Source = summary.Source, Step = summary.Step };
        if ((summary.Parameters | summary.RedactedParameters) == 0)
        {
            return value;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Ordinal: < 64 } parameter)
            {
                continue;
            }

            var bit = 1UL << parameter.Ordinal;
            if (((summary.Parameters | summary.RedactedParameters) & bit) != 0)
            {
                var given = Evaluate(argument.Value, form);
                given = Unconverted(argument.Value) is IMemberReferenceOperation ? given : OrNamed(given, analysis.Sources.Of(parameter), parameter);
                value |= (summary.Parameters & bit) != 0 ? given : given.AfterRedaction();
            }
        }

        return value;
    }

    private ITypeSymbol? ReceiverType(IInvocationOperation call)
    {
        if (call.Instance is not { } instance)
        {
            return null;
        }

        instance = Unconverted(instance);
        if (instance is ILocalReferenceOperation local)
        {
            foreach (var definition in analysis.Model.Reaching(local.Local, local, cancellation).Items)
            {
                if (definition.Value is { } made && Unconverted(made).Type is { Name: "NullRedactor" } type)
                {
                    return type;
                }
            }
        }

        return instance.Type;
    }

    private static bool HasConstantArguments(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (!argument.Value.ConstantValue.HasValue)
            {
                return false;
            }
        }

        return true;
    }

    private static IAnonymousFunctionOperation? Lambda(IOperation value) => Unconverted(value) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IAnonymousFunctionOperation lambda => lambda,
        _ => null,
    };
}
