using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH5001. A call or a setting that lets the provider keep content beyond the call.</summary>
internal sealed class ProviderRetention() : Rule(Descriptors.ProviderRetention)
{
    private static readonly Lazy<MemberNames> Names = new(static () => new MemberNames(RetentionTable.Default, ResponsesStorage.Methods));

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (context.HasModels)
        {
            var judge = new Judge(this, context);
            Names.Value.Register(on, static (_, _) => null, judge.Call, judge.Assignment);
        }
    }

    /// <summary>Judges what one compilation lets providers keep.</summary>
    private sealed class Judge(ProviderRetention rule, RuleContext context)
    {
        private readonly ResponsesStorage responses = new(context.Model);

        public Site? Call(IInvocationOperation call, CancellationToken cancellation)
        {
            var method = SitePlace.Unreduced(call.TargetMethod);
            if (MemberEntry.Find(RetentionTable.Default, method) is { } stored)
            {
                return Found(call, stored.Kept, null);
            }

            return responses.Judge(call, cancellation) is { Text: { } text } found ? Found(call, text, context.Model.Own(found.Options?.GetLocation())) : null;

            Site Found(IInvocationOperation at, string text, Location? options) =>
                rule.Finding(SitePlace.OfFinding(at.Syntax, method, context.Model, cancellation), Kind(at.TargetMethod), text, options);
        }

        public Site? Assignment(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
        {
            var member = ((IMemberReferenceOperation)assignment.Target).Member;
            return MemberEntry.Find(RetentionTable.Default, member) is { } entry && (entry.OnlyTrue ? IsTrue(assignment.Value) : !SeenObject.IsNothing(assignment.Value))
                ? rule.Finding(SitePlace.OfFinding(assignment.Value.Syntax, member, context.Model, cancellation), "code", entry.Kept)
                : null;
        }

        private static string Kind(IMethodSymbol method) => ModelCatalog.Match(method)?.Kind ?? "code";

        private static bool IsTrue(IOperation value) =>
            value.ConstantValue is { HasValue: true, Value: true } || (value is IConversionOperation conversion && IsTrue(conversion.Operand));
    }
}
