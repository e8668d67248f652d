using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>Tells whether a project lets models invoke its tools on their own, and whether it has anything that could ask first.</summary>
internal sealed class ToolInvocation(CompilationModel compilation)
{
    private const string Approval = "ApprovalRequiredAIFunction";
    private const string AutoInvoke = "autoInvoke";
    private static readonly string[] Invokers = ["UseFunctionInvocation", "AsAIAgent", "CreateAIAgent", "AddAIAgent"];
    private static readonly string[] InvokingTypes = ["FunctionInvokingChatClient", "ChatClientAgent"];
    private static readonly string[] Filters = ["OnAutoFunctionInvocationAsync", "OnFunctionInvocationAsync"];

    private readonly Lazy<bool> functions = new(() => InvokesFunctions(compilation));
    private readonly Lazy<bool> kernel = new(() => InvokesKernelFunctions(compilation));
    private readonly Lazy<bool> approves = new(() => Approves(compilation));

    /// <summary>Whether a chat client or an agent of the project invokes functions without asking anybody.</summary>
    public bool OfFunctions => functions.Value;

    /// <summary>Whether a kernel of the project invokes functions without a filter that could ask.</summary>
    public bool OfKernelFunctions => kernel.Value;

    /// <summary>Whether the project wraps functions, in approvals or in wrappers of its own.</summary>
    public bool HasWrappers => approves.Value;

    private static bool InvokesFunctions(CompilationModel compilation) =>
        compilation.Assignments("FunctionInvoker").IsEmpty && !HasMiddleware(compilation) &&
        (Array.Exists(Invokers, name => compilation.Invocations(name).Any(node => compilation.OperationOf(node, default) is IInvocationOperation call && !compilation.Declares(call.TargetMethod))) ||
         Array.Exists(InvokingTypes, name => compilation.Creations(name).Any(node => compilation.OperationOf(node, default) is IObjectCreationOperation { Type: { } type } && !compilation.Declares(type) && type.Name == name)));

    /// <summary>Whether something of the project's own runs around each invocation of an agent's functions, and may ask.</summary>
    private static bool HasMiddleware(CompilationModel compilation) =>
        compilation.Invocations("Use").Any(node => compilation.OperationOf(node, default) is IInvocationOperation { TargetMethod.ContainingType.Name: "FunctionInvocationDelegatingAgentBuilderExtensions" });

    private static bool InvokesKernelFunctions(CompilationModel compilation)
    {
        foreach (var filter in Filters)
        {
            if (compilation.Compilation.GetSymbolsWithName(filter, SymbolFilter.Member).Any())
            {
                return false;
            }
        }

        foreach (var name in (string[])["Auto", "Required", "EnableFunctions", "RequireFunction"])
        {
            foreach (var node in compilation.Invocations(name))
            {
                if (compilation.OperationOf(node, default) is IInvocationOperation call && call.TargetMethod.ContainingType.Name is "FunctionChoiceBehavior" or "ToolCallBehavior" && Invokes(call))
                {
                    return true;
                }
            }
        }

        foreach (var node in compilation.Assignments("ToolCallBehavior"))
        {
            if (node is AssignmentExpressionSyntax { Right: { } value } && compilation.OperationOf(value, default) is IPropertyReferenceOperation { Property: { Name: "AutoInvokeKernelFunctions" } property } && !compilation.Declares(property))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Invokes(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == AutoInvoke)
            {
                return argument.Value.ConstantValue is { HasValue: true, Value: true };
            }
        }

        return false;
    }

    private static bool Approves(CompilationModel compilation)
    {
        if (compilation.Creations(Approval).Any())
        {
            return true;
        }

        // A wrapper of the project's own: a type that derives from one of the library's functions.
        foreach (var symbol in compilation.Compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type))
        {
            if (symbol is INamedTypeSymbol type && TypeNames.IsOrInherits(type, "Microsoft.Extensions.AI.AIFunction"))
            {
                return true;
            }
        }

        return false;
    }
}
