using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Linking;

/// <summary>What the registrations of a compilation supply to services that other assemblies ask for.</summary>
internal sealed class RegistrationSupplies(CompilationModel compilation, Composers composers)
{
    private readonly ServiceRegistrations registrations = ClientProvenance.Of(compilation).Registrations;

    /// <summary>Adds a row for each registration that takes effect.</summary>
    public void AddTo(ICollection<Supply> supplies, CancellationToken cancellation)
    {
        if (registrations.All(cancellation) is not { } all)
        {
            Add(
                Supply.Of(Slot.AnyService, "the services", GuardVerdict.Exhausted(null), compilation.Compilation.SyntaxTrees.First().GetRoot(cancellation)),
                supplies);
            return;
        }

        foreach (var service in all)
        {
            AddActivation(service, supplies, cancellation);
            AddServices(service, all, supplies, cancellation);
        }

        foreach (var (slot, call, verdict) in registrations.HttpClients.Supplied(cancellation))
        {
            Add(Supply.Of(slot, "an HTTP client of the factory", verdict, call.Syntax, composers.MemberOf(call.Syntax, cancellation)), supplies);
        }

        AddKernel(all, supplies, cancellation);
    }

    private void AddServices(RegisteredService service, List<RegisteredService> all, ICollection<Supply> supplies, CancellationToken cancellation)
    {
        if (service.Type is { } type)
        {
            if (ForeignCode.CanCarryGuard(type))
            {
                Add(service, type, TypeNames.Of(type), all, supplies, cancellation);
            }

            return;
        }

        foreach (var name in service.TypeNames)
        {
            Add(service, compilation.Compilation.GetTypeByMetadataName(name), name, all, supplies, cancellation);
        }
    }

    private void Add(RegisteredService service, ITypeSymbol? type, string name, List<RegisteredService> all, ICollection<Supply> supplies, CancellationToken cancellation)
    {
        var rivals = type is null ? [] : all.FindAll(other => other.Key == service.Key && service.Key.Text != "*" && other.IsOf(type));
        if (registrations.IsReplaced(service, rivals, cancellation))
        {
            return;
        }

        var verdict = registrations.JudgeRegistration(service, type, new ProvenanceTrace(cancellation));
        verdict = verdict.State is null ? ClientProvenance.Unknown(service.Call, "nothing says what is registered") : verdict;
        var isShieldable = ClientRules.Default.IsDecorated(type) && verdict.Shielded(service.Call.Syntax).IsGuarded;
        Add(
            Supply.Of(
                Slot.OfService(name, service.Key), SlotNames.OfService(name, service.Key), verdict, service.Place.Syntax,
                composers.MemberOf(service.Place.Syntax, cancellation), isShieldable),
            supplies);
    }

    /// <summary>A kernel that nobody registers by itself takes the model services of the container.</summary>
    private void AddKernel(List<RegisteredService> all, ICollection<Supply> supplies, CancellationToken cancellation)
    {
        if (compilation.Compilation.GetTypeByMetadataName(RegisteredServices.Kernel) is not { } kernel || all.Exists(service => service.IsOf(kernel)))
        {
            return;
        }

        var slot = Slot.OfService(kernel, ServiceKey.None);
        var name = SlotNames.OfService(RegisteredServices.Kernel, ServiceKey.None);
        foreach (var service in all)
        {
            if (ServiceRegistrations.IsOfKernel(service))
            {
                var verdict = registrations.JudgeRegistration(service, null, new ProvenanceTrace(cancellation));
                Add(Supply.Of(slot, name, verdict, service.Place.Syntax, composers.MemberOf(service.Place.Syntax, cancellation), verdict.Shielded(service.Call.Syntax).IsGuarded), supplies);
            }
        }
    }

    private void AddActivation(RegisteredService service, ICollection<Supply> supplies, CancellationToken cancellation)
    {
        if (RegisteredServices.ImplementationType(service.Call) is INamedTypeSymbol { TypeKind: TypeKind.Class } made && TakesClient(made))
        {
            supplies.Add(new Supply
            {
                Kind = Supply.Activation, Slot = Slot.OfMember(made), Place = service.Place.Syntax,
                Member = composers.MemberOf(service.Place.Syntax, cancellation),
            });
        }
    }

    private static bool TakesClient(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (ForeignCode.CanCarryGuard(parameter.Type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Add(Supply? supply, ICollection<Supply> supplies)
    {
        if (supply is not null)
        {
            supplies.Add(supply);
        }
    }
}
