using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges what parameters can hold: the argument of the call that the walk came through, else what all callers pass, else the container.</summary>
internal sealed class ParameterProvenance(
    CompilationModel compilation, ClientProvenance provenance, VariableProvenance variables, ServiceRegistrations registrations)
{
    private readonly ConcurrentDictionary<ISymbol, GuardVerdict> known = new(SymbolEqualityComparer.Default);
    private readonly ArgumentSources arguments = new(compilation);

    /// <summary>Judges <paramref name="parameter"/>, as its callers set it.</summary>
    public GuardVerdict Judge(IParameterSymbol parameter, IOperation? reference, ProvenanceTrace trace)
    {
        if (trace.Assumed(parameter) is { } assumed)
        {
            return assumed;
        }

        if (FrameOf(parameter, trace) is { } frame)
        {
            return JudgeArgument(frame, parameter, value => provenance.Judge(value, trace), trace);
        }

        var definition = parameter.OriginalDefinition;
        if (known.TryGetValue(definition, out var verdict))
        {
            return verdict;
        }

        if (!trace.TryEnter(definition))
        {
            return GuardVerdict.NoValue;
        }

        verdict = JudgeArguments(definition, reference, trace);
        if (IsOfPrimaryConstructor(definition))
        {
            // Every member of the type can write it, like a field.
            verdict = verdict.Join(variables.JudgeAll(compilation.Assigned(definition, trace.Cancellation), reference, trace));
        }

        trace.Leave(definition);
        return trace.IsCut ? verdict : known.GetOrAdd(definition, verdict);
    }

    /// <summary>Judges with <paramref name="judge"/> what callers pass for <paramref name="parameter"/>, which holds more than a client.</summary>
    public GuardVerdict JudgePassed(IParameterSymbol parameter, IOperation? reference, Func<IOperation, GuardVerdict> judge, ProvenanceTrace trace)
    {
        if (FrameOf(parameter, trace) is { } frame)
        {
            return JudgeArgument(frame, parameter, judge, trace);
        }

        if (!trace.TryEnter(parameter))
        {
            return GuardVerdict.NoValue;
        }

        var sources = arguments.Of(parameter.OriginalDefinition, trace.Cancellation);
        var verdict = sources.IsExhausted ? GuardVerdict.Exhausted(reference?.Syntax) : GuardVerdict.NoValue;
        foreach (var argument in sources.Values)
        {
            verdict = verdict.Join(judge(argument));
        }

        trace.Leave(parameter);
        return sources.IsOpen || sources.IsHandedOver || sources.Values.Count == 0
            ? verdict.Join(HandedIn.Through(parameter, reference, isOpen: sources.Values.Count > 0))
            : verdict.Owing(Debt.Open(parameter));
    }

    private static bool IsOfPrimaryConstructor(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences is { Length: 1 } references && references[0].GetSyntax().Parent?.Parent is TypeDeclarationSyntax;

    /// <summary>The call that the walk came through, when it is one of the method, or of the extension block, that declares <paramref name="parameter"/>.</summary>
    private static CallFrame? FrameOf(IParameterSymbol parameter, ProvenanceTrace trace)
    {
        var owner = parameter.ContainingSymbol.OriginalDefinition;
        for (var frame = trace.Frame; frame is not null; frame = frame.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, owner is INamedTypeSymbol ? frame.Callee.ContainingType : frame.Callee))
            {
                return frame;
            }
        }

        return null;
    }

    private static GuardVerdict JudgeArgument(CallFrame frame, IParameterSymbol parameter, Func<IOperation, GuardVerdict> judge, ProvenanceTrace trace)
    {
        var current = trace.Frame;
        var left = trace.LeaveTo(frame);
        var verdict = GuardVerdict.NoValue;
        if (parameter.ContainingSymbol is INamedTypeSymbol && frame.Call.Instance is { } receiver)
        {
            verdict = judge(receiver);
        }

        foreach (var argument in frame.Call.Arguments)
        {
            if (parameter.ContainingSymbol is IMethodSymbol && argument.Parameter?.Ordinal == parameter.Ordinal)
            {
                verdict = judge(argument.Value);
            }
        }

        trace.Return(current, left);
        return verdict;
    }

    private GuardVerdict JudgeArguments(IParameterSymbol parameter, IOperation? reference, ProvenanceTrace trace)
    {
        if (ServiceRegistrations.IsInjected(parameter))
        {
            return registrations.Judge(parameter.Type, parameter, trace)?.Owing(Debt.Open(parameter)) ?? HandedIn.Through(parameter, reference);
        }

        var sources = arguments.Of(parameter, trace.Cancellation);
        var verdict = sources.IsExhausted ? GuardVerdict.Exhausted(reference?.Syntax) : GuardVerdict.NoValue;
        foreach (var argument in sources.Values)
        {
            verdict = verdict.Join(provenance.Judge(argument, trace));
        }

        foreach (var collection in sources.Collections)
        {
            verdict = verdict.Join(provenance.JudgeParts(collection, trace));
        }

        var isSupplied = sources.Values.Count + sources.Collections.Count > 0;
        var isOwed = false;
        if (!isSupplied || sources.IsHandedOver || registrations.IsRegistered(parameter.ContainingType, parameter))
        {
            var registered = registrations.Judge(parameter.Type, parameter, trace);
            isOwed = registered is null;
            verdict = verdict.Join(registered ?? HandedIn.Through(parameter, reference));
        }

        // A constructor that only the container calls is answered by the registrations; other assemblies may call any other public member.
        var isOpen = sources.IsOpen && (isSupplied || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor });
        return isOpen ? verdict.Join(HandedIn.Through(parameter, reference, isOpen: isSupplied))
            : isOwed ? verdict
            : verdict.Owing(Debt.Open(parameter));
    }
}
