using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH2004. The text of a prompt or an answer, unredacted, in a file, a cache, a database, a queue or a log.</summary>
internal sealed class PromptOrCompletionStored() : ContentRule(Descriptors.PromptOrCompletionStored, ContentLabels.Answer | ContentLabels.Prompt, "code", Store)
{
    private const string Store = "store";

    /// <inheritdoc />
    protected override bool StandsOnValue => true;

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        base.Register(on, context);
        if (context.HasModels)
        {
            foreach (var name in LogApiRows.Default.ByMethod.Keys)
            {
                on.Call(name, (call, cancellation) => JudgeLog(call, context, cancellation));
            }
        }
    }

    /// <inheritdoc />
    protected override string Text(ContentSink sink, ContentLabels found) => ((found & ContentLabels.Answer) != 0 ? "an answer" : "a prompt") + " is kept unredacted";

    private Site? JudgeLog(IInvocationOperation call, RuleContext context, CancellationToken cancellation)
    {
        // A console is where a program talks to the person in front of it.
        if (context.PersonalData.ApiOf(call) is not { Kind: not "console" } api)
        {
            return null;
        }

        var sink = new ContentSink(Store, api.Type, call.TargetMethod.Name, "*");
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind == ArgumentKind.DefaultValue || Array.IndexOf(api.Omitted, parameter.Name) >= 0)
            {
                continue;
            }

            foreach (var value in Values(argument.Value))
            {
                if (Judge(new SinkUse(sink, value, call.TargetMethod, call), api.Kind, context, cancellation) is { } site)
                {
                    return site;
                }
            }
        }

        return null;
    }

    /// <summary>The values of a message: each item of a params array by itself, so that the finding stands on the one that matters.</summary>
    private static ImmutableArray<IOperation> Values(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        return value is IArrayCreationOperation { IsImplicit: true, Initializer: { } items } ? items.ElementValues : ImmutableArray.Create(value);
    }
}
