using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH4004. A model call without a limit of its output, without a way to stop it, or in a loop of the model's own making.</summary>
internal sealed class UnboundedModelCall() : Rule(Descriptors.UnboundedModelCall)
{
    private const string Invoker = "Microsoft.Extensions.AI.FunctionInvokingChatClient";
    private const string Rounds = "MaximumIterationsPerRequest";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        var limits = new OutputLimit(context.Model);
        var stops = new CallStop(context.Model);
        var loops = new EndlessLoop(context.Model);
        ModelCalls.Register(on, context, Judge);
        if (context.Knows(Invoker))
        {
            on.Assignment(Rounds, JudgeRounds);
        }

        Site? Judge(IInvocationOperation call, Site site, CancellationToken cancellation)
        {
            // What is not judged as a model call, because it may be code that a kernel runs, is not judged here either.
            if (!IsAnswered(site.Kind) || (site.Guard == GuardState.NotAnalyzed && call.TargetMethod.ContainingType.Name is "Kernel" or "KernelFunction"))
            {
                return null;
            }

            var hasToken = stops.HasToken(call, cancellation);
            var missing = new List<string>();
            if (site.Kind is not ("embedding" or "image" or "audio") && limits.IsMissing(call, cancellation))
            {
                missing.Add("no output limit");
            }

            if (hasToken == false && !stops.HasTimeout(cancellation))
            {
                missing.Add("no cancellation token and no time-out");
            }

            if (hasToken == false && loops.Surrounds(call, cancellation))
            {
                missing.Add("no limit of rounds in the loop around it");
            }

            return missing.Count == 0 ? null : Finding(SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation), site.Kind, string.Join(", ", missing));
        }

        Site? JudgeRounds(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
        {
            var member = ((IMemberReferenceOperation)assignment.Target).Member;
            return TypeNames.Is(member.ContainingType, Invoker) && assignment.Value.ConstantValue is { HasValue: true, Value: int.MaxValue }
                ? Finding(SitePlace.OfFinding(assignment.Value.Syntax, member, context.Model, cancellation), "tool", "its value is the largest there is, which limits nothing")
                : null;
        }
    }

    /// <summary>Calls that wait for an answer of a model. A session has its own life, and a file only travels.</summary>
    private static bool IsAnswered(string kind) => kind is "chat" or "completion" or "agent" or "embedding" or "image" or "audio";
}
