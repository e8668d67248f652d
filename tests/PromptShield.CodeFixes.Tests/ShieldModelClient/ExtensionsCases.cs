namespace PromptShield.CodeFixes.Tests;

/// <summary>Microsoft.Extensions.AI and the agents on it: builder chains, registrations, suffix.</summary>
internal static class ExtensionsCases
{
    public static readonly FixCase[] All =
    [
        new("A builder chain gets the shield last before Build, in its layout",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;

            IChatClient client = [|new ChatClient("m", "k").AsIChatClient()
                .AsBuilder()
                .UseFunctionInvocation() // tools
                // done
                .Build()|];
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            IChatClient client = new ChatClient("m", "k").AsIChatClient()
                .AsBuilder()
                .UseFunctionInvocation() // tools
                .UsePromptShield()
                // done
                .Build();
            await client.GetResponseAsync("hi");
            """),
        new("A builder chain in one line stays in one line",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;

            IChatClient client = [|new ChatClientBuilder(new ChatClient("m", "k").AsIChatClient()).UseFunctionInvocation().Build()|];
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            IChatClient client = new ChatClientBuilder(new ChatClient("m", "k").AsIChatClient()).UseFunctionInvocation().UsePromptShield().Build();
            await client.GetResponseAsync("hi");
            """),
        new("A shield in the wrong place is moved, with its arguments",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            IChatClient client = [|new ChatClient("m", "k").AsIChatClient()
                .AsBuilder()
                .UsePromptShield(Shield.Default)
                .UseFunctionInvocation()
                .UseLogging()
                .Build()|];
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            IChatClient client = new ChatClient("m", "k").AsIChatClient()
                .AsBuilder()
                .UseFunctionInvocation()
                .UseLogging()
                .UsePromptShield(Shield.Default)
                .Build();
            await client.GetResponseAsync("hi");
            """),
        new("A builder in a variable is shielded where it is built",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;

            var builder = [|new ChatClient("m", "k").AsIChatClient().AsBuilder()|];
            builder.UseFunctionInvocation();
            var client = builder.Build();
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            var builder = new ChatClient("m", "k").AsIChatClient().AsBuilder();
            builder.UseFunctionInvocation();
            var client = builder.UsePromptShield().Build();
            await client.GetResponseAsync("hi");
            """),
        new("A client that only feeds a builder is shielded in the builder",
            """
            using Microsoft.Extensions.AI;
            using OpenAI;

            IChatClient client = new ChatClientBuilder([|new OpenAIClient("k")|].GetChatClient("m").AsIChatClient())
                .UseFunctionInvocation()
                .Build();
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI;
            using PromptShield;

            IChatClient client = new ChatClientBuilder(new OpenAIClient("k").GetChatClient("m").AsIChatClient())
                .UseFunctionInvocation()
                .UsePromptShield()
                .Build();
            await client.GetResponseAsync("hi");
            """),
        new("A client that a registration's factory makes is shielded in the registration",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;

            var services = new ServiceCollection();
            services.AddChatClient(provider => [|new ChatClient("m", "k")|].AsIChatClient()).UseLogging();
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddChatClient(provider => new ChatClient("m", "k").AsIChatClient()).UseLogging().UsePromptShield();
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");
            """),
        new("The finding may blame the shield that is in the wrong place",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            var inner = new ChatClient("m", "k").AsIChatClient();
            var client = [|inner.AsBuilder().UsePromptShield()|].UseFunctionInvocation().Build();
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            var inner = new ChatClient("m", "k").AsIChatClient();
            var client = inner.AsBuilder().UseFunctionInvocation().UsePromptShield().Build();
            await client.GetResponseAsync("hi");
            """),
        new("An embedding builder",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Embeddings;

            var generator = [|new EmbeddingClient("m", "k").AsIEmbeddingGenerator().AsBuilder().UseLogging().Build()|];
            await generator.GenerateAsync(["hi"]);
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Embeddings;
            using PromptShield;

            var generator = new EmbeddingClient("m", "k").AsIEmbeddingGenerator().AsBuilder().UseLogging().UsePromptShield().Build();
            await generator.GenerateAsync(["hi"]);
            """),
        new("A registered chat client gets the shield after its last middleware",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;

            var services = new ServiceCollection();
            [|services.AddChatClient(new ChatClient("m", "k").AsIChatClient())|]
                .UseFunctionInvocation()
                .UseLogging();
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddChatClient(new ChatClient("m", "k").AsIChatClient())
                .UseFunctionInvocation()
                .UseLogging()
                .UsePromptShield();
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");
            """),
        new("A keyed registration without a chain",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;

            var services = new ServiceCollection();
            [|services.AddKeyedChatClient("fast", new ChatClient("m", "k").AsIChatClient())|];
            var client = services.BuildServiceProvider().GetRequiredKeyedService<IChatClient>("fast");
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddKeyedChatClient("fast", new ChatClient("m", "k").AsIChatClient()).UsePromptShield();
            var client = services.BuildServiceProvider().GetRequiredKeyedService<IChatClient>("fast");
            await client.GetResponseAsync("hi");
            """),
        new("A singleton factory is shielded where it creates",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;

            var services = new ServiceCollection();
            [|services.AddSingleton<IChatClient>(_ => new ChatClient("m", "k").AsIChatClient())|];
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddSingleton<IChatClient>(_ => new ChatClient("m", "k").Shielded().AsIChatClient());
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");
            """),
        new("A singleton instance is shielded where it is created",
            """
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;

            var services = new ServiceCollection();
            [|services.AddSingleton(new ChatClient("m", "k"))|];
            var client = services.BuildServiceProvider().GetRequiredService<ChatClient>();
            client.CompleteChat("hi");
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddSingleton(new ChatClient("m", "k").Shielded());
            var client = services.BuildServiceProvider().GetRequiredService<ChatClient>();
            client.CompleteChat("hi");
            """),
        new("A class that is registered by type is shielded at the client that it hands to its base",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;

            var services = new ServiceCollection();
            services.AddSingleton<IChatClient, Own>();
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");

            internal sealed class Own() : DelegatingChatClient([|new OllamaSharp.OllamaApiClient("http://localhost:11434", "m")|]);
            """,
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddSingleton<IChatClient, Own>();
            var client = services.BuildServiceProvider().GetRequiredService<IChatClient>();
            await client.GetResponseAsync("hi");

            internal sealed class Own() : DelegatingChatClient(new OllamaSharp.OllamaApiClient(PromptShieldHandler.CreateClient(new System.Uri("http://localhost:11434")), "m"));
            """),
        new("A method that registrations name is shielded where it creates",
            """
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI;
            using System;

            var services = new ServiceCollection();
            [|services.AddSingleton(Make)|];
            var client = services.BuildServiceProvider().GetRequiredService<OpenAIClient>();
            client.GetChatClient("m").CompleteChat("hi");

            static OpenAIClient Make(IServiceProvider provider) => new("k");
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI;
            using PromptShield;
            using System;

            var services = new ServiceCollection();
            services.AddSingleton(Make);
            var client = services.BuildServiceProvider().GetRequiredService<OpenAIClient>();
            client.GetChatClient("m").CompleteChat("hi");

            static OpenAIClient Make(IServiceProvider provider) => new OpenAIClient("k").Shielded();
            """),
        new("A client that is awaited gets parentheses",
            """
            using Microsoft.Extensions.AI;
            using System;
            using System.Threading.Tasks;

            internal static class Program
            {
                public static async Task Ask(Func<Task<IChatClient>> make)
                {
                    var client = [|await make()|];
                    await client.GetResponseAsync("hi");
                }
            }
            """,
            """
            using Microsoft.Extensions.AI;
            using PromptShield;
            using System;
            using System.Threading.Tasks;

            internal static class Program
            {
                public static async Task Ask(Func<Task<IChatClient>> make)
                {
                    var client = (await make()).Shielded();
                    await client.GetResponseAsync("hi");
                }
            }
            """) { IsReported = false },
        new("A client of the program's own class is shielded at the client that it hands to its base",
            """
            using Microsoft.Extensions.AI;

            IChatClient client = new Own();
            await client.GetResponseAsync("hi");

            internal sealed class Own() : DelegatingChatClient([|new OllamaSharp.OllamaApiClient("http://localhost:11434", "m")|]);
            """,
            """
            using Microsoft.Extensions.AI;
            using PromptShield;

            IChatClient client = new Own();
            await client.GetResponseAsync("hi");

            internal sealed class Own() : DelegatingChatClient(new OllamaSharp.OllamaApiClient(PromptShieldHandler.CreateClient(new System.Uri("http://localhost:11434")), "m"));
            """),
        new("An agent is shielded at the chat client it is given",
            """
            using Microsoft.Agents.AI;
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;

            var agent = [|new ChatClientAgent(new ChatClient("m", "k").AsIChatClient(), "be brief")|];
            await agent.RunAsync("hi");
            """,
            """
            using Microsoft.Agents.AI;
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            var agent = new ChatClientAgent(new ChatClient("m", "k").Shielded().AsIChatClient(), "be brief");
            await agent.RunAsync("hi");
            """),
        new("A chat client of unknown make gets the suffix",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;

            internal static class Program
            {
                public static async System.Threading.Tasks.Task Ask(System.Func<IChatClient> make)
                {
                    IChatClient client = [|make()|];
                    await client.GetResponseAsync("hi");
                }
            }
            """,
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using PromptShield;

            internal static class Program
            {
                public static async System.Threading.Tasks.Task Ask(System.Func<IChatClient> make)
                {
                    IChatClient client = make().Shielded();
                    await client.GetResponseAsync("hi");
                }
            }
            """) { IsReported = false },
    ];

    public static readonly FixCase[] Untouched =
    [
        FixCase.Untouched("Logging may follow the shield",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            IChatClient client = [|new ChatClient("m", "k").AsIChatClient().AsBuilder().UseFunctionInvocation().UsePromptShield().UseLogging().Build()|];
            await client.GetResponseAsync("hi");
            """),
        FixCase.Untouched("A client of the program's own class would add content inside of a shield around it",
            """
            using Microsoft.Extensions.AI;

            var client = [|new Own()|];
            await client.GetResponseAsync("hi");

            internal sealed class Own() : DelegatingChatClient(new OllamaSharp.OllamaApiClient("http://localhost:11434", "m"));
            """),
        FixCase.Untouched("A client that is looked up is shielded where it is registered",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;

            internal sealed class Assistant(System.IServiceProvider provider)
            {
                public System.Threading.Tasks.Task Ask() => [|provider.GetRequiredService<IChatClient>()|].GetResponseAsync("hi");
            }
            """),
        FixCase.Untouched("A raw client that is looked up behind the shield",
            """
            using Microsoft.Extensions.AI;
            using OpenAI.Chat;
            using PromptShield;

            IChatClient client = new ChatClient("m", "k").AsIChatClient().AsBuilder().Build();
            [|client.GetService<ChatClient>()|]!.CompleteChat("hi");
            """),
        FixCase.Untouched("A client that is handed in is shielded by who hands it in",
            """
            using Microsoft.Extensions.AI;

            internal sealed class Assistant(IChatClient client)
            {
                public System.Threading.Tasks.Task Ask() => [|client|].GetResponseAsync("hi");
            }
            """),
        FixCase.Untouched("A registration that is shielded",
            """
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using OpenAI.Chat;
            using PromptShield;

            var services = new ServiceCollection();
            [|services.AddChatClient(new ChatClient("m", "k").AsIChatClient())|].UsePromptShield();
            """),
    ];
}
