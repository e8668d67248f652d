namespace PromptShield.CodeFixes.Tests;

/// <summary>Anthropic, OllamaSharp and raw HTTP: the shield is a message handler.</summary>
internal static class ConnectionCases
{
    public static readonly FixCase[] All =
    [
        new("Anthropic without an initializer",
            """
            using Anthropic;

            var client = [|new AnthropicClient()|];
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });
            """,
            """
            using Anthropic;
            using PromptShield;

            var client = new AnthropicClient() { Handlers = [new PromptShieldHandler()] };
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });
            """),
        new("Anthropic with an initializer over lines keeps its comments",
            """
            using Anthropic;

            AnthropicClient client = [|new()
            {
                ApiKey = "k", // from the vault
                MaxRetries = 2 // enough
            }|];
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });
            """,
            """
            using Anthropic;
            using PromptShield;

            AnthropicClient client = new()
            {
                ApiKey = "k", // from the vault
                MaxRetries = 2, // enough
                Handlers = [new PromptShieldHandler()]
            };
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });
            """),
        new("Anthropic with handlers of its own gets one more",
            """
            using Anthropic;
            using System.Net.Http;

            var client = [|new AnthropicClient { ApiKey = "k", Handlers = [new Tracing()] }|];
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });

            internal sealed class Tracing : DelegatingHandler;
            """,
            """
            using Anthropic;
            using PromptShield;
            using System.Net.Http;

            var client = new AnthropicClient { ApiKey = "k", Handlers = [new Tracing(), new PromptShieldHandler()] };
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });

            internal sealed class Tracing : DelegatingHandler;
            """),
        new("Anthropic before C# 12 gets an array",
            """
            using Anthropic;
            using System.Net.Http;

            var client = [|new AnthropicClient { ApiKey = "k" }|];
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = System.Array.Empty<Anthropic.Models.Messages.MessageParam>() });
            """,
            """
            using Anthropic;
            using PromptShield;
            using System.Net.Http;

            var client = new AnthropicClient { ApiKey = "k", Handlers = new DelegatingHandler[] { new PromptShieldHandler() } };
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = System.Array.Empty<Anthropic.Models.Messages.MessageParam>() });
            """) { Language = LanguageVersion.CSharp11 },
        new("Anthropic with options made at the call",
            """
            using Anthropic;
            using Anthropic.Core;

            var client = [|new AnthropicClient(new ClientOptions { ApiKey = "k" })|];
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });
            """,
            """
            using Anthropic;
            using Anthropic.Core;
            using PromptShield;

            var client = new AnthropicClient(new ClientOptions { ApiKey = "k", Handlers = [new PromptShieldHandler()] });
            await client.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { Model = "claude", MaxTokens = 3, Messages = [] });
            """),
        new("Ollama with an address",
            """
            using OllamaSharp;
            using System;

            var client = [|new OllamaApiClient(new Uri("http://localhost:11434"), "llama3")|];
            await foreach (var part in client.GenerateAsync("hi")) { }
            """,
            """
            using OllamaSharp;
            using PromptShield;
            using System;

            var client = new OllamaApiClient(PromptShieldHandler.CreateClient(new Uri("http://localhost:11434")), "llama3");
            await foreach (var part in client.GenerateAsync("hi")) { }
            """),
        new("Ollama with an address as text and names",
            """
            using OllamaSharp;

            var client = [|new OllamaApiClient(uriString: "http://localhost:11434", defaultModel: "llama3")|];
            await foreach (var part in client.GenerateAsync("hi")) { }
            """,
            """
            using OllamaSharp;
            using PromptShield;

            var client = new OllamaApiClient(client: PromptShieldHandler.CreateClient(new System.Uri("http://localhost:11434")), defaultModel: "llama3");
            await foreach (var part in client.GenerateAsync("hi")) { }
            """),
        new("Ollama with an HTTP client is shielded in that client",
            """
            using OllamaSharp;
            using System;
            using System.Net.Http;

            var http = new HttpClient { BaseAddress = new Uri("http://localhost:11434") };
            var client = [|new OllamaApiClient(http, "llama3")|];
            await foreach (var part in client.GenerateAsync("hi")) { }
            """,
            """
            using OllamaSharp;
            using PromptShield;
            using System;
            using System.Net.Http;

            var http = new HttpClient(new PromptShieldHandler(new HttpClientHandler())) { BaseAddress = new Uri("http://localhost:11434") };
            var client = new OllamaApiClient(http, "llama3");
            await foreach (var part in client.GenerateAsync("hi")) { }
            """),
        new("A Semantic Kernel service gets an HTTP client",
            """
            using Microsoft.SemanticKernel.ChatCompletion;
            using Microsoft.SemanticKernel.Connectors.OpenAI;

            var service = [|new OpenAIChatCompletionService("m", "k")|];
            await service.GetChatMessageContentsAsync(new ChatHistory("hi"));
            """,
            """
            using Microsoft.SemanticKernel.ChatCompletion;
            using Microsoft.SemanticKernel.Connectors.OpenAI;
            using PromptShield;

            var service = new OpenAIChatCompletionService("m", "k", httpClient: PromptShieldHandler.CreateClient());
            await service.GetChatMessageContentsAsync(new ChatHistory("hi"));
            """),
        new("A Semantic Kernel service behind its interface gets an HTTP client in place of null",
            """
            using Microsoft.SemanticKernel.ChatCompletion;
            using Microsoft.SemanticKernel.Connectors.AzureOpenAI;

            IChatCompletionService service = [|new AzureOpenAIChatCompletionService("d", "https://r.openai.azure.com", "k", httpClient: null)|];
            await service.GetChatMessageContentsAsync([]);
            """,
            """
            using Microsoft.SemanticKernel.ChatCompletion;
            using Microsoft.SemanticKernel.Connectors.AzureOpenAI;
            using PromptShield;

            IChatCompletionService service = new AzureOpenAIChatCompletionService("d", "https://r.openai.azure.com", "k", httpClient: PromptShieldHandler.CreateClient());
            await service.GetChatMessageContentsAsync([]);
            """),
        new("A Semantic Kernel service with an HTTP client is shielded in that client",
            """
            using System.Net.Http;
            using Microsoft.SemanticKernel.Connectors.OpenAI;

            var http = new HttpClient(new SocketsHttpHandler());
            var service = [|new OpenAIChatCompletionService("m", "k", httpClient: http)|];
            await service.GetChatMessageContentsAsync([]);
            """,
            """
            using System.Net.Http;
            using Microsoft.SemanticKernel.Connectors.OpenAI;
            using PromptShield;

            var http = new HttpClient(new PromptShieldHandler(new SocketsHttpHandler()));
            var service = new OpenAIChatCompletionService("m", "k", httpClient: http);
            await service.GetChatMessageContentsAsync([]);
            """),
        new("A Semantic Kernel service around a client of the SDK is shielded in that client",
            """
            using Microsoft.SemanticKernel.Connectors.OpenAI;
            using OpenAI;

            var service = [|new OpenAIChatCompletionService("m", new OpenAIClient("k"))|];
            await service.GetChatMessageContentsAsync([]);
            """,
            """
            using Microsoft.SemanticKernel.Connectors.OpenAI;
            using OpenAI;
            using PromptShield;

            var service = new OpenAIChatCompletionService("m", new OpenAIClient("k").Shielded());
            await service.GetChatMessageContentsAsync([]);
            """),
        new("A plain HTTP client",
            """
            using System.Net.Http;

            HttpClient http = [|new()|];
            await http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{}"));
            """,
            """
            using System.Net.Http;
            using PromptShield;

            HttpClient http = PromptShieldHandler.CreateClient();
            await http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{}"));
            """),
        new("An HTTP client with a handler keeps its other arguments",
            """
            using System.Net.Http;

            using var http = [|new HttpClient(new SocketsHttpHandler(), disposeHandler: false)|];
            await http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{}"));
            """,
            """
            using System.Net.Http;
            using PromptShield;

            using var http = new HttpClient(new PromptShieldHandler(new SocketsHttpHandler()), disposeHandler: false);
            await http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{}"));
            """),
        new("A named HTTP client is shielded inside its other handlers",
            """
            using Microsoft.Extensions.DependencyInjection;
            using System;
            using System.Net.Http;

            var services = new ServiceCollection();
            [|services.AddHttpClient("openai", http => http.BaseAddress = new Uri("https://api.openai.com"))|]
                .SetHandlerLifetime(TimeSpan.FromMinutes(5));
            var http = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("openai");
            await http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{}"));
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using PromptShield;
            using System;
            using System.Net.Http;

            var services = new ServiceCollection();
            services.AddHttpClient("openai", http => http.BaseAddress = new Uri("https://api.openai.com"))
                .SetHandlerLifetime(TimeSpan.FromMinutes(5))
                .AddPromptShield();
            var http = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("openai");
            await http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{}"));
            """),
    ];

    public static readonly FixCase[] Untouched =
    [
        FixCase.Untouched("An HTTP client with the shield's handler",
            """
            using System.Net.Http;
            using PromptShield;

            var http = [|new HttpClient(new PromptShieldHandler(new SocketsHttpHandler()))|];
            """),
        FixCase.Untouched("A Semantic Kernel service with the shield in its HTTP client",
            """
            using Microsoft.SemanticKernel.Connectors.OpenAI;
            using PromptShield;

            var service = [|new OpenAIChatCompletionService("m", "k", httpClient: PromptShieldHandler.CreateClient())|];
            """),
        FixCase.Untouched("A Semantic Kernel service with an HTTP client that is handed in",
            """
            using System.Net.Http;
            using Microsoft.SemanticKernel.Connectors.OpenAI;

            internal sealed class Caller(HttpClient http)
            {
                public OpenAIChatCompletionService Service { get; } = [|new OpenAIChatCompletionService("m", "k", httpClient: http)|];
            }
            """),
        FixCase.Untouched("A service of the project's own that takes an HTTP client",
            """
            using System.Net.Http;

            var service = [|new OpenAIChatCompletionService("m", "k")|];

            internal sealed class OpenAIChatCompletionService(string model, string key, HttpClient? httpClient = null)
            {
                public override string ToString() => model + key + httpClient;
            }
            """),
        FixCase.Untouched("An HTTP client from a factory",
            """
            using System.Net.Http;

            internal sealed class Caller(IHttpClientFactory factory)
            {
                public HttpClient Http { get; } = [|factory.CreateClient("x")|];
            }
            """),
        FixCase.Untouched("Anthropic options that are handed in may serve two clients",
            """
            using Anthropic;
            using Anthropic.Core;

            internal sealed class Caller(ClientOptions options)
            {
                public AnthropicClient Client { get; } = [|new AnthropicClient(options)|];
            }
            """),
        FixCase.Untouched("Anthropic with the shield among its handlers",
            """
            using Anthropic;
            using PromptShield;

            var client = [|new AnthropicClient { Handlers = [new PromptShieldHandler()] }|];
            """),
    ];
}
