namespace PromptShield.CodeFixes.Tests;

/// <summary>OpenAI and Azure OpenAI: options where the constructor takes them, the suffix where it does not.</summary>
internal static class OpenAICases
{
    public static readonly FixCase[] All =
    [
        new("A key constructor takes no options: suffix",
            """
            using OpenAI.Chat;

            // asks the model
            ChatClient client = [|new ChatClient("m", "k")|]; // kept
            client.CompleteChat("hi");
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            // asks the model
            ChatClient client = new ChatClient("m", "k").Shielded(); // kept
            client.CompleteChat("hi");
            """),
        new("A target-typed creation becomes explicit and keeps the declared type",
            """
            using OpenAI.Chat;

            ChatClient client = [|new("m", "k")|];
            client.CompleteChat("hi");
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            ChatClient client = new ChatClient("m", "k").Shielded();
            client.CompleteChat("hi");
            """),
        new("A target-typed creation of a type that is not imported is written in full",
            """
            OpenAI.Chat.ChatClient client = [|new("m", "k")|];
            client.CompleteChat("hi");
            """,
            """
            using PromptShield;

            OpenAI.Chat.ChatClient client = new OpenAI.Chat.ChatClient("m", "k").Shielded();
            client.CompleteChat("hi");
            """),
        new("A credential constructor gets options",
            """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;

            ChatClient client = [|new("m", new ApiKeyCredential("k"))|];
            client.CompleteChat("hi");
            """,
            """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;
            using PromptShield;

            ChatClient client = new("m", new ApiKeyCredential("k"), new OpenAIClientOptions().WithPromptShield());
            client.CompleteChat("hi");
            """),
        new("Named arguments get named options, in the layout of the list",
            """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;

            var client = [|new ChatClient(
                credential: new ApiKeyCredential("k"),
                model: "m")|];
            client.CompleteChat("hi");
            """,
            """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;
            using PromptShield;

            var client = new ChatClient(
                credential: new ApiKeyCredential("k"),
                model: "m",
                options: new OpenAIClientOptions().WithPromptShield());
            client.CompleteChat("hi");
            """),
        new("Options at the call are shielded where they stand",
            """
            using System;
            using System.ClientModel;
            using OpenAI;

            var client = [|new OpenAIClient(new ApiKeyCredential("k"), new OpenAIClientOptions
            {
                Endpoint = new Uri("https://eu.api.openai.com/v1"), // stays in the EU
            })|];
            client.GetChatClient("m").CompleteChat("hi");
            """,
            """
            using System;
            using System.ClientModel;
            using OpenAI;
            using PromptShield;

            var client = new OpenAIClient(new ApiKeyCredential("k"), new OpenAIClientOptions
            {
                Endpoint = new Uri("https://eu.api.openai.com/v1"), // stays in the EU
            }.WithPromptShield());
            client.GetChatClient("m").CompleteChat("hi");
            """),
        new("Options in a local are shielded where they are made",
            """
            using System;
            using System.ClientModel;
            using OpenAI;

            OpenAIClientOptions options = new() { UserAgentApplicationId = "a" };
            options.NetworkTimeout = TimeSpan.FromSeconds(3);
            var client = [|new OpenAIClient(new ApiKeyCredential("k"), options)|];
            client.GetChatClient("m").CompleteChat("hi");
            """,
            """
            using System;
            using System.ClientModel;
            using OpenAI;
            using PromptShield;

            OpenAIClientOptions options = new OpenAIClientOptions() { UserAgentApplicationId = "a" }.WithPromptShield();
            options.NetworkTimeout = TimeSpan.FromSeconds(3);
            var client = new OpenAIClient(new ApiKeyCredential("k"), options);
            client.GetChatClient("m").CompleteChat("hi");
            """),
        new("Null options are replaced",
            """
            using System.ClientModel;
            using OpenAI;

            var client = [|new OpenAIClient(new ApiKeyCredential("k"), null)|];
            client.GetChatClient("m").CompleteChat("hi");
            """,
            """
            using System.ClientModel;
            using OpenAI;
            using PromptShield;

            var client = new OpenAIClient(new ApiKeyCredential("k"), new OpenAIClientOptions().WithPromptShield());
            client.GetChatClient("m").CompleteChat("hi");
            """),
        new("A factory chain is shielded at its innermost creation",
            """
            using Microsoft.Extensions.AI;
            using OpenAI;

            IChatClient client = [|new OpenAIClient("k").GetChatClient("m").AsIChatClient()|];
            await client.GetResponseAsync("hi");
            """,
            """
            using Microsoft.Extensions.AI;
            using OpenAI;
            using PromptShield;

            IChatClient client = new OpenAIClient("k").Shielded().GetChatClient("m").AsIChatClient();
            await client.GetResponseAsync("hi");
            """),
        new("A client made in a field is shielded there",
            """
            using OpenAI.Embeddings;

            namespace App;

            internal sealed class Search
            {
                private readonly EmbeddingClient _embeddings;

                public Search() => _embeddings = [|new EmbeddingClient("m", "k")|];

                public object Of(string text) => _embeddings.GenerateEmbedding(text);
            }
            """,
            """
            using OpenAI.Embeddings;
            using PromptShield;

            namespace App;

            internal sealed class Search
            {
                private readonly EmbeddingClient _embeddings;

                public Search() => _embeddings = new EmbeddingClient("m", "k").Shielded();

                public object Of(string text) => _embeddings.GenerateEmbedding(text);
            }
            """),
        new("A key constructor of a client without a suffix gets a credential and options",
            """
            using OpenAI.Images;

            var client = [|new ImageClient("m", apiKey: "k")|];
            client.GenerateImage("a cat");
            """,
            """
            using OpenAI.Images;
            using PromptShield;

            var client = new ImageClient("m", credential: new System.ClientModel.ApiKeyCredential("k"), options: new OpenAI.OpenAIClientOptions().WithPromptShield());
            client.GenerateImage("a cat");
            """),
        new("Experimental options are named where the client is, which is experimental too",
            """
            #pragma warning disable OPENAI001
            using System.ClientModel;
            using OpenAI.Responses;

            ResponsesClient client = [|new(new ApiKeyCredential("k"))|];
            await client.CreateResponseAsync("m", "hi");
            """,
            """
            #pragma warning disable OPENAI001
            using System.ClientModel;
            using OpenAI.Responses;
            using PromptShield;

            ResponsesClient client = new(new ApiKeyCredential("k"), new ResponsesClientOptions().WithPromptShield());
            await client.CreateResponseAsync("m", "hi");
            """),
        new("An experimental client with a key gets a credential and options",
            """
            #pragma warning disable OPENAI001
            using OpenAI.Responses;

            var client = [|new ResponsesClient("k")|];
            await client.CreateResponseAsync("m", "hi");
            """,
            """
            #pragma warning disable OPENAI001
            using OpenAI.Responses;
            using PromptShield;

            var client = new ResponsesClient(new System.ClientModel.ApiKeyCredential("k"), new ResponsesClientOptions().WithPromptShield());
            await client.CreateResponseAsync("m", "hi");
            """),
        new("Azure gets its own options",
            """
            using System;
            using System.ClientModel;
            using Azure.AI.OpenAI;

            var azure = [|new AzureOpenAIClient(new Uri("https://r.openai.azure.com"), new ApiKeyCredential("k"))|];
            azure.GetChatClient("m").CompleteChat("hi");
            """,
            """
            using System;
            using System.ClientModel;
            using Azure.AI.OpenAI;
            using PromptShield;

            var azure = new AzureOpenAIClient(new Uri("https://r.openai.azure.com"), new ApiKeyCredential("k"), new AzureOpenAIClientOptions().WithPromptShield());
            azure.GetChatClient("m").CompleteChat("hi");
            """),
        new("A chat client that came from Azure is shielded at the Azure client, never by suffix",
            """
            using System;
            using System.ClientModel;
            using Azure.AI.OpenAI;
            using OpenAI.Chat;

            AzureOpenAIClient azure = new(new Uri("https://r.openai.azure.com"), new ApiKeyCredential("k"));
            ChatClient chat = [|azure.GetChatClient("m")|];
            chat.CompleteChat("hi");
            """,
            """
            using System;
            using System.ClientModel;
            using Azure.AI.OpenAI;
            using OpenAI.Chat;
            using PromptShield;

            AzureOpenAIClient azure = new(new Uri("https://r.openai.azure.com"), new ApiKeyCredential("k"), new AzureOpenAIClientOptions().WithPromptShield());
            ChatClient chat = azure.GetChatClient("m");
            chat.CompleteChat("hi");
            """),
        new("Both branches of a choice are shielded",
            """
            using OpenAI.Chat;

            ChatClient client = [|args.Length > 0 ? new ChatClient("a", "k") : new ChatClient("b", "k")|];
            client.CompleteChat("hi");
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            ChatClient client = args.Length > 0 ? new ChatClient("a", "k").Shielded() : new ChatClient("b", "k").Shielded();
            client.CompleteChat("hi");
            """),
        new("All values of a variable are shielded, although the finding blames one",
            """
            using OpenAI.Chat;

            ChatClient client;
            if (args.Length > 0)
            {
                client = [|new ChatClient("a", "k")|];
            }
            else
            {
                client = new("b", "k");
            }

            client.CompleteChat("hi");
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            ChatClient client;
            if (args.Length > 0)
            {
                client = new ChatClient("a", "k").Shielded();
            }
            else
            {
                client = new ChatClient("b", "k").Shielded();
            }

            client.CompleteChat("hi");
            """),
        new("All that a method returns is shielded, although the finding blames one",
            """
            using OpenAI.Chat;

            Make(args.Length > 0).CompleteChat("hi");

            static ChatClient Make(bool first)
            {
                if (first)
                {
                    return [|new ChatClient("a", "k")|];
                }

                return new("b", "k");
            }
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            Make(args.Length > 0).CompleteChat("hi");

            static ChatClient Make(bool first)
            {
                if (first)
                {
                    return new ChatClient("a", "k").Shielded();
                }

                return new ChatClient("b", "k").Shielded();
            }
            """),
        new("All clients of an array are shielded, although the finding blames one",
            """
            using OpenAI.Chat;

            foreach (var client in new[] { [|new ChatClient("a", "k")|], new ChatClient("b", "k") })
            {
                client.CompleteChat("hi");
            }
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            foreach (var client in new[] { new ChatClient("a", "k").Shielded(), new ChatClient("b", "k").Shielded() })
            {
                client.CompleteChat("hi");
            }
            """),
        new("All clients of a collection expression are shielded",
            """
            using OpenAI.Chat;
            using PromptShield;

            ChatClient spare = new("c", "k");
            foreach (var client in (ChatClient[])[[|new("a", "k")|], new ChatClient("b", "k").Shielded(), spare])
            {
                client.CompleteChat("hi");
            }
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            ChatClient spare = new ChatClient("c", "k").Shielded();
            foreach (var client in (ChatClient[])[new ChatClient("a", "k").Shielded(), new ChatClient("b", "k").Shielded(), spare])
            {
                client.CompleteChat("hi");
            }
            """) { IsReported = false },
        new("All clients of a list are shielded",
            """
            using System.Collections.Generic;
            using OpenAI.Chat;

            foreach (var client in new List<ChatClient> { [|new("a", "k")|], new("b", "k") })
            {
                client.CompleteChat("hi");
            }
            """,
            """
            using System.Collections.Generic;
            using OpenAI.Chat;
            using PromptShield;

            foreach (var client in new List<ChatClient> { new ChatClient("a", "k").Shielded(), new ChatClient("b", "k").Shielded() })
            {
                client.CompleteChat("hi");
            }
            """) { IsReported = false },
        new("What is no client in an array is left",
            """
            using OpenAI.Chat;

            foreach (var each in new object[] { [|new ChatClient("a", "k")|], "b" })
            {
                (each as ChatClient)?.CompleteChat("hi");
            }
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            foreach (var each in new object[] { new ChatClient("a", "k").Shielded(), "b" })
            {
                (each as ChatClient)?.CompleteChat("hi");
            }
            """) { IsReported = false },
        new("A client that a method of the project makes is shielded in that method",
            """
            using OpenAI.Chat;

            var client = [|Make()|];
            client.CompleteChat("hi");

            static ChatClient Make()
            {
                return new ChatClient("m", "k");
            }
            """,
            """
            using OpenAI.Chat;
            using PromptShield;

            var client = Make();
            client.CompleteChat("hi");

            static ChatClient Make()
            {
                return new ChatClient("m", "k").Shielded();
            }
            """),
    ];

    /// <summary>The closest code that the hooks must leave alone.</summary>
    public static readonly FixCase[] Untouched =
    [
        FixCase.Untouched("A client that is shielded by suffix",
            """
            using OpenAI.Chat;
            using PromptShield;

            ChatClient client = [|new ChatClient("m", "k")|].Shielded();
            client.CompleteChat("hi");
            """),
        FixCase.Untouched("Options that are shielded",
            """
            using System.ClientModel;
            using OpenAI;
            using PromptShield;

            var client = [|new OpenAIClient(new ApiKeyCredential("k"), new OpenAIClientOptions().WithPromptShield())|];
            client.GetChatClient("m").CompleteChat("hi");
            """),
        FixCase.Untouched("Options whose type is experimental are not named where the client's is not",
            """
            using OpenAI.Responses;

            internal sealed class Caller
            {
            #pragma warning disable OPENAI001
                private readonly ResponsesClient _client;
            #pragma warning restore OPENAI001

                public Caller() => _client = [|new(new System.ClientModel.ApiKeyCredential("k"))|];

                public override string ToString() => _client.ToString()!;
            }
            """),
        FixCase.Untouched("A chat client from an Azure client that is handed in",
            """
            using Azure.AI.OpenAI;
            using OpenAI.Chat;

            internal sealed class Assistant(AzureOpenAIClient azure)
            {
                public object Ask()
                {
                    ChatClient chat = [|azure.GetChatClient("m")|];
                    return chat.CompleteChat("hi");
                }
            }
            """),
        FixCase.Untouched("A client with the name of the SDK's that is not the SDK's",
            """
            namespace Own
            {
                public sealed class ChatClient(string model, string apiKey) { public string CompleteChat(string text) => model + apiKey + text; }
            }

            namespace App
            {
                public static class Program
                {
                    public static string Ask() => [|new Own.ChatClient("m", "k")|].CompleteChat("hi");
                }
            }
            """),
    ];
}
