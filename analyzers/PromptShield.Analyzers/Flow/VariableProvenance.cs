using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges what locals, parameters, fields and properties can hold.</summary>
internal sealed class VariableProvenance(CompilationModel compilation, ClientProvenance provenance, ServiceRegistrations registrations)
{
    private readonly ConcurrentDictionary<ISymbol, GuardVerdict> known = new(SymbolEqualityComparer.Default);
    private readonly ArgumentSources arguments = new(compilation);
    private readonly TransportChanges changes = new(provenance);
    private readonly PassedObjects effects = new(compilation, provenance);

    /// <summary>Judges a reference to a variable or member.</summary>
    public GuardVerdict Judge(IOperation reference, ProvenanceTrace trace) => reference switch
    {
        ILocalReferenceOperation local => JudgeLocal(local.Local, reference, trace),
        IParameterReferenceOperation parameter => JudgeLocal(parameter.Parameter, reference, trace),
        IFieldReferenceOperation field => JudgeMember(field.Field, field, trace),
        IPropertyReferenceOperation property => JudgeProperty(property, trace),
        _ => GuardVerdict.NoValue,
    };

    /// <summary>Judges the elements of the collection that a variable or member holds.</summary>
    public GuardVerdict JudgeParts(IOperation reference, ProvenanceTrace trace)
    {
        var definitions = reference switch
        {
            ILocalReferenceOperation local => compilation.Reaching(local.Local, reference, trace.Cancellation),
            IFieldReferenceOperation field when IsInSource(field.Field) => compilation.Assigned(field.Field, trace.Cancellation),
            IPropertyReferenceOperation property when IsInSource(property.Property) => compilation.Assigned(property.Property, trace.Cancellation),
            _ => default,
        };
        if (definitions.Items.IsDefault || definitions.IsExhausted || !trace.TryEnter(reference.Syntax))
        {
            return ClientProvenance.Unknown(reference, "it comes out of a collection");
        }

        var verdict = GuardVerdict.NoValue;
        foreach (var definition in definitions.Items)
        {
            verdict = verdict.Join(
                definition.Kind == DefinitionKind.Value && definition.Value is { } value
                    ? provenance.JudgeParts(value, trace)
                    : ClientProvenance.Unknown(reference, "it comes out of a collection"));
        }

        trace.Leave(reference.Syntax);
        return verdict;
    }

    private GuardVerdict JudgeLocal(ISymbol variable, IOperation reference, ProvenanceTrace trace)
    {
        if (variable is ILocalSymbol { RefKind: not RefKind.None })
        {
            return ClientProvenance.Unknown(reference, "'" + variable.Name + "' is another name of a variable that may change");
        }

        var definitions = compilation.Reaching(variable, reference, trace.Cancellation, ClientRules.Default.IsBuilder(reference.Type));
        return JudgeAll(definitions, reference, trace);
    }

    private GuardVerdict JudgeAll(Definitions definitions, IOperation? reference, ProvenanceTrace trace)
    {
        var verdict = definitions.IsExhausted ? GuardVerdict.Exhausted(reference?.Syntax) : GuardVerdict.NoValue;
        foreach (var definition in definitions.Items)
        {
            verdict = verdict.Join(JudgeDefinition(definition, reference, trace));
        }

        return verdict;
    }

    private GuardVerdict JudgeDefinition(Definition definition, IOperation? reference, ProvenanceTrace trace)
    {
        switch (definition.Kind)
        {
            case DefinitionKind.Call when definition.Value is ISimpleAssignmentOperation set:
                return changes.JudgeSet(set, trace);
            case DefinitionKind.Passed when definition.Value is IArgumentOperation { Parent: { } taker } passed:
                return effects.Judge(passed.Value, passed.Parameter!, taker, trace);
            case DefinitionKind.Passed:
                return ClientProvenance.Unknown(reference, "'" + definition.Symbol?.Name + "' is passed to a method that may change it");
            case DefinitionKind.Value or DefinitionKind.Call:
                return definition.Value is null ? ClientProvenance.Unknown(reference, "the code does not resolve") : provenance.Judge(definition.Value, trace);
            case DefinitionKind.Part:
                return provenance.JudgeParts(definition.Value, trace);
            case DefinitionKind.Parameter when definition.Symbol is IParameterSymbol { RefKind: RefKind.Ref } shared:
                return JudgeParameter(shared, reference, trace).Join(ClientProvenance.Unknown(reference, "'" + shared.Name + "' is another name of a variable that may change"));
            case DefinitionKind.Parameter:
                return JudgeParameter((IParameterSymbol)definition.Symbol!, reference, trace);
            case DefinitionKind.ByReference when definition.Value is IArgumentOperation argument && ReferenceWrites.TryValueOf(argument, out var stored):
                return provenance.Judge(stored, trace);
            case DefinitionKind.ByReference:
                return ClientProvenance.Unknown(reference, "it can be written through a reference to '" + definition.Symbol?.Name + "'");
            default:
                return GuardVerdict.NoValue;
        }
    }

    private GuardVerdict JudgeProperty(IPropertyReferenceOperation reference, ProvenanceTrace trace)
    {
        var property = reference.Property;
        if (!reference.Arguments.IsEmpty)
        {
            return provenance.JudgeParts(reference.Instance, trace);
        }

        if (IsInSource(property))
        {
            return ServiceRegistrations.IsInjected(property)
                ? registrations.Judge(property.Type, property, trace)?.Owing(Debt.Open(property)) ?? HandedIn(property, reference)
                : JudgeMember(property, reference, trace);
        }

        if (reference.Instance is not { } instance)
        {
            return Outside(property, reference);
        }

        // A property of a client (client.Messages, lazy.Value, task.Result) hands out a part of it. An object of another project holds what that says.
        var verdict = provenance.Judge(instance, trace);
        return !ForeignCode.IsProject(property.ContainingAssembly) ? verdict
            : verdict.State == GuardState.Deferred && !ForeignCode.CanCarryGuard(instance.Type) ? Outside(property, reference)
            : verdict.Owing(Debt.Open(property));
    }

    /// <summary>Judges a field or property of this compilation.</summary>
    public GuardVerdict JudgeMember(ISymbol member, IOperation? reference, ProvenanceTrace trace)
    {
        member = member.OriginalDefinition;
        if (!IsInSource(member))
        {
            return Outside(member, reference);
        }

        if (known.TryGetValue(member, out var verdict))
        {
            return verdict;
        }

        if (!trace.TryEnter(member))
        {
            return GuardVerdict.NoValue;
        }

        // What a member holds does not depend on the calls that led to this reference.
        var frame = trace.Frame;
        trace.Frame = null;
        verdict = JudgeAssigned(member, reference, trace);
        verdict = verdict.State is null ? HandedIn(member, reference)
            : IsSetFromOutside(member) || Overriding.Of(compilation).IsOpen(member) ? verdict.Join(HandedIn(member, reference, isOpen: true))
            : CanBeSet(member) ? verdict.Owing(Debt.Open(member))
            : verdict;

        trace.Frame = frame;
        trace.Leave(member);
        return trace.IsCut ? verdict : known.GetOrAdd(member, verdict);
    }

    /// <summary>All assignments of a member and of what overrides or implements it.</summary>
    private GuardVerdict JudgeAssigned(ISymbol member, IOperation? reference, ProvenanceTrace trace)
    {
        var verdict = JudgeAll(compilation.Assigned(member, trace.Cancellation), reference, trace);
        foreach (var implementation in Overriding.Of(compilation).Implementing(member))
        {
            verdict = verdict.Join(
                IsInSource(implementation)
                    ? JudgeAll(compilation.Assigned(implementation, trace.Cancellation), reference, trace)
                    : Outside(implementation, reference));
        }

        return verdict;
    }

    private GuardVerdict JudgeParameter(IParameterSymbol parameter, IOperation? reference, ProvenanceTrace trace)
    {
        if (trace.IsAssumed(parameter))
        {
            return GuardVerdict.Guarded(reference?.Syntax);
        }

        for (var frame = trace.Frame; frame is not null; frame = frame.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, frame.Callee))
            {
                return JudgeArgument(frame, parameter, trace);
            }
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
        trace.Leave(definition);
        return trace.IsCut ? verdict : known.GetOrAdd(definition, verdict);
    }

    private GuardVerdict JudgeArgument(CallFrame frame, IParameterSymbol parameter, ProvenanceTrace trace)
    {
        var current = trace.Frame;
        trace.Frame = frame.Outer;
        var verdict = GuardVerdict.NoValue;
        foreach (var argument in frame.Call.Arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal)
            {
                verdict = provenance.Judge(argument.Value, trace);
            }
        }

        trace.Frame = current;
        return verdict;
    }

    private GuardVerdict JudgeArguments(IParameterSymbol parameter, IOperation? reference, ProvenanceTrace trace)
    {
        if (ServiceRegistrations.IsInjected(parameter))
        {
            return registrations.Judge(parameter.Type, parameter, trace)?.Owing(Debt.Open(parameter)) ?? HandedIn(parameter, reference);
        }

        var sources = arguments.Of(parameter, trace.Cancellation);
        var verdict = sources.IsExhausted ? GuardVerdict.Exhausted(reference?.Syntax) : GuardVerdict.NoValue;
        foreach (var argument in sources.Values)
        {
            verdict = verdict.Join(provenance.Judge(argument, trace));
        }

        var isOwed = false;
        if (sources.Values.Count == 0 || registrations.IsRegistered(parameter.ContainingType, parameter))
        {
            var registered = registrations.Judge(parameter.Type, parameter, trace);
            isOwed = registered is null;
            verdict = verdict.Join(registered ?? HandedIn(parameter, reference));
        }

        // A constructor that only the container calls is answered by the registrations; other assemblies may call any other public member.
        var isOpen = sources.IsOpen && (sources.Values.Count > 0 || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor });
        return isOpen ? verdict.Join(HandedIn(parameter, reference, isOpen: sources.Values.Count > 0))
            : isOwed ? verdict
            : verdict.Owing(Debt.Open(parameter));
    }

    private bool IsSetFromOutside(ISymbol member) =>
        !compilation.IsExecutable &&
        ArgumentSources.IsPublic(member) &&
        member is IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Public } or IFieldSymbol { IsReadOnly: false, IsConst: false };

    /// <summary>Whether code that is not of this compilation, a friend or a derived class, can set the member.</summary>
    private static bool CanBeSet(ISymbol member) =>
        member.DeclaredAccessibility != Accessibility.Private &&
        member is IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private } or IFieldSymbol { IsReadOnly: false, IsConst: false };

    private bool IsInSource(ISymbol symbol) => compilation.Declares(symbol);

    private static GuardVerdict Outside(ISymbol member, IOperation? reference) =>
        GuardVerdict.Deferred(
            member.GetDocumentationCommentId() ?? member.Name, "the client is handed in by '" + member.Name + "' of another assembly", reference?.Syntax, Debt.Of(member));

    private static GuardVerdict HandedIn(ISymbol symbol, IOperation? reference, bool isOpen = false)
    {
        var declaration = symbol.DeclaringSyntaxReferences.IsEmpty ? reference?.Syntax : symbol.DeclaringSyntaxReferences[0].GetSyntax();
        return GuardVerdict.Deferred(
            OwedTo(symbol),
            "the client is handed in through '" + symbol.Name + "', and nothing in this project supplies it",
            declaration is ParameterSyntax or PropertyDeclarationSyntax or VariableDeclaratorSyntax ? declaration : reference?.Syntax,
            (isOpen ? Debt.Open(symbol) : null) ?? Debt.Of(symbol));
    }

    /// <summary>A constructor is called by the container, so its parameter is owed by whoever registers the type; any other symbol is named itself.</summary>
    private static string OwedTo(ISymbol symbol) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter => TypeId(parameter.Type),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter => TypeId(parameter.Type),
        IParameterSymbol parameter => (parameter.ContainingSymbol.GetDocumentationCommentId() ?? parameter.ContainingSymbol.Name) + "#" + parameter.Name,
        _ => symbol.GetDocumentationCommentId() ?? symbol.Name,
    };

    private static string TypeId(ITypeSymbol type) => type.OriginalDefinition.GetDocumentationCommentId() ?? type.ToDisplayString();
}
