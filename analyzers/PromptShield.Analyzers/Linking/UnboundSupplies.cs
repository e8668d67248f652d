using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Linking;

/// <summary>
/// Clients that get to members which the compiler does not bind: dynamic calls by the name of the member, objects that are made by their type, fields
/// that are written through a reference. Thread-safe.
/// </summary>
internal sealed class UnboundSupplies(CompilationModel compilation)
{
    private readonly ClientProvenance provenance = ClientProvenance.Of(compilation);

    /// <summary>The kinds of operation that can supply something.</summary>
    public ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(
        OperationKind.Invocation, OperationKind.DynamicInvocation, OperationKind.DynamicObjectCreation, OperationKind.SimpleAssignment, OperationKind.FieldReference);

    /// <summary>Adds what <paramref name="operation"/> supplies.</summary>
    public void AddTo(ConcurrentBag<Supply> supplies, IOperation operation, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "CreateInstance" or "GetServiceOrCreateInstance", ContainingType: { } owner } } call
                when TypeNames.Is(owner, "Microsoft.Extensions.DependencyInjection.ActivatorUtilities") || TypeNames.Is(owner, "System.Activator"):
                AddMade(call, supplies, cancellation);
                break;
            case IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation member } call when call.Arguments.Any(IsClient):
                Add(Slot.OfDynamic(member.MemberName), member.MemberName, operation, supplies);
                break;
            case IDynamicObjectCreationOperation { Type: INamedTypeSymbol type } when ForeignCode.IsProject(type.ContainingAssembly):
                AddConstructors(type, ClientProvenance.Unknown(operation, "the constructor is chosen at run time"), operation, supplies);
                break;
            case ISimpleAssignmentOperation { Target: IDynamicMemberReferenceOperation member } assignment when IsClient(assignment.Value):
                Add(Slot.OfDynamic(member.MemberName), member.MemberName, operation, supplies);
                break;
            case IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } field } when IsByReference(operation) && !compilation.Declares(field) && ForeignCode.CanCarryGuard(field.Type):
                Add(Supply.Of(Slot.OfMember(field), SlotNames.Of(field.OriginalDefinition), ClientProvenance.Unknown(operation, "it can be written through a reference"), operation.Syntax), supplies);
                break;
        }
    }

    /// <summary>The container's factory and the activator take the type and some of the arguments of its constructor, in any order.</summary>
    private void AddMade(IInvocationOperation call, ConcurrentBag<Supply> supplies, CancellationToken cancellation)
    {
        var verdict = GuardVerdict.NoValue;
        foreach (var argument in call.Descendants())
        {
            if (argument is IConversionOperation { IsImplicit: true, Operand: { } value } && IsClient(value))
            {
                verdict = verdict.Join(provenance.Judge(value, cancellation));
            }
        }

        if (Made(call) is INamedTypeSymbol type)
        {
            AddConstructors(type, verdict, call, supplies);
            if (verdict.State is null)
            {
                supplies.Add(new Supply { Kind = Supply.Activation, Slot = Slot.OfMember(type), Place = call.Syntax });
            }
        }
        else if (verdict.State is not null)
        {
            Add(Slot.OfDynamic(".ctor"), "a constructor", call, supplies);
        }
    }

    private static ITypeSymbol? Made(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.Length == 1)
        {
            return call.TargetMethod.TypeArguments[0];
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Value is ITypeOfOperation type)
            {
                return type.TypeOperand;
            }
        }

        return null;
    }

    private static void AddConstructors(INamedTypeSymbol type, GuardVerdict verdict, IOperation place, ConcurrentBag<Supply> supplies)
    {
        foreach (var constructor in type.OriginalDefinition.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (ForeignCode.CanCarryGuard(parameter.Type))
                {
                    Add(Supply.Of(Slot.OfParameter(constructor, parameter.Ordinal), SlotNames.Of(constructor), verdict, place.Syntax), supplies);
                }
            }
        }
    }

    private static bool IsClient(IOperation value) =>
        value.Type?.TypeKind == TypeKind.Dynamic || ForeignCode.CanCarryGuard(value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand.Type : value.Type);

    private static bool IsByReference(IOperation field) => field.Parent switch
    {
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IAddressOfOperation => true,
        ISimpleAssignmentOperation { IsRef: true } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IReturnOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax } => true,
        _ => false,
    };

    private static void Add(string slot, string to, IOperation place, ConcurrentBag<Supply> supplies) =>
        Add(Supply.Of(slot, to, ClientProvenance.Unknown(place, "the member is chosen at run time"), place.Syntax), supplies);

    private static void Add(Supply? supply, ConcurrentBag<Supply> supplies)
    {
        if (supply is not null)
        {
            supplies.Add(supply);
        }
    }
}
