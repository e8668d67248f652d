using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace PromptShield.Tests;

public class ServiceTests
{
    public static TheoryData<string, ServiceLifetime> Forms => new()
    {
        { "instance", ServiceLifetime.Singleton },
        { "factory", ServiceLifetime.Singleton },
        { "factory", ServiceLifetime.Scoped },
        { "factory", ServiceLifetime.Transient },
        { "type", ServiceLifetime.Singleton },
        { "type", ServiceLifetime.Scoped },
        { "type", ServiceLifetime.Transient },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_of_registration_is_guarded_and_keeps_its_lifetime(string form, ServiceLifetime lifetime)
    {
        foreach (var key in new object?[] { null, "fast" })
        {
            var instance = new ScriptedChatClient();
            var services = Services();
            services.Add(form switch
            {
                "instance" => new ServiceDescriptor(typeof(IChatClient), key, instance),
                "factory" => new ServiceDescriptor(typeof(IChatClient), key, (_, _) => new ScriptedChatClient(), lifetime),
                _ => new ServiceDescriptor(typeof(IChatClient), key, typeof(ScriptedChatClient), lifetime),
            });
            services.AddPromptShield();
            await using var provider = services.BuildServiceProvider(validateScopes: true);
            using var scope = provider.CreateScope();

            var first = Client(scope.ServiceProvider, key);
            var second = Client(scope.ServiceProvider, key);
            var model = first.GetService<ScriptedChatClient>()!;
            await first.GetResponseAsync(Planted.Email);

            Assert.IsType<PromptShieldChatClient>(first);
            Assert.Equal("[EMAIL_1]", model.Messages![0].Text);
            Assert.Equal(lifetime == ServiceLifetime.Transient, !ReferenceEquals(first, second));
            scope.Dispose();
            await provider.DisposeAsync();
            Assert.Equal(form != "instance", model.IsDisposed);
        }
    }

    [Fact]
    public void All_registrations_of_a_service_are_guarded()
    {
        var services = Services();
        services.AddSingleton<IChatClient>(new ScriptedChatClient()).AddSingleton<IChatClient>(_ => new ScriptedChatClient()).AddPromptShield();
        using var provider = services.BuildServiceProvider();

        Assert.All(provider.GetServices<IChatClient>(), client => Assert.IsType<PromptShieldChatClient>(client));
    }

    [Fact]
    public void A_second_call_wraps_only_what_is_new()
    {
        var services = Services();
        services.AddSingleton<IChatClient>(_ => new ScriptedChatClient());
        services.AddPromptShield().AddKeyedSingleton<IChatClient>("late", (_, _) => new ScriptedChatClient()).AddPromptShield();
        using var provider = services.BuildServiceProvider();

        Assert.IsType<ScriptedChatClient>(Assert.IsType<PromptShieldChatClient>(provider.GetRequiredService<IChatClient>()).Inner());
        Assert.IsType<ScriptedChatClient>(Assert.IsType<PromptShieldChatClient>(provider.GetRequiredKeyedService<IChatClient>("late")).Inner());
    }

    [Fact]
    public void What_is_registered_later_is_not_guarded()
    {
        var services = Services().AddPromptShield().AddSingleton<IChatClient>(new ScriptedChatClient());
        using var provider = services.BuildServiceProvider();
        Assert.IsType<ScriptedChatClient>(provider.GetRequiredService<IChatClient>());
    }

    [Fact]
    public async Task Embedding_generators_are_guarded()
    {
        var generator = new ScriptedGenerator();
        var services = Services().AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator).AddPromptShield();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync([Planted.Email]);

        Assert.Equal(["[EMAIL_1]"], generator.Values);
    }

    [Fact]
    public async Task The_builder_takes_the_shield_of_the_services()
    {
        var evidence = new EvidenceInMemory();
        var services = new ServiceCollection().AddSingleton(TestShields.Create(evidence));
        services.AddChatClient(new ScriptedChatClient()).UsePromptShield();
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IChatClient>().GetResponseAsync("x");

        Assert.Single(evidence.Events);
    }

    [Fact]
    public void Options_are_configured_in_the_registration()
    {
        var services = new ServiceCollection().AddPromptShield(options => options.Action = PersonalDataAction.Block);
        using var provider = services.BuildServiceProvider();
        Assert.Equal(PersonalDataAction.Block, provider.GetRequiredService<Shield>().Options.Action);
    }

    private static IServiceCollection Services() => new ServiceCollection().AddSingleton(TestShields.Create());

    private static IChatClient Client(IServiceProvider services, object? key) =>
        key is null ? services.GetRequiredService<IChatClient>() : services.GetRequiredKeyedService<IChatClient>(key);
}

internal static class Inside
{
    internal static object Inner(this PromptShieldChatClient client) =>
        typeof(DelegatingChatClient).GetProperty("InnerClient", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(client)!;
}
