using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges what locals, parameters, fields and properties can hold.</summary>
internal sealed class VariableProvenance
{
    private readonly CompilationModel compilation;
    private readonly ClientProvenance provenance;
    private readonly ServiceRegistrations registrations;
    private readonly ConcurrentDictionary<ISymbol, GuardVerdict> known = new(SymbolEqualityComparer.Default);
    private readonly ParameterProvenance parameters;
    private readonly TransportChanges changes;
    private readonly PassedObjects effects;
    private readonly HeldParts held;

    /// <summary>A judge of variables for <paramref name="provenance"/>; thread-safe.</summary>
    public VariableProvenance(CompilationModel compilation, ClientProvenance provenance, ServiceRegistrations registrations)
    {
        this.compilation = compilation;
        this.provenance = provenance;
        this.registrations = registrations;
        parameters = new ParameterProvenance(compilation, provenance, this, registrations);
        changes = new TransportChanges(provenance);
        effects = new PassedObjects(compilation, provenance);
        held = new HeldParts(compilation, parameters);
    }

    /// <summary>Judges a reference to a variable or member.</summary>
    public GuardVerdict Judge(IOperation reference, ProvenanceTrace trace) => reference switch
    {
        ILocalReferenceOperation local => JudgeLocal(local.Local, reference, trace),
        IParameterReferenceOperation parameter => JudgeLocal(parameter.Parameter, reference, trace),
        IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } tuple } element => provenance.JudgeElement(tuple, element.Field, trace),
        IFieldReferenceOperation field => JudgeMember(field.Field, field, trace),
        IPropertyReferenceOperation property => JudgeProperty(property, trace),
        _ => GuardVerdict.NoValue,
    };

    /// <summary>What is put into collections after they were made.</summary>
    public CollectionChanges? Changes { private get; set; }

    /// <summary>Judges the elements of the collection that a variable or member holds.</summary>
    public GuardVerdict JudgeParts(IOperation reference, ProvenanceTrace trace) =>
        held.Judge(reference, "it comes out of a collection", value => provenance.JudgeParts(value, trace), trace)
            .Join(Changes!.Judge(Named(reference)!, reference, trace));

    /// <summary>Judges one element of the tuple or anonymous object that a variable or member holds.</summary>
    public GuardVerdict JudgeElement(IOperation reference, ISymbol element, ProvenanceTrace trace) =>
        held.Judge(reference, "it comes out of a tuple", value => provenance.JudgeElement(value, element, trace), trace).Join(JudgeElementWrites(element, reference, trace));

    /// <summary>Elements of tuples are written under either of their names; whose tuple it is does not matter here.</summary>
    private GuardVerdict JudgeElementWrites(ISymbol element, IOperation reference, ProvenanceTrace trace)
    {
        var verdict = GuardVerdict.NoValue;
        var examined = 0;
        var counted = (element as IFieldSymbol)?.CorrespondingTupleField?.Name;
        foreach (var node in counted is null || counted == element.Name ? compilation.Assignments(element.Name) : compilation.Assignments(element.Name).AddRange(compilation.Assignments(counted)))
        {
            if (++examined > FlowBudget.Candidates)
            {
                return GuardVerdict.Exhausted(reference.Syntax);
            }

            var target = node is AssignmentExpressionSyntax { Left: { } left } ? left : SyntaxShape.WrittenOperand(node)!;
            if (compilation.OperationOf(target, trace.Cancellation) is IFieldReferenceOperation { Field.ContainingType.IsTupleType: true })
            {
                verdict = verdict.Join(
                    node is AssignmentExpressionSyntax assignment
                        ? provenance.Judge(compilation.OperationOf(assignment.Right, trace.Cancellation), trace)
                        : ClientProvenance.Unknown(reference, "the element of a tuple can be written by reference"));
            }
        }

        return verdict;
    }

    private static ISymbol? Named(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
        IFieldReferenceOperation field => field.Field.OriginalDefinition,
        IPropertyReferenceOperation property => property.Property.OriginalDefinition,
        _ => null,
    };

    private GuardVerdict JudgeLocal(ISymbol variable, IOperation reference, ProvenanceTrace trace)
    {
        if (variable is ILocalSymbol { RefKind: not RefKind.None })
        {
            return ClientProvenance.Unknown(reference, "'" + variable.Name + "' is another name of a variable that may change");
        }

        var definitions = compilation.Reaching(variable, reference, trace.Cancellation, ClientRules.Default.IsBuilder(reference.Type));
        return JudgeAll(definitions, reference, trace);
    }

    /// <summary>Judges everything that <paramref name="definitions"/> of <paramref name="reference"/> can give it.</summary>
    public GuardVerdict JudgeAll(Definitions definitions, IOperation? reference, ProvenanceTrace trace)
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
                return parameters.Judge(shared, reference, trace).Join(ClientProvenance.Unknown(reference, "'" + shared.Name + "' is another name of a variable that may change"));
            case DefinitionKind.Parameter:
                return parameters.Judge((IParameterSymbol)definition.Symbol!, reference, trace);
            case DefinitionKind.ByReference when definition.Value is IArgumentOperation argument && ReferenceWrites.TryValueOf(argument, out var stored):
                return provenance.Judge(stored, trace);
            case DefinitionKind.ByReference when definition.Value is IArgumentOperation { Parent: IInvocationOperation writer, Parameter: { } target } && IsFollowed(writer.TargetMethod):
                return JudgeWritten(target, writer, reference, trace);
            case DefinitionKind.ByReference when definition.Value is IArgumentOperation { Parent: IInvocationOperation { Instance: { } collection } asked } &&
                CollectionProvenance.IsCollection(collection.Type) && CollectionProvenance.IsOfFramework(asked.TargetMethod):
                return provenance.JudgeParts(collection, trace);
            case DefinitionKind.ByReference:
                return ClientProvenance.Unknown(reference, "it can be written through a reference to '" + definition.Symbol?.Name + "'");
            default:
                return GuardVerdict.NoValue;
        }
    }

    private bool IsFollowed(IMethodSymbol method) =>
        method.MethodKind != MethodKind.DelegateInvoke && IsInSource(method.OriginalDefinition) && !Overriding.IsVirtual(method.OriginalDefinition);

    /// <summary>Judges everything that a method of this compilation stores in a parameter that it gets by reference.</summary>
    private GuardVerdict JudgeWritten(IParameterSymbol parameter, IInvocationOperation call, IOperation? reference, ProvenanceTrace trace)
    {
        var method = call.TargetMethod.OriginalDefinition;
        var written = (method.PartialImplementationPart ?? method).Parameters[parameter.Ordinal];
        if (!trace.TryEnter(written))
        {
            return GuardVerdict.NoValue;
        }

        var frame = trace.Frame;
        trace.Frame = new CallFrame((IMethodSymbol)written.ContainingSymbol, call, frame);
        var verdict = JudgeAll(compilation.Assigned(written, trace.Cancellation), reference, trace);
        trace.Frame = frame;
        trace.Leave(written);
        return verdict;
    }

    private GuardVerdict JudgeProperty(IPropertyReferenceOperation reference, ProvenanceTrace trace)
    {
        var property = reference.Property;
        if (!reference.Arguments.IsEmpty && !IsInSource(property))
        {
            return provenance.JudgeParts(reference.Instance, trace);
        }

        if (property.ContainingType is { IsAnonymousType: true })
        {
            return provenance.JudgeElement(reference.Instance, property, trace);
        }

        if (SetByWith(reference, trace.Cancellation) is { } set)
        {
            return provenance.Judge(set, trace);
        }

        if (IsInSource(property))
        {
            return ServiceRegistrations.IsInjected(property)
                ? registrations.Judge(property.Type, property, trace)?.Owing(Debt.Open(property)) ?? HandedIn.Through(property, reference)
                : JudgeMember(property, reference, trace);
        }

        if (reference.Instance is not { } instance)
        {
            return HandedIn.By(property, reference);
        }

        // A property of a client (client.Messages, lazy.Value, task.Result) hands out a part of it. An object of another project holds what that says.
        var verdict = provenance.Judge(instance, trace);
        return !ForeignCode.IsProject(property.ContainingAssembly) ? verdict
            : verdict.State == GuardState.Deferred && !ForeignCode.CanCarryGuard(instance.Type) ? HandedIn.By(property, reference)
            : verdict.Owing(Debt.Open(property));
    }

    /// <summary>
    /// What a <c>with</c> expression gives the property that <paramref name="reference"/> reads, when the variable holds its result and nothing can set the property later;
    /// null for anything else.
    /// </summary>
    private IOperation? SetByWith(IPropertyReferenceOperation reference, CancellationToken cancellation)
    {
        var property = reference.Property.OriginalDefinition;
        if (property is not { SetMethod.IsInitOnly: true, IsVirtual: false, IsOverride: false } || reference.Instance is not ILocalReferenceOperation local ||
            compilation.Reaching(local.Local, local, cancellation).Items is not { Length: 1 } definitions || definitions[0] is not { Kind: DefinitionKind.Value, Value: IWithOperation with })
        {
            return null;
        }

        foreach (var member in with.Initializer.Initializers)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment &&
                SymbolEqualityComparer.Default.Equals(target.Property.OriginalDefinition, property))
            {
                return assignment.Value;
            }
        }

        return null;
    }

    /// <summary>Judges a field or property of this compilation.</summary>
    public GuardVerdict JudgeMember(ISymbol member, IOperation? reference, ProvenanceTrace trace)
    {
        member = member is IFieldSymbol { AssociatedSymbol: IPropertySymbol owner } ? owner.OriginalDefinition : member.OriginalDefinition;
        if (!IsInSource(member))
        {
            return HandedIn.By(member, reference);
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
        verdict = verdict.State is null ? HandedIn.Through(member, reference)
            : IsSetFromOutside(member) || Overriding.Of(compilation).IsOpen(member) ? verdict.Join(HandedIn.Through(member, reference, isOpen: true))
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
                    : HandedIn.By(implementation, reference));
        }

        return verdict;
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
}
