using Microsoft.Extensions.DependencyInjection;

namespace PromptShield;

/// <summary>Replaces service descriptors by ones that wrap what the original made.</summary>
internal static class ServiceDecoration
{
    /// <summary>Wraps a service; the last argument says whether the wrapper must dispose what it wraps.</summary>
    internal delegate TService Wrapper<TService>(TService inner, Shield shield, bool ownsInner);

    internal static void Decorate<TService>(IServiceCollection services, Wrapper<TService> wrapper)
        where TService : class
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i].ServiceType == typeof(TService) && !IsDecorated(services[i]))
            {
                services[i] = Decorated(services[i], wrapper);
            }
        }
    }

    private static bool IsDecorated(ServiceDescriptor descriptor) =>
        (descriptor.IsKeyedService ? descriptor.KeyedImplementationFactory?.Target : descriptor.ImplementationFactory?.Target) is IDecoration;

    private static ServiceDescriptor Decorated<TService>(ServiceDescriptor original, Wrapper<TService> wrapper)
        where TService : class
    {
        var decoration = new Decoration<TService>(original, wrapper);
        return original.IsKeyedService
            ? new(original.ServiceType, original.ServiceKey, decoration.CreateKeyed, original.Lifetime)
            : new(original.ServiceType, decoration.Create, original.Lifetime);
    }

    private interface IDecoration;

    private sealed class Decoration<TService>(ServiceDescriptor original, Wrapper<TService> wrapper) : IDecoration
        where TService : class
    {
        internal object Create(IServiceProvider services)
        {
            // The container never disposed an instance that it was given; now it owns the wrapper, which therefore must not pass a disposal on.
            var (inner, owns) = original.ImplementationInstance is { } instance ? (instance, false)
                : original.ImplementationFactory is { } factory ? (factory(services), true)
                : (ActivatorUtilities.CreateInstance(services, original.ImplementationType!), true);
            return Wrap(inner, services, owns);
        }

        internal object CreateKeyed(IServiceProvider services, object? key)
        {
            var (inner, owns) = original.KeyedImplementationInstance is { } instance ? (instance, false)
                : original.KeyedImplementationFactory is { } factory ? (factory(services, key), true)
                : (ActivatorUtilities.CreateInstance(services, original.KeyedImplementationType!), true);
            return Wrap(inner, services, owns);
        }

        private TService Wrap(object inner, IServiceProvider services, bool owns) =>
            wrapper((TService)inner, services.GetRequiredService<Shield>(), owns);
    }
}
