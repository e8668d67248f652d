using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>Finds and judges the sites of one population in one compilation. Thread-safe.</summary>
internal interface ISiteFinder
{
    /// <summary>The kinds of operation that can be a site.</summary>
    ImmutableArray<OperationKind> Kinds { get; }

    /// <summary>Judges <paramref name="operation"/>; null when it is no site.</summary>
    Site? Judge(IOperation operation, CancellationToken cancellation);
}

/// <summary>The finders that apply to one compilation: none for a library that is not referenced.</summary>
internal sealed class SiteFinderSet
{
    /// <summary>Asks each layer for its finder.</summary>
    public SiteFinderSet(CompilationModel compilation)
    {
        var finders = ImmutableArray.CreateBuilder<ISiteFinder>();
        finders.Add(compilation.ModelCalls);
        finders.Add(PersonalDataSinks.Of(compilation));
        Finders = finders.ToImmutable();
    }

    /// <summary>The finders.</summary>
    public ImmutableArray<ISiteFinder> Finders { get; }
}
