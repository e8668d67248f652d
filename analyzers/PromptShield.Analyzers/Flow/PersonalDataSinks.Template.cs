using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>What a log call's template and switches say about how each value is shown.</summary>
internal sealed class LogTemplate
{
    private readonly List<LogHole> holes = [];
    private readonly int position = -1;
    private readonly bool destructures;

    /// <summary>Reads the template of <paramref name="call"/>, if it is constant.</summary>
    public LogTemplate(LogApi api, IInvocationOperation call)
    {
        Api = api;
        IsGenerated = api.Type == "Microsoft.Extensions.Logging.LoggerMessageAttribute";
        var text = IsGenerated ? GeneratedTemplate(call.TargetMethod) : null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                continue;
            }

            if (api.Template.Length > 0 && parameter.Name == api.Template)
            {
                text = argument.Value.ConstantValue.Value as string;
                position = parameter.Ordinal;
            }
            else if (api.Destructure.Length > 0 && parameter.Name == api.Destructure)
            {
                destructures = argument.Value.ConstantValue.Value is not false;
            }
        }

        if (text is not null)
        {
            LogHole.Read(text, holes);
        }
    }

    /// <summary>The member that is called.</summary>
    public LogApi Api { get; }

    /// <summary>Whether the call is to a method that the logging generator writes.</summary>
    public bool IsGenerated { get; }

    /// <summary>How the value of <paramref name="parameter"/> (of its item at <paramref name="item"/>) is shown.</summary>
    public ShownForm FormOf(IParameterSymbol parameter, int item)
    {
        if (Api.IsOwn)
        {
            return ShownForm.Own;
        }

        if (Api.Kind == "console" || (Api.Assembly == "framework" && !Api.IsTelemetry))
        {
            return ShownForm.Text;
        }

        if (destructures || (IsGenerated && HasAttribute(parameter, "LogPropertiesAttribute")))
        {
            return ShownForm.Members;
        }

        var index = parameter.Ordinal - position - 1 + item;
        return (IsGenerated ? IsDestructured(parameter.Name) : position >= 0 && index >= 0 && index < holes.Count && holes[index].IsDestructured)
            ? ShownForm.Members
            : ShownForm.Item;
    }

    private bool IsDestructured(string name)
    {
        foreach (var hole in holes)
        {
            if (hole.IsDestructured && string.Equals(hole.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether <paramref name="call"/> stands in the body that a generator writes for a <c>[LoggerMessage]</c> method: the calls of that method
    /// are judged, where it is known what they hand over.
    /// </summary>
    public static bool IsInsideGenerated(IOperation call, CancellationToken cancellation)
    {
        for (var symbol = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellation); symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (HasAttribute(method.PartialDefinitionPart ?? method, "LoggerMessageAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static string? GeneratedTemplate(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name != "LoggerMessageAttribute")
            {
                continue;
            }

            foreach (var named in attribute.NamedArguments)
            {
                if (named.Key == "Message")
                {
                    return named.Value.Value as string;
                }
            }

            foreach (var argument in attribute.ConstructorArguments)
            {
                if (argument.Value is string message)
                {
                    return message;
                }
            }
        }

        return null;
    }

    private static bool HasAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
