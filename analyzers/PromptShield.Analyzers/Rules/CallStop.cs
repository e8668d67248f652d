using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>Tells what can stop a model call: a cancellation token that it is given, or a time-out that the project sets.</summary>
internal sealed class CallStop(CompilationModel compilation)
{
    private const string Token = "System.Threading.CancellationToken";
    private const string Request = "System.ClientModel.Primitives.RequestOptions";
    private int timeout = -1;

    /// <summary>Whether a token can stop <paramref name="call"/>; null when it takes none at all, or when the source does not show it.</summary>
    public bool? HasToken(IInvocationOperation call, CancellationToken cancellation)
    {
        bool? found = Overloads(call.TargetMethod) ? false : null;
        foreach (var argument in call.Arguments)
        {
            if (TypeNames.Is(argument.Parameter?.Type, Token))
            {
                found = !IsNone(argument);
            }
            else if (TypeNames.Is(argument.Parameter?.Type, Request))
            {
                found = SeenObject.IsNothing(argument) ? false : SeenObject.Of(argument.Value, compilation, cancellation) is { } options ? options.Sets("CancellationToken") : null;
            }
        }

        return found == false && IsWaitedFor(call.Syntax) ? true : found;
    }

    /// <summary>Whether the project sets a time-out for any client: which client it reaches is not followed.</summary>
    public bool HasTimeout(CancellationToken cancellation)
    {
        if (timeout < 0)
        {
            timeout = Sets(cancellation) ? 1 : 0;
        }

        return timeout == 1;
    }

    private bool Sets(CancellationToken cancellation)
    {
        foreach (var handler in CallBounds.Default.Handlers)
        {
            if (!compilation.Invocations(handler).IsEmpty)
            {
                return true;
            }
        }

        foreach (var entry in CallBounds.Default.Timeouts)
        {
            foreach (var member in entry.Members)
            {
                foreach (var node in compilation.Assignments(member))
                {
                    if (node is AssignmentExpressionSyntax && compilation.OperationOf(node, cancellation) is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment &&
                        MemberEntry.Find([entry], target.Member) is not null && !IsInfinite(assignment.Value))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool IsInfinite(IOperation value) => value switch
    {
        IConversionOperation conversion => IsInfinite(conversion.Operand),
        IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan" or "MaxValue" } } => true,
        _ => false,
    };

    private static bool IsNone(IArgumentOperation argument) =>
        SeenObject.IsNothing(argument) || argument.Value is IPropertyReferenceOperation { Property: { Name: "None" } none } && TypeNames.Is(none.ContainingType, Token);

    /// <summary>Whether an overload takes a token, though the one that is called may not.</summary>
    private static bool Overloads(IMethodSymbol method)
    {
        foreach (var member in method.ContainingType.GetMembers(method.Name))
        {
            if (member is IMethodSymbol overload && overload.Parameters.Any(static parameter => TypeNames.Is(parameter.Type, Token)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the wait for the answer can be stopped: <c>call.WaitAsync(…)</c>, <c>call.WithCancellation(…)</c>.</summary>
    private static bool IsWaitedFor(SyntaxNode call)
    {
        for (var node = call; node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == node; node = next)
        {
            if (access.Name.Identifier.ValueText is "WaitAsync" or "WithCancellation")
            {
                return true;
            }
        }

        return false;
    }
}
