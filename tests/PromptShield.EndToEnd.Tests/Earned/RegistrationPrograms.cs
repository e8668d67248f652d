using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>Clients that come out of a service collection.</summary>
internal static class RegistrationPrograms
{
    private const string Resolve = """
        IChatClient client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
        await client./*call*/GetResponseAsync(Target.Prompt);
        """;

    private const string ResolveWithTool = """
        IChatClient client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
        await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
        """;

    private const string Assistant = """
        public sealed class Assistant(IChatClient client)
        {
            public Task AskAsync() => client./*call*/GetResponseAsync(Target.Prompt);
        }
        """;

    public static readonly GuardProgram[] All =
    [
        new("registered with the shield", Guarded, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw()).UsePromptShield();
            {Resolve}
            """),
        new("registered without the shield", Unguarded, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            {Resolve}
            """, Reason: "registered-without-shield"),
        new("registered in the right order", Guarded, $"""
            ServiceCollection services = new();
            services.AddChatClient(_ => Target.Raw()).UseFunctionInvocation().UsePromptShield();
            {ResolveWithTool}
            """),
        new("registered in the wrong order", Unguarded, $"""
            ServiceCollection services = new();
            services.AddChatClient(_ => Target.Raw()).UsePromptShield().UseFunctionInvocation();
            {ResolveWithTool}
            """, Reason: "shield-before-function-invocation", Caught: true),
        new("registered as a singleton instance", Guarded, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw().Shielded());
            {Resolve}
            """),
        new("registered as a singleton factory without the shield", Unguarded, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(_ => Target.Raw());
            {Resolve}
            """),
        new("the last registration is shielded", Guarded, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            services.AddChatClient(Target.Raw()).UsePromptShield();
            {Resolve}
            """),
        new("the last registration is raw", Unguarded, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw()).UsePromptShield();
            services.AddChatClient(Target.Raw());
            {Resolve}
            """),
        new("the first of several registrations is asked for", null, """
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            services.AddChatClient(Target.Raw()).UsePromptShield();
            IChatClient client = services.BuildServiceProvider().GetServices<IChatClient>().First();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("the last registration stands in a branch", null, $$"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            if (!Target.Yes) { services.AddChatClient(Target.Raw()).UsePromptShield(); }
            {{Resolve}}
            """),
        new("the shielded registration comes second and only if there is none", null, $"""
            ServiceCollection services = new();
            services.AddSingleton<IChatClient>(Target.Raw());
            services.TryAddSingleton<IChatClient>(Target.Raw().Shielded());
            {Resolve}
            """),
        new("the shielded registration is replaced", null, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw()).UsePromptShield();
            services.Replace(ServiceDescriptor.Singleton<IChatClient>(Target.Raw()));
            {Resolve}
            """),
        new("another collection holds the raw client", null, $"""
            ServiceCollection others = new();
            others.AddChatClient(Target.Raw()).UsePromptShield();
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            others.AddChatClient(Target.Raw()).UsePromptShield();
            {Resolve}
            """),
        new("keyed, the shielded one is asked for", Guarded, """
            ServiceCollection services = new();
            services.AddKeyedChatClient("safe", Target.Raw()).UsePromptShield();
            services.AddKeyedChatClient("raw", Target.Raw());
            IChatClient client = services.BuildServiceProvider().GetRequiredKeyedService<IChatClient>("safe");
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("keyed, the raw one is asked for", Unguarded, """
            ServiceCollection services = new();
            services.AddKeyedChatClient("raw", Target.Raw());
            services.AddKeyedChatClient("safe", Target.Raw()).UsePromptShield();
            IChatClient client = services.BuildServiceProvider().GetRequiredKeyedService<IChatClient>("raw");
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("keyed, the key is not known", null, """
            ServiceCollection services = new();
            services.AddKeyedChatClient("safe", Target.Raw()).UsePromptShield();
            services.AddKeyedChatClient("raw", Target.Raw());
            string key = Target.Yes ? "raw" : "safe";
            IChatClient client = services.BuildServiceProvider().GetRequiredKeyedService<IChatClient>(key);
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("services shielded after the registration", Guarded, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            services.AddPromptShield();
            {Resolve}
            """),
        new("services shielded before the registration", Unguarded, $"""
            ServiceCollection services = new();
            services.AddPromptShield();
            services.AddChatClient(Target.Raw());
            {Resolve}
            """),
        new("services shielded over function invocation", null, $"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw()).UseFunctionInvocation();
            services.AddPromptShield();
            {ResolveWithTool}
            """),
        new("services shielded in a branch", null, $$"""
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            if (!Target.Yes) { services.AddPromptShield(); }
            {{Resolve}}
            """),
        new("embedding generator registered with the shield", Guarded, """
            ServiceCollection services = new();
            services.AddEmbeddingGenerator(new EmbeddingClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }).AsIEmbeddingGenerator()).UsePromptShield();
            IEmbeddingGenerator<string, Embedding<float>> generator = services.BuildServiceProvider().GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
            await generator./*call*/GenerateAsync([Target.Prompt]);
            """),
        new("constructor of a registered service, shielded", Guarded, """
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw()).UsePromptShield();
            services.AddSingleton<Assistant>();
            await services.BuildServiceProvider().GetRequiredService<Assistant>().AskAsync();
            """, Assistant),
        new("constructor of a registered service, raw", Unguarded, """
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw());
            services.AddSingleton<Assistant>();
            await services.BuildServiceProvider().GetRequiredService<Assistant>().AskAsync();
            """, Assistant),
        new("constructor called by hand with a raw client", null, """
            ServiceCollection services = new();
            services.AddChatClient(Target.Raw()).UsePromptShield();
            services.AddSingleton<Assistant>();
            await new Assistant(Target.Raw()).AskAsync();
            """, Assistant),
    ];
}
