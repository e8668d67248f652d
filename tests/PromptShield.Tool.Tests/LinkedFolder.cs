namespace PromptShield;

/// <summary>
/// A solution of six projects: a library of services, its contracts, its decorator and its composition, and two programs that compose it differently.
/// The web program shields everything; the worker hands in a raw client by an option and by a registration under a condition.
/// </summary>
internal static class LinkedFolder
{
    private const string Packages = """
        <PackageReference Include="Microsoft.Extensions.AI" Version="10.11.0" /><PackageReference Include="Microsoft.Extensions.AI.OpenAI" Version="10.11.0" />
        <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="10.0.15" /><PackageReference Include="Microsoft.SemanticKernel" Version="1.82.0" />
        """;

    public const string WorkerOption = "options.Fallback = Models.Create()";
    public const string WorkerRegistration = "services.AddSingleton<IChatClient>(_ => Models.Create());";

    public static ScannedFolder Add(ScannedFolder folder)
    {
        string shield = $"""<Reference Include="PromptShield.Runtime"><HintPath>{Path.Combine(AppContext.BaseDirectory, "PromptShield.Runtime.dll")}</HintPath></Reference>""";
        return folder
            .Write("Directory.Build.props", """
                <Project>
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><LangVersion>14</LangVersion><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
                </Project>
                """)
            .Project("Acme.Contracts", """
                namespace Acme;

                using Microsoft.Extensions.AI;

                public sealed class AssistantOptions
                {
                    public IChatClient? Fallback { get; set; }
                }

                """, "", Packages)
            .Project("Acme.Services", """
                namespace Acme;

                using Microsoft.Extensions.AI;
                using Microsoft.Extensions.DependencyInjection;

                public sealed class SummaryService([FromKeyedServices("summary")] IChatClient chat)
                {
                    public Task<ChatResponse> AskAsync(string text) => chat.GetResponseAsync(text);
                }

                public sealed class ChatService(IChatClient chat)
                {
                    public Task<ChatResponse> AskAsync(string text) => chat.GetResponseAsync(text);
                }

                public sealed class FallbackService(AssistantOptions options)
                {
                    public Task<ChatResponse> AskAsync(string text) => options.Fallback!.GetResponseAsync(text);
                }

                public static class Translation
                {
                    extension(IChatClient chat)
                    {
                        public Task<ChatResponse> TranslateAsync(string text) => chat.GetResponseAsync(text);
                    }
                }

                """, "", Packages + Reference("Acme.Contracts"))
            .Project("Acme.Decorators", """
                namespace Acme;

                using Microsoft.Extensions.AI;

                public sealed class AuditingChatClient(IChatClient inner) : DelegatingChatClient(inner)
                {
                    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                        => base.GetResponseAsync(messages, options, cancellationToken);
                }

                """, "", Packages)
            .Project("Acme.Composition", """
                namespace Acme;

                using Microsoft.Extensions.AI;
                using Microsoft.Extensions.DependencyInjection;
                using PromptShield;

                public static class Composition
                {
                    extension(IServiceCollection services)
                    {
                        public IServiceCollection AddAssistant(Action<AssistantOptions> configure)
                        {
                            var options = new AssistantOptions();
                            configure(options);
                            services.AddSingleton(options);
                            return services.AddSingleton<SummaryService>().AddSingleton<ChatService>().AddSingleton<FallbackService>();
                        }

                        public IServiceCollection AddSummaries(IChatClient client)
                        {
                            services.AddKeyedChatClient("summary", client).UsePromptShield();
                            return services;
                        }

                        public IServiceCollection AddRawSummaries(IChatClient client) => services.AddKeyedSingleton("summary", client);
                    }
                }

                """, "", Packages + shield + Reference("Acme.Services"))
            .Project("Acme.Web", Host("""
                services.AddAssistant(options => options.Fallback = Models.Create().Shielded());
                services.AddSummaries(Models.Create());
                if (args.Length > 0)
                {
                    services.AddSingleton<IChatClient>(_ => new AuditingChatClient(Models.Create().Shielded()));
                }
                else
                {
                    services.AddChatClient(Models.Create()).UsePromptShield();
                }
                """), "<OutputType>Exe</OutputType>", Packages + shield + Reference("Acme.Composition") + Reference("Acme.Decorators"))
            .Project("Acme.Worker", Host($$"""
                services.AddAssistant(options => {{WorkerOption}});
                services.AddKeyedSingleton<IChatClient>("summary", (_, _) => Models.Create().Shielded());
                services.AddSingleton<IChatClient>(_ => new AuditingChatClient(Models.Create().Shielded()));
                if (args.Length > 0)
                {
                    {{WorkerRegistration}}
                }
                """), "<OutputType>Exe</OutputType>", Packages + shield + Reference("Acme.Composition") + Reference("Acme.Decorators"));
    }

    public static string Reference(string project) => $"""<ProjectReference Include="../{project}/{project}.csproj" />""";

    private static string Host(string composition) => $$"""
        using Acme;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using PromptShield;

        var services = new ServiceCollection();
        {{composition}}
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<SummaryService>().AskAsync("a");
        await provider.GetRequiredService<ChatService>().AskAsync("b");
        await provider.GetRequiredService<FallbackService>().AskAsync("c");
        await provider.GetRequiredService<IChatClient>().TranslateAsync("d");

        internal static class Models
        {
            public static IChatClient Create() => new OpenAI.Chat.ChatClient("m", "k").AsIChatClient();
        }

        """;
}
