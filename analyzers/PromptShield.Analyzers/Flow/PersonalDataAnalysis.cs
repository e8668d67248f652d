using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>All that judging personal data in one compilation needs, made once and shared. Thread-safe.</summary>
internal sealed class PersonalDataAnalysis(CompilationModel model)
{
    /// <summary>The compilation.</summary>
    public CompilationModel Model { get; } = model;

    /// <summary>The policy.</summary>
    public AnalyzerPolicy Policy => Model.Policy;

    /// <summary>Which symbols are personal data.</summary>
    public PersonalDataSources Sources { get; } = new(model.Compilation, PersonalDataLexicon.With(model.Policy));

    /// <summary>What calls do with it.</summary>
    public PersonalDataCalls Calls { get; } = new(model, model.Policy, PersonalDataLexicon.With(model.Policy));

    /// <summary>Which variables are written at all.</summary>
    public WrittenNames Written { get; } = new();

    /// <summary>Finished summaries of source methods; one that was cut by recursion or a budget is never kept.</summary>
    public ConcurrentDictionary<(IMethodSymbol Method, ShownForm Form), PersonalDataValue> Summaries { get; } = new();

    /// <summary>What the value of <paramref name="operation"/> holds when it is shown in this form.</summary>
    public PersonalDataValue Evaluate(IOperation operation, ShownForm form, CancellationToken cancellation) =>
        new PersonalDataFlow(this, cancellation).Evaluate(operation, form);
}
