using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>A log call that receives personal data.</summary>
internal sealed class PersonalDataSink(LogApi api, List<PersonalDataCarrier> carriers, bool isExhausted)
{
    /// <summary>The member that is called.</summary>
    public LogApi Api { get; } = api;

    /// <summary>The expressions that bring it in, redacted ones too.</summary>
    public List<PersonalDataCarrier> Carriers { get; } = carriers;

    /// <summary>A limit was reached: more may reach the call.</summary>
    public bool IsExhausted { get; } = isExhausted;

    /// <summary>All classes, redacted or not.</summary>
    public DataClasses Classes { get; } = Join(carriers, static value => value.Classes | value.Redacted);

    /// <summary>The classes that arrive in the clear.</summary>
    public DataClasses InTheClear { get; } = Join(carriers, static value => value.Classes);

    private static DataClasses Join(List<PersonalDataCarrier> carriers, Func<PersonalDataValue, DataClasses> classes)
    {
        var joined = DataClasses.None;
        foreach (var carrier in carriers)
        {
            joined |= classes(carrier.Value);
        }

        return joined;
    }
}

/// <summary>Finds the log calls of a compilation that receive personal data. Thread-safe.</summary>
internal sealed class PersonalDataSinks(PersonalDataAnalysis analysis) : ISiteFinder
{
    private readonly LogApis apis = new(analysis.Model.Compilation, analysis.Policy);

    /// <inheritdoc/>
    public ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(OperationKind.Invocation);

    /// <summary>What judges values.</summary>
    public PersonalDataAnalysis Analysis => analysis;

    /// <summary>The names of classes.</summary>
    public PersonalDataLexicon Lexicon => analysis.Sources.Lexicon;

    /// <summary>The sinks of <paramref name="model"/>.</summary>
    public static PersonalDataSinks Of(CompilationModel model) =>
        model.Service(static shared => new PersonalDataSinks(new PersonalDataAnalysis(shared)));

    /// <inheritdoc/>
    public Site? Judge(IOperation operation, CancellationToken cancellation)
    {
        if (operation is not IInvocationOperation call || Find(call, cancellation) is not { } sink)
        {
            return null;
        }

        var guard = sink.InTheClear != 0 ? GuardState.Unguarded : sink.IsExhausted ? GuardState.NotAnalyzed : GuardState.Guarded;
        return new Site
        {
            Population = Site.PersonalDataSinks,
            Kind = sink.Api.Kind,
            Place = SitePlace.Of(call.Syntax, call.TargetMethod, analysis.Model, cancellation),
            Sdk = sink.Api.IsOwn ? "own" : sink.Api.Assembly,
            Provider = "unknown",
            Guard = guard,
            Reason = ReasonOf(guard),
            ReasonText = guard switch
            {
                GuardState.Unguarded => Lexicon.Names(sink.InTheClear) + " arrives in the clear",
                GuardState.Guarded => "every classified part was redacted",
                _ => "a limit of the analysis was reached",
            },
            DataClasses = Lexicon.Names(sink.Classes),
            Rule = sink.Api.IsTelemetry ? "PSH2002" : "PSH2001",
            Origin = OriginOf(sink),
        };
    }

    /// <summary>The reason code of a guard state of a sink.</summary>
    public static string ReasonOf(GuardState guard) => guard switch
    {
        GuardState.Unguarded => Reasons.PersonalDataUnredacted,
        GuardState.Guarded => Reasons.Redacted,
        _ => Reasons.BudgetExhausted,
    };

    /// <summary>Where in this compilation the data is declared that arrives in the clear; null when elsewhere.</summary>
    public Location? SourceOf(PersonalDataValue value) => value.Source is { Locations.Length: > 0 } source ? analysis.Model.Own(source.Locations[0]) : null;

    /// <summary>The way of a value to <paramref name="use"/>: where it is declared, then the lines that it goes through.</summary>
    public ImmutableArray<Location> PathOf(PersonalDataValue value, SyntaxNode use)
    {
        var places = ImmutableArray.CreateBuilder<Location>();
        if (SourceOf(value) is { } source)
        {
            places.Add(source);
        }

        if (value.Step is { } step)
        {
            places.AddRange((step.IsOnLineOf(use) ? step.Before : step)?.Path(analysis.Model) ?? ImmutableArray<Location>.Empty);
        }

        return places.ToImmutable();
    }

    /// <summary>Whether <paramref name="group"/> makes a delegate of a method that writes to a log.</summary>
    public bool IsSink(IMethodReferenceOperation group) => apis.Find(group) is not null;

    /// <summary>The log member that the call writes to; null when it is no log call.</summary>
    public LogApi? ApiOf(IInvocationOperation call) => apis.Find(call);

    /// <summary>The call as a sink, or null when it is no log call or receives no personal data.</summary>
    public PersonalDataSink? Find(IInvocationOperation call, CancellationToken cancellation)
    {
        if (apis.Find(call) is not { } api)
        {
            return null;
        }

        var carriers = new PersonalDataCarriers(analysis, cancellation);
        var template = new LogTemplate(api, call);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && argument.ArgumentKind != ArgumentKind.DefaultValue && Array.IndexOf(api.Omitted, parameter.Name) < 0)
            {
                Collect(carriers, argument, parameter, template);
            }
        }

        return (carriers.Found.Count == 0 && !carriers.IsExhausted) || LogTemplate.IsInsideGenerated(call, cancellation) ? null : new PersonalDataSink(api, carriers.Found, carriers.IsExhausted);
    }

    private static void Collect(PersonalDataCarriers carriers, IArgumentOperation argument, IParameterSymbol parameter, LogTemplate template)
    {
        var value = argument.Value;
        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        if (value is IArrayCreationOperation { Initializer: not null } or { Kind: PersonalDataCarriers.CollectionExpression })
        {
            var i = 0;
            foreach (var item in value is IArrayCreationOperation { Initializer: { } items } ? items.ChildOperations : value.ChildOperations)
            {
                carriers.Collect(item, template.FormOf(parameter, i++));
            }

            return;
        }

        carriers.Collect(argument.Value, template.FormOf(parameter, 0), template.Api.IsOwn || template.IsGenerated ? parameter : null);
    }

    private Location? OriginOf(PersonalDataSink sink)
    {
        foreach (var carrier in sink.Carriers)
        {
            if (carrier.Value.Classes != 0)
            {
                return SourceOf(carrier.Value);
            }
        }

        return null;
    }
}
