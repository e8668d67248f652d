using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>Tells whether a model call is certain to have no limit of its output: by options that the source shows whole, or by a client that only options can limit.</summary>
internal sealed class OutputLimit(CompilationModel compilation)
{
    /// <summary>What options are called; messages and content need no look at their lives.</summary>
    private static readonly string[] Suffixes = ["Options", "Settings", "Request", "Config"];

    /// <summary>Whether nothing limits the output of <paramref name="call"/>. False when the source does not show it.</summary>
    public bool IsMissing(IInvocationOperation call, CancellationToken cancellation)
    {
        var isGiven = false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || SeenObject.IsNothing(argument))
            {
                continue;
            }

            // A request as raw JSON, or the options of one: what they say is not read.
            if (parameter.Type.Name is "BinaryContent" or "RequestContent")
            {
                return false;
            }

            if (CanLimit(parameter.Type.Name) && SeenObject.Of(argument.Value, compilation, cancellation) is { } options && CallBounds.Default.LimitsOf(options.Creation.Type) is var (limits, others))
            {
                return !Array.Exists(limits, limit => IsSet(options, limit)) && !Array.Exists(others, options.Sets);
            }

            isGiven |= CallBounds.Default.LimitsOf(parameter.Type) is not null;
        }

        return !isGiven && CallBounds.Default.IsBare(CallProvenance.Receiver(call)?.Type);
    }

    private static bool CanLimit(string type) => Array.Exists(Suffixes, suffix => type.EndsWith(suffix, StringComparison.Ordinal));

    private static bool IsSet(SeenObject options, string member)
    {
        foreach (var value in options.Values(member))
        {
            if (value is null || !SeenObject.IsNothing(value))
            {
                return true;
            }
        }

        return false;
    }
}
