using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>The addresses that a client of a model is made for, as its arguments and its initializer show them.</summary>
internal sealed class ClientEndpoint(CompilationModel compilation)
{
    /// <summary>Members of options, beside those of the table of endpoints, that move a client elsewhere.</summary>
    private static readonly string[] AddressMembers = ["Endpoint", "BaseUrl", "BaseDomain", "BaseAddress", "ProviderType"];

    private const int Depth = 8;
    private readonly AddressValues addresses = new(compilation);

    /// <summary>The arguments of a call or a creation.</summary>
    public static ImmutableArray<IArgumentOperation> Arguments(IOperation call) => call switch
    {
        IInvocationOperation invocation => invocation.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => ImmutableArray<IArgumentOperation>.Empty,
    };

    /// <summary>
    /// The addresses that <paramref name="call"/>, which makes a client, gives it: empty when it gives none, so that the client goes to the address
    /// which its library has built in; null when something that it is given may bring an address which the source does not show.
    /// </summary>
    public IReadOnlyList<string>? Of(IOperation call, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var argument in Arguments(call))
        {
            if (argument.Parameter is { } parameter && (ClientRules.Default.IsClient(parameter.Type) || !TryAdd(argument, parameter, found, cancellation)))
            {
                return null;
            }
        }

        foreach (var member in (call as IObjectCreationOperation)?.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment && MemberEntry.Find(EndpointTable.Default.Addresses, target.Member) is not null)
            {
                found.AddRange(addresses.Of(assignment.Value, cancellation));
            }
        }

        return found;
    }

    /// <summary>The addresses that <paramref name="client"/> goes to, as <see cref="Of"/> gives them, if the source shows where it is made.</summary>
    public IReadOnlyList<string>? OfClient(IOperation? client, CancellationToken cancellation) => OfClient(client, Depth, cancellation);

    private IReadOnlyList<string>? OfClient(IOperation? client, int depth, CancellationToken cancellation) => client switch
    {
        _ when depth == 0 => null,
        IConversionOperation conversion => OfClient(conversion.Operand, depth - 1, cancellation),
        IObjectCreationOperation creation => Of(creation, cancellation),
        IInvocationOperation call when !compilation.Declares(call.TargetMethod) => OfClient(CallProvenance.Receiver(call), depth - 1, cancellation),
        ILocalReferenceOperation local => Single(compilation.Reaching(local.Local, local, cancellation), depth - 1, cancellation),
        IFieldReferenceOperation { Field: { } field } when compilation.Declares(field) => Single(compilation.Assigned(field.OriginalDefinition, cancellation), depth - 1, cancellation),
        _ => null,
    };

    private IReadOnlyList<string>? Single(Definitions definitions, int depth, CancellationToken cancellation) =>
        definitions is { IsExhausted: false, Items: { Length: 1 } items } && items[0].Kind == DefinitionKind.Value ? OfClient(items[0].Value, depth, cancellation) : null;

    private bool TryAdd(IArgumentOperation argument, IParameterSymbol parameter, List<string> found, CancellationToken cancellation)
    {
        // An extension's receiver is what the client is added to.
        if (SeenObject.IsNothing(argument) || (parameter.Ordinal == 0 && parameter.ContainingSymbol is IMethodSymbol { IsExtensionMethod: true }))
        {
            return true;
        }

        if (parameter.Type.Name == "Uri" || parameter.Name is "endpoint" or "baseUri")
        {
            found.AddRange(addresses.Of(argument.Value, cancellation));
            return true;
        }

        var type = parameter.Type.Name;
        return !type.EndsWith("Settings", StringComparison.Ordinal) &&
            ((type != "HttpClient" && !type.EndsWith("Options", StringComparison.Ordinal)) || TryAddMembers(argument.Value, found, cancellation));
    }

    private bool TryAddMembers(IOperation options, List<string> found, CancellationToken cancellation)
    {
        if (SeenObject.Of(options, compilation, cancellation) is not { } seen)
        {
            return false;
        }

        foreach (var member in AddressMembers)
        {
            foreach (var value in seen.Values(member))
            {
                found.AddRange(addresses.Of(value, cancellation));
            }
        }

        return true;
    }
}
