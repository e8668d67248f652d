using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH4003. A tool with an effect that a model can invoke without anybody's approval.</summary>
internal sealed class ToolWithoutApproval() : Rule(Descriptors.ToolWithoutApproval)
{
    private const string FunctionFactory = "Microsoft.Extensions.AI.AIFunctionFactory";
    private const string KernelFactory = "Microsoft.SemanticKernel.KernelFunctionFactory";
    private const string KernelExtensions = "Microsoft.SemanticKernel.KernelExtensions";
    private const string KernelAttribute = "Microsoft.SemanticKernel.KernelFunctionAttribute";
    private const string ServerAttribute = "ModelContextProtocol.Server.McpServerToolAttribute";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        var judge = new Judge(this, context);
        if (context.Knows(FunctionFactory))
        {
            on.Call("Create", judge.Function);
        }

        foreach (var (_, member) in ToolEffects.Default.Switches)
        {
            on.Assignment(member.Members[0], judge.Switched);
        }

        if (context.Knows(KernelFactory))
        {
            on.Call("CreateFromMethod", judge.KernelFunction);
            on.Call("CreateFunctionFromMethod", judge.KernelFunction);
        }

        if (context.Knows(KernelAttribute) || context.Knows(ServerAttribute))
        {
            on.Symbol(SymbolKind.Method, judge.Declared);
        }
    }

    /// <summary>Judges the tools of one compilation.</summary>
    private sealed class Judge(ToolWithoutApproval rule, RuleContext context)
    {
        private readonly ToolInvocation invocation = new(context.Model);
        private readonly ToolBody bodies = new(context.Model);
        private readonly ToolWrapping wrapping = new(context.Model);

        public Site? Function(IInvocationOperation call, CancellationToken cancellation) =>
            TypeNames.Is(call.TargetMethod.ContainingType, FunctionFactory) && invocation.OfFunctions && !wrapping.MayBeWrapped(call, invocation, cancellation) ? Created(call, cancellation) : null;

        public Site? KernelFunction(IInvocationOperation call, CancellationToken cancellation) =>
            (TypeNames.Is(call.TargetMethod.ContainingType, KernelFactory) || TypeNames.Is(call.TargetMethod.ContainingType, KernelExtensions)) && invocation.OfKernelFunctions
                ? Created(call, cancellation)
                : null;

        /// <summary>An approval that is switched off for the tools which a library brings.</summary>
        public Site? Switched(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
        {
            var member = ((IMemberReferenceOperation)assignment.Target).Member;
            foreach (var (effect, entry) in ToolEffects.Default.Switches)
            {
                if (MemberEntry.Find([entry], member) is not null && assignment.Value.ConstantValue is { HasValue: true, Value: true })
                {
                    return rule.Finding(SitePlace.OfFinding(assignment.Value.Syntax, member, context.Model, cancellation), "tool", "the tool that " + effect + " asks nobody");
                }
            }

            return null;
        }

        public Site? Declared(ISymbol symbol, CancellationToken cancellation)
        {
            var method = (IMethodSymbol)symbol;
            foreach (var attribute in method.GetAttributes())
            {
                if (TypeNames.Is(attribute.AttributeClass, KernelAttribute))
                {
                    return invocation.OfKernelFunctions ? OfMethod(method, ToolNames.OfAttribute(attribute), cancellation) : null;
                }

                if (TypeNames.Is(attribute.AttributeClass, ServerAttribute))
                {
                    return OfServer(method, attribute, cancellation);
                }
            }

            return null;
        }

        private Site? Created(IInvocationOperation call, CancellationToken cancellation)
        {
            var (method, code) = ToolNames.Target(call, context.Model, cancellation);
            var name = ToolNames.TryGiven(call, context.Model, cancellation, out var given) ? given ?? Name(method) : null;
            return Why(name, given, method, code, cancellation) is { } text ? rule.Finding(SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation), "tool", text) : null;
        }

        private Site? OfMethod(IMethodSymbol method, string? given, CancellationToken cancellation) =>
            Why(given ?? method.Name, given, method, Code(method, cancellation), cancellation) is { } text ? At(method, text) : null;

        /// <summary>
        /// A tool of a server is invoked by clients elsewhere: they ask first unless the server says that they need not, or says nothing.
        /// </summary>
        private Site? OfServer(IMethodSymbol method, AttributeData attribute, CancellationToken cancellation)
        {
            var given = ToolNames.OfAttribute(attribute);
            var code = Code(method, cancellation);
            if (ToolBody.Asks(code) || IsApproved(given, method) || bodies.EffectOf(given ?? method.Name, code, cancellation) is not { } effect)
            {
                return null;
            }

            bool? isReadOnly = null, isDestructive = null;
            foreach (var argument in attribute.NamedArguments)
            {
                isReadOnly = argument is { Key: "ReadOnly", Value.Value: bool readOnly } ? readOnly : isReadOnly;
                isDestructive = argument is { Key: "Destructive", Value.Value: bool destructive } ? destructive : isDestructive;
            }

            var said = isReadOnly == true ? ", but it is declared read-only"
                : isDestructive == false && effect.Effect is "deletes" or "executes" ? ", but it is declared not destructive"
                : isDestructive is null && isReadOnly is null ? ", and no 'Destructive' tells clients to ask first"
                : null;
            return said is null ? null : At(method, effect.Text + said);
        }

        /// <summary>What is wrong with a tool that is invoked automatically. With a register, every tool that it does not name; without one, a tool with an effect.</summary>
        private string? Why(string? name, string? given, IMethodSymbol? method, SyntaxNode? code, CancellationToken cancellation) =>
            context.Policy.Approved[Registers.Tool].Count > 0
                ? name is null || IsApproved(given, method) ? null : "the policy does not name the tool '" + name + "'"
                : bodies.EffectOf(name, code, cancellation)?.Text;

        private bool IsApproved(string? given, IMethodSymbol? method) => ToolBody.Names(given, method).Any(context.Policy.Approved[Registers.Tool].Contains);

        private Site At(IMethodSymbol method, string text) => rule.Finding(SitePlace.OfDeclaration(method, method.Locations[0]), "tool", text);

        private static string? Name(IMethodSymbol? method) => method is { Name.Length: > 0, MethodKind: not MethodKind.AnonymousFunction } ? method.Name : null;

        private static SyntaxNode? Code(IMethodSymbol method, CancellationToken cancellation) =>
            (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences is { Length: > 0 } references ? references[0].GetSyntax(cancellation) : null;
    }
}
