using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Looks into the evidence sinks of a program: whether they keep what they get, and whether they say so when they cannot.</summary>
internal sealed class EvidenceSinks(CompilationModel model)
{
    private const string Sink = "PromptShield.IEvidenceSink";

    /// <summary>What keeps <paramref name="type"/> from leaving evidence, in words; null when nothing does, or when the source does not show it.</summary>
    public string? Defect(ITypeSymbol? type, CancellationToken cancellation)
    {
        if (type is null || type.TypeKind == TypeKind.Interface || !model.Declares(type))
        {
            return null;
        }

        foreach (var contract in type.AllInterfaces)
        {
            if (!ShieldIdentity.Declares(contract) || !TypeNames.Is(contract, Sink))
            {
                continue;
            }

            foreach (var member in contract.GetMembers())
            {
                if (type.FindImplementationForInterfaceMember(member) is IMethodSymbol { IsAbstract: false, Parameters.IsEmpty: false } method &&
                    model.Declares(method) && Defect(method, cancellation) is { } defect)
                {
                    return defect;
                }
            }
        }

        return null;
    }

    private string? Defect(IMethodSymbol method, CancellationToken cancellation)
    {
        if (model.OperationOf(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation), cancellation) is not { } body)
        {
            return null;
        }

        var name = method.ContainingType.Name + "." + method.Name;
        var evidence = method.Parameters[0];
        var throws = false;
        foreach (var operation in body.Descendants())
        {
            throws |= operation is IThrowOperation;
            if (operation is ICatchClauseOperation { Filter: null, Parent: ITryOperation guarded } clause && CatchesAll(clause) && Uses(guarded.Body, evidence) && !Answers(clause.Handler, evidence))
            {
                return "'" + name + "' swallows its errors, so requests leave without evidence when it cannot be written";
            }
        }

        return throws || Uses(body, evidence) ? null : "'" + name + "' does nothing with the event";
    }

    private static bool CatchesAll(ICatchClauseOperation clause) =>
        clause.ExceptionType.SpecialType == SpecialType.System_Object || TypeNames.Is(clause.ExceptionType, "System.Exception") || TypeNames.Is(clause.ExceptionType, "System.IO.IOException");

    /// <summary>Whether a handler throws again or keeps the event in another way.</summary>
    private static bool Answers(IOperation handler, IParameterSymbol evidence)
    {
        foreach (var operation in handler.Descendants())
        {
            if (operation is IThrowOperation)
            {
                return true;
            }
        }

        return Uses(handler, evidence);
    }

    private static bool Uses(IOperation code, IParameterSymbol evidence)
    {
        foreach (var operation in code.Descendants())
        {
            if (operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, evidence))
            {
                return true;
            }
        }

        return false;
    }
}
