using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH5003. A model that is named by an alias which its provider moves, or by a name that is not in the register of the policy.</summary>
internal sealed class FloatingModelVersion() : Rule(Descriptors.FloatingModelVersion)
{
    private static readonly Lazy<MemberNames> Names = new(static () => new MemberNames(ModelParameters.Default, []));

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        if (context.HasModels)
        {
            var judge = new Judge(this, context);
            Names.Value.Register(on, judge.Creation, judge.Call, judge.Assignment);
        }
    }

    /// <summary>Judges the names of models in one compilation.</summary>
    private sealed class Judge(FloatingModelVersion rule, RuleContext context)
    {
        private const string Latest = "latest";
        private readonly AddressValues texts = new(context.Model);
        private readonly ModelNameTarget target = new(context);

        public Site? Creation(IObjectCreationOperation creation, CancellationToken cancellation) =>
            creation.Constructor is { } constructor ? Given(constructor, creation, cancellation) : null;

        public Site? Call(IInvocationOperation call, CancellationToken cancellation) => Given(SitePlace.Unreduced(call.TargetMethod), call, cancellation);

        public Site? Assignment(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
        {
            var member = ((IMemberReferenceOperation)assignment.Target).Member;
            return MemberEntry.Find(ModelParameters.Default, member) is { } entry ? Named(assignment.Value, entry, member, assignment, cancellation) : null;
        }

        private Site? Given(IMethodSymbol method, IOperation call, CancellationToken cancellation)
        {
            if (MemberEntry.Find(ModelParameters.Default, method) is { } entry)
            {
                foreach (var argument in ClientEndpoint.Arguments(call))
                {
                    if (argument.ArgumentKind == ArgumentKind.Explicit && entry.Takes(argument.Parameter))
                    {
                        return Named(argument.Value, entry, method, call, cancellation);
                    }
                }
            }

            return null;
        }

        private Site? Named(IOperation value, ModelParameter entry, ISymbol member, IOperation use, CancellationToken cancellation)
        {
            foreach (var name in Names(value, cancellation))
            {
                if (name.Length > 0 && name.IndexOf(ProviderHosts.Unknown) < 0 && Why(name, entry, use, cancellation) is { } text)
                {
                    return rule.Finding(SitePlace.OfFinding(value.Syntax, member, context.Model, cancellation), "code", text);
                }
            }

            return null;
        }

        private IReadOnlyList<string> Names(IOperation value, CancellationToken cancellation) =>
            ModelConstants.NameOf(value) is { } constant ? [constant] : texts.Of(value, cancellation);

        /// <summary>What is wrong with a name. A name in the register is approved, alias or not.</summary>
        private string? Why(string name, ModelParameter entry, IOperation use, CancellationToken cancellation)
        {
            var register = context.Policy.Approved[Registers.Model];
            if (register.Count > 0)
            {
                return register.Contains(name) ? null : "the policy does not name: '" + name + "'";
            }

            if (entry.Kind == ModelNameKind.Tag)
            {
                var colon = name.LastIndexOf(':');
                return colon < name.LastIndexOf('/') + 1 ? "can change: '" + name + "' has no tag, so it is whatever 'latest' is when it is pulled"
                    : name.Substring(colon + 1) == Latest ? "can change: '" + name + "' is whatever 'latest' is when it is pulled"
                    : null;
            }

            return entry.Kind != ModelNameKind.Deployment && ModelNames.Default.MovedBy(name) is { } provider && !(provider == ModelNameTarget.OpenAI && !target.IsOpenAI(entry.Kind, use, cancellation))
                ? "can change: '" + name + "' is an alias that " + (provider.Length == 0 ? "its provider" : provider) + " moves from version to version"
                : null;
        }
    }
}
