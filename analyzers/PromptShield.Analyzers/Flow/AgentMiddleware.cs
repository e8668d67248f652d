using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Looks into the functions that code adds to an agent as middleware of its runs.</summary>
internal static class AgentMiddleware
{
    /// <summary>Whether a function that <paramref name="use"/> adds receives the messages of a run and calls the shield.</summary>
    public static bool Redacts(IInvocationOperation use, CompilationModel model, CancellationToken cancellation)
    {
        foreach (var argument in use.Arguments)
        {
            if (argument.Parameter?.Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && TakesMessages(invoke) &&
                argument.Value is IDelegateCreationOperation { Target: { } function } && CallsShield(Body(function, model, cancellation)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakesMessages(IMethodSymbol function) =>
        function.Parameters is { IsEmpty: false } parameters &&
        parameters[0].Type is INamedTypeSymbol { TypeArguments.Length: 1 } messages &&
        TypeNames.Is(messages.TypeArguments[0], "Microsoft.Extensions.AI.ChatMessage");

    private static IOperation? Body(IOperation function, CompilationModel model, CancellationToken cancellation) => function switch
    {
        IMethodReferenceOperation { Method.DeclaringSyntaxReferences: { IsEmpty: false } references } => model.OperationOf(references[0].GetSyntax(cancellation), cancellation),
        _ => function,
    };

    private static bool CallsShield(IOperation? body)
    {
        if (body is null)
        {
            return false;
        }

        foreach (var operation in body.Descendants())
        {
            if (operation is IInvocationOperation call && ShieldIdentity.Declares(call.TargetMethod))
            {
                return true;
            }
        }

        return false;
    }
}
