using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Linking;

/// <summary>Tells which services are registered again after a call that registers services out of sight: the container takes the last registration.</summary>
internal sealed class Replacements(CompilationModel compilation)
{
    private readonly ServiceRegistrations registrations = ClientProvenance.Of(compilation).Registrations;
    private readonly Containers containers = new(compilation);
    private readonly Removals removals = new(compilation);

    /// <summary>The slots of the services that <paramref name="call"/> may register and that are certainly registered again afterwards, on the same collection.</summary>
    public IReadOnlyCollection<string> After(IOperation call, CancellationToken cancellation)
    {
        var slots = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var service in registrations.All(cancellation) ?? [])
        {
            if (service.IsLast && service.Key.Text != "*" && service.Place.Syntax.SyntaxTree == call.Syntax.SyntaxTree &&
                SourceOrder.IsCertainlyAfter(service.Place.Syntax, call.Syntax) && containers.AreSame(service.Place, call, cancellation))
            {
                slots.UnionWith(Names(service));
            }
        }

        return slots.Count > 0 && removals.CanTake(false, cancellation) ? [] : slots;
    }

    private static IEnumerable<string> Names(RegisteredService service)
    {
        if (service.Type is { } type)
        {
            yield return Slot.OfService(type, service.Key);
        }

        foreach (var name in service.TypeNames)
        {
            yield return Slot.OfService(name, service.Key);
        }
    }
}
