using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Flow;

/// <summary>Judges parts of what variables and members hold: elements of collections, of tuples and of objects without a name.</summary>
internal sealed class HeldParts(CompilationModel compilation, ParameterProvenance parameters)
{
    /// <summary>Judges with <paramref name="judge"/> every value that <paramref name="reference"/> can hold.</summary>
    public GuardVerdict Judge(IOperation reference, string why, Func<IOperation, GuardVerdict> judge, ProvenanceTrace trace)
    {
        var definitions = reference switch
        {
            ILocalReferenceOperation local => compilation.Reaching(local.Local, reference, trace.Cancellation),
            IParameterReferenceOperation parameter => compilation.Reaching(parameter.Parameter, reference, trace.Cancellation),
            IFieldReferenceOperation { Field.ContainingType.IsTupleType: false } field when compilation.Declares(field.Field) => compilation.Assigned(field.Field, trace.Cancellation),
            IPropertyReferenceOperation { Property.ContainingType.IsAnonymousType: false } property when compilation.Declares(property.Property) => compilation.Assigned(property.Property, trace.Cancellation),
            _ => default,
        };
        if (definitions.Items.IsDefault || definitions.IsExhausted || !trace.TryEnter(reference.Syntax))
        {
            return ClientProvenance.Unknown(reference, why);
        }

        var verdict = GuardVerdict.NoValue;
        foreach (var definition in definitions.Items)
        {
            verdict = verdict.Join(definition switch
            {
                { Kind: DefinitionKind.Value, Value: { } value } => judge(value),
                { Kind: DefinitionKind.Parameter, Symbol: IParameterSymbol { RefKind: RefKind.None } parameter } => parameters.JudgePassed(parameter, reference, judge, trace),
                { Kind: DefinitionKind.Unassigned } => GuardVerdict.NoValue,
                _ => ClientProvenance.Unknown(reference, why),
            });
        }

        trace.Leave(reference.Syntax);
        return verdict;
    }
}
