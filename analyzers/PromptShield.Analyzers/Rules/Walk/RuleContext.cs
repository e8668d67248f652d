using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Flow.Content;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>What a rule may ask about one compilation. Thread-safe.</summary>
internal sealed class RuleContext(CompilationModel model)
{
    /// <summary>The compilation.</summary>
    public CompilationModel Model { get; } = model;

    /// <summary>The policy.</summary>
    public AnalyzerPolicy Policy => Model.Policy;

    /// <summary>What is personal data.</summary>
    public PersonalDataSinks PersonalData => PersonalDataSinks.Of(Model);

    /// <summary>Where content comes from.</summary>
    public ContentAnalysis Content => ContentAnalysis.Of(Model);

    /// <summary>Whether the compilation references an SDK of a model. Rules about prompts and answers have nothing to look for where it does not.</summary>
    public bool HasModels { get; } = model.Compilation.ReferencedAssemblyNames.Any(static reference => ModelApiTable.Default.IsSdk(reference.Name));

    /// <summary>Whether the compilation knows a type of this metadata name.</summary>
    public bool Knows(string typeName) => Model.Compilation.GetTypesByMetadataName(typeName).Length > 0;

    /// <summary>Where in this compilation <paramref name="symbol"/> is declared; null when elsewhere.</summary>
    public Location? DeclarationOf(ISymbol symbol) => symbol.Locations.Length > 0 ? Model.Own(symbol.Locations[0]) : null;
}
