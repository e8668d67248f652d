using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Linking;

/// <summary>What a compilation passes to methods and assigns to members of other projects, and which composers it calls. Thread-safe.</summary>
internal sealed class ArgumentSupplies(CompilationModel compilation, Composers composers)
{
    private readonly ClientProvenance provenance = ClientProvenance.Of(compilation);
    private readonly ConcurrentDictionary<IMethodSymbol, Callee> callees = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> projects = new(SymbolEqualityComparer.Default);
    private readonly ContainerShield shields = new(compilation, new Containers(compilation));
    private readonly Replacements replacements = new(compilation);

    /// <summary>The kinds of operation that can supply something.</summary>
    public ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.MethodReference, OperationKind.PropertyReference,
        OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment, OperationKind.DeconstructionAssignment);

    /// <summary>Adds what <paramref name="operation"/> supplies.</summary>
    public void AddTo(ConcurrentBag<Supply> supplies, IOperation operation, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IInvocationOperation call when Of(call.TargetMethod) is { IsAny: true } callee:
                AddReceiver(call.TargetMethod, call.Instance, supplies, cancellation);
                AddArguments(call.TargetMethod, call.Arguments, callee, supplies, cancellation);
                AddCall(call, call.TargetMethod, callee, supplies, cancellation);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation when Of(constructor) is { IsAny: true } callee:
                AddArguments(constructor, creation.Arguments, callee, supplies, cancellation);
                break;
            case IMethodReferenceOperation reference when Of(reference.Method, isReference: true) is { IsAny: true } callee:
                AddReference(reference, callee, supplies, cancellation);
                break;
            case IPropertyReferenceOperation { Property.GetMethod: { } getter } reference when ExtensionMembers.IsBlock(getter.ContainingType):
                AddReceiver(getter, reference.Instance, supplies, cancellation);
                break;
            case ISimpleAssignmentOperation assignment:
                AddAssigned(assignment.Target, assignment.Value, supplies, cancellation);
                break;
            case ICoalesceAssignmentOperation assignment:
                AddAssigned(assignment.Target, assignment.Value, supplies, cancellation);
                break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets }:
                AddUnfollowed(targets, supplies, cancellation);
                break;
        }
    }

    private Callee Of(IMethodSymbol method, bool isReference = false)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!isReference && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Compilation.Assembly) &&
            !Overriding.IsVirtual(method) && !ExtensionMembers.IsBlock(method.ContainingType) && !composers.IsComposer(method))
        {
            return default;
        }

        return callees.TryGetValue(method, out var known) ? known : callees.GetOrAdd(method, Find(method));
    }

    private Callee Find(IMethodSymbol method)
    {
        if (!IsOfProject(method))
        {
            return default;
        }

        var parameters = ImmutableArray.CreateBuilder<int>();
        foreach (var parameter in method.Parameters)
        {
            if (ForeignCode.CanCarryGuard(parameter.Type))
            {
                parameters.Add(parameter.Ordinal);
            }
        }

        return new Callee(parameters.ToImmutable(), composers.IsComposer(method), ExtensionMembers.Shift(method) > 0);
    }

    private bool IsOfProject(ISymbol member) =>
        member.ContainingAssembly is { } assembly &&
        (projects.TryGetValue(assembly, out var isProject) ? isProject : projects.GetOrAdd(assembly, ForeignCode.IsProject(assembly)));

    private void AddReceiver(IMethodSymbol method, IOperation? receiver, ConcurrentBag<Supply> supplies, CancellationToken cancellation)
    {
        if (receiver is not null && ExtensionMembers.Shift(method) > 0 && ForeignCode.CanCarryGuard(receiver.Type))
        {
            Add(Slot.OfReceiver(method.OriginalDefinition), method, receiver, supplies, cancellation);
        }
    }

    private void AddArguments(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, Callee callee, ConcurrentBag<Supply> supplies, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && callee.Parameters.Contains(parameter.Ordinal))
            {
                Add(Slot.OfParameter(definition, parameter.Ordinal), method, argument.Value, supplies, cancellation);
            }
        }
    }

    /// <summary>A method that becomes a function for a framework (<c>MapPost("/ask", Ask)</c>) gets services; for anybody else it can get anything.</summary>
    private void AddReference(IMethodReferenceOperation reference, Callee callee, ConcurrentBag<Supply> supplies, CancellationToken cancellation)
    {
        AddCall(reference, reference.Method, callee, supplies, cancellation);
        AddReceiver(reference.Method, reference.Instance, supplies, cancellation);
        if (reference.Parent is IDelegateCreationOperation { Parent: IConversionOperation { Type.Name: "Delegate" } })
        {
            return;
        }

        foreach (var ordinal in callee.Parameters)
        {
            var verdict = ClientProvenance.Unknown(reference, "'" + reference.Method.Name + "' becomes a function that anybody may call");
            Add(Supply.Of(Slot.OfParameter(reference.Method.OriginalDefinition, ordinal), SlotNames.Of(reference.Method), verdict, reference.Syntax), supplies);
        }
    }

    private void AddCall(IOperation call, IMethodSymbol method, Callee callee, ConcurrentBag<Supply> supplies, CancellationToken cancellation)
    {
        if (!callee.IsComposer)
        {
            return;
        }

        supplies.Add(new Supply
        {
            Kind = Supply.Call, Slot = Slot.OfMember(method), To = SlotNames.Of(method), Place = call.Syntax,
            Member = composers.MemberOf(call.Syntax, cancellation),
            IsShieldable = shields.After(call, cancellation) is not null,
            Replaced = replacements.After(call, cancellation),
        });
    }

    private void AddAssigned(IOperation target, IOperation value, ConcurrentBag<Supply> supplies, CancellationToken cancellation)
    {
        if (target is IMemberReferenceOperation { Member: { } member } && IsForeign(member))
        {
            Add(member, provenance.Judge(value, cancellation), value, supplies);
        }
    }

    private void AddUnfollowed(ITupleOperation targets, ConcurrentBag<Supply> supplies, CancellationToken cancellation)
    {
        foreach (var element in targets.Elements)
        {
            if (element is IMemberReferenceOperation { Member: { } member } && IsForeign(member))
            {
                Add(member, ClientProvenance.Unknown(element, "it is assigned as a part of a tuple"), element, supplies);
            }
            else if (element is ITupleOperation inner)
            {
                AddUnfollowed(inner, supplies, cancellation);
            }
        }
    }

    /// <summary>Whether <paramref name="member"/> is a field or property of another project that can hold a client.</summary>
    private bool IsForeign(ISymbol member) =>
        !SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Compilation.Assembly) &&
        ForeignCode.CanCarryGuard(member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null }) &&
        IsOfProject(member);

    private static void Add(ISymbol member, GuardVerdict verdict, IOperation place, ConcurrentBag<Supply> supplies)
    {
        Add(Supply.Of(Slot.OfMember(member), SlotNames.Of(member.OriginalDefinition), verdict, place.Syntax), supplies);
        foreach (var replaced in Slot.Replaced(member))
        {
            Add(Supply.Of(Slot.OfMember(replaced), SlotNames.Of(replaced), verdict, place.Syntax), supplies);
        }
    }

    private void Add(string slot, IMethodSymbol method, IOperation value, ConcurrentBag<Supply> supplies, CancellationToken cancellation) =>
        Add(Supply.Of(slot, SlotNames.Of((method.ReducedFrom ?? method).OriginalDefinition), provenance.Judge(value, cancellation), value.Syntax), supplies);

    private static void Add(Supply? supply, ConcurrentBag<Supply> supplies)
    {
        if (supply is not null)
        {
            supplies.Add(supply);
        }
    }

    /// <summary>What a call of one method can supply.</summary>
    private readonly struct Callee(ImmutableArray<int> parameters, bool isComposer, bool hasReceiver)
    {
        /// <summary>The ordinals of the parameters that take a client.</summary>
        public ImmutableArray<int> Parameters { get; } = parameters;

        /// <summary>Whether it composes services.</summary>
        public bool IsComposer { get; } = isComposer;

        /// <summary>Whether it supplies anything.</summary>
        public bool IsAny => IsComposer || hasReceiver || !Parameters.IsDefaultOrEmpty;
    }
}
