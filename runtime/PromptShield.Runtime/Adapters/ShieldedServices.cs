using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.TextGeneration;

namespace PromptShield;

/// <summary>Puts the shield into model services that are registered for dependency injection.</summary>
public static class ShieldedServices
{
    /// <summary>
    /// Registers a <see cref="Shield"/> and puts it in front of every <see cref="IChatClient"/>, <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> of strings,
    /// <see cref="IChatCompletionService"/> and <see cref="ITextGenerationService"/> that is registered so far, keyed ones too. Registrations that follow are
    /// not guarded: call it last; nor are open generic registrations and clients that are registered under another type. Lifetimes and keys stay; a second call guards what was added in between and changes nothing else.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">
    /// Changes the options, which start from <c>promptshield.json</c> beside the program or the defaults. Ignored if a shield is already registered.
    /// </param>
    /// <exception cref="InvalidDataException">The policy file is not valid.</exception>
    public static IServiceCollection AddPromptShield(this IServiceCollection services, Action<ShieldOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is null)
        {
            services.TryAddSingleton(static _ => Shield.Default);
        }
        else
        {
            services.TryAddSingleton(_ =>
            {
                var options = Shield.DefaultOptions();
                configure(options);
                return new Shield(options);
            });
        }

        ServiceDecoration.Decorate<IChatClient>(services, static (inner, shield, owns) => new PromptShieldChatClient(inner, shield, owns));
        ServiceDecoration.Decorate<IEmbeddingGenerator<string, Embedding<float>>>(services, static (inner, shield, owns) => new PromptShieldEmbeddingGenerator(inner, shield, owns));
        ServiceDecoration.Decorate<IChatCompletionService>(services, static (inner, shield, owns) => new ShieldedChatCompletionService(inner, shield, owns));
        ServiceDecoration.Decorate<ITextGenerationService>(services, static (inner, shield, owns) => new ShieldedTextGenerationService(inner, shield, owns));
        return services;
    }

    /// <summary>Adds a <see cref="PromptShieldHandler"/> to the clients of this name, with the shield of the services, else <see cref="Shield.Default"/>.</summary>
    /// <param name="builder">The builder of the HTTP client.</param>
    /// <param name="shield">The shield, or null.</param>
    public static IHttpClientBuilder AddPromptShield(this IHttpClientBuilder builder, Shield? shield = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddHttpMessageHandler(services => new PromptShieldHandler(shield ?? services.GetService<Shield>() ?? Shield.Default));
    }

    /// <summary>Puts the shield in front of every model service that was added to the kernel builder so far: call it last before <c>Build()</c>.</summary>
    /// <param name="builder">The kernel builder.</param>
    /// <param name="configure">As for <see cref="AddPromptShield(IServiceCollection, Action{ShieldOptions})"/>.</param>
    public static IKernelBuilder AddPromptShield(this IKernelBuilder builder, Action<ShieldOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddPromptShield(configure);
        return builder;
    }
}
