using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Tells whether code of this compilation lets a logger write at the level Trace, outside of development.</summary>
internal sealed class TraceLogging(CompilationModel model)
{
    private const int Trace = 0;
    private const string Levels = "Microsoft.Extensions.Logging.LoggingBuilderExtensions";
    private const string Filters = "Microsoft.Extensions.Logging.FilterLoggingBuilderExtensions";

    /// <summary>
    /// The call that lets loggers of <paramref name="category"/> trace: the filter of the longest category that fits, else the minimum level. Null when no code
    /// says so, or when the calls that set the minimum level do not agree.
    /// </summary>
    public SyntaxNode? Of(string category, CancellationToken cancellation)
    {
        SyntaxNode? filter = null;
        var length = -1;
        var traces = false;
        foreach (var node in model.Invocations("AddFilter"))
        {
            if (Level(node, Filters, cancellation) is var (call, level) &&
                Category(call) is { Length: > 0 } prefix && prefix.Length >= length && category.StartsWith(prefix, StringComparison.Ordinal))
            {
                (filter, length, traces) = (node, prefix.Length, level == Trace);
            }
        }

        return filter is null ? Minimum(cancellation) : traces ? filter : null;
    }

    /// <summary>Whether <paramref name="call"/> sets the minimum level of a logger to Trace, outside of development.</summary>
    public bool Sets(IInvocationOperation call, CancellationToken cancellation) => Level(call.Syntax, Levels, cancellation) is { Level: Trace };

    private SyntaxNode? Minimum(CancellationToken cancellation)
    {
        SyntaxNode? first = null;
        foreach (var node in model.Invocations("SetMinimumLevel"))
        {
            if (Level(node, Levels, cancellation) is var (_, level))
            {
                if (level != Trace)
                {
                    return null;
                }

                first ??= node;
            }
        }

        return first;
    }

    /// <summary>The constant level that a call of <paramref name="type"/> sets; null for what runs in development only, and for any other call.</summary>
    private (IInvocationOperation Call, int Level)? Level(SyntaxNode node, string type, CancellationToken cancellation)
    {
        if (model.OperationOf(node, cancellation) is IInvocationOperation call && TypeNames.Is(call.TargetMethod.ContainingType, type) && !DevelopmentOnly.Is(call))
        {
            foreach (var argument in call.Arguments)
            {
                if (TypeNames.Is(argument.Parameter?.Type, "Microsoft.Extensions.Logging.LogLevel") && ConstantValues.Of(argument.Value, model, cancellation) is int level)
                {
                    return (call, level);
                }
            }
        }

        return null;
    }

    private static string? Category(IInvocationOperation filter)
    {
        foreach (var argument in filter.Arguments)
        {
            if (argument.Parameter?.Name == "category")
            {
                return argument.Value.ConstantValue is { HasValue: true, Value: string category } ? category : null;
            }
        }

        return null;
    }
}
