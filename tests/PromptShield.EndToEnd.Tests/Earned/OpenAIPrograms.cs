using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>Clients of the OpenAI and Azure SDKs: options, suffix, factories.</summary>
internal static class OpenAIPrograms
{
    public static readonly GuardProgram[] All =
    [
        new("options shielded where they are created", Guarded, """
            ChatClient client = new("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("options shielded, sync", Guarded, """
            ChatClient client = new("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            client./*call*/CompleteChat(Target.Prompt);
            """),
        new("options shielded, sync streaming", Guarded, """
            ChatClient client = new("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            foreach (StreamingChatCompletionUpdate update in client./*call*/CompleteChatStreaming(Target.Prompt)) { }
            """),
        new("options shielded, async streaming", Guarded, """
            ChatClient client = new("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            await foreach (StreamingChatCompletionUpdate update in client./*call*/CompleteChatStreamingAsync(Target.Prompt)) { }
            """),
        new("options shielded, protocol method", Guarded, """
            ChatClient client = new("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            await client./*call*/CompleteChatAsync(System.ClientModel.BinaryContent.CreateJson(new { model = "m", messages = new[] { new { role = "user", content = Target.Prompt } } }), null);
            """),
        new("options without the shield", Unguarded, """
            ChatClient client = new("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint });
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("options in a local, shielded before use", Guarded, """
            OpenAIClientOptions options = new() { Endpoint = Target.OpenAIEndpoint };
            options.WithPromptShield();
            ChatClient client = new("m", Target.Key, options);
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("options in a local, shielded where they are passed", Guarded, """
            OpenAIClientOptions options = new() { Endpoint = Target.OpenAIEndpoint };
            ChatClient client = new("m", Target.Key, options.WithPromptShield());
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("options shielded on one branch only", Unguarded, """
            OpenAIClientOptions options = new() { Endpoint = Target.OpenAIEndpoint };
            if (!Target.Yes) { options.WithPromptShield(); }
            ChatClient client = new("m", Target.Key, options);
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("other options shielded", Unguarded, """
            OpenAIClientOptions shielded = new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield();
            OpenAIClientOptions options = new() { Endpoint = Target.OpenAIEndpoint };
            ChatClient client = new("m", Target.Key, options);
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("options shielded, then replaced", Unguarded, """
            OpenAIClientOptions options = new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield();
            options = new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint };
            ChatClient client = new("m", Target.Key, options);
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("suffix on a chat client", Guarded, """
            ChatClient client = new ChatClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }).Shielded();
            await client./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("suffix on a chat client, sync", Guarded, """
            ChatClient client = new ChatClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }).Shielded();
            client./*call*/CompleteChat(Target.Prompt);
            """),
        new("suffix on an OpenAI client, factory after it", Guarded, """
            OpenAIClient client = new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }).Shielded();
            await client.GetChatClient("m")./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("factory of a client with shielded options", Guarded, """
            OpenAIClient client = new(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            await client.GetChatClient("m")./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("factory of a client without the shield", Unguarded, """
            OpenAIClient client = new(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint });
            await client.GetChatClient("m")./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("bridge to IChatClient from a shielded client", Guarded, """
            IChatClient client = new ChatClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield()).AsIChatClient();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("tool results through shielded options", Guarded, """
            IChatClient client = new ChatClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield())
                .AsIChatClient().AsBuilder().UseFunctionInvocation().Build();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("suffix on an embedding client", Guarded, """
            EmbeddingClient client = new EmbeddingClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }).Shielded();
            await client./*call*/GenerateEmbeddingAsync(Target.Prompt);
            """),
        new("embedding client without the shield", Unguarded, """
            EmbeddingClient client = new("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint });
            client./*call*/GenerateEmbedding(Target.Prompt);
            """),
        new("suffix on an embedding generator", Guarded, """
            IEmbeddingGenerator<string, Embedding<float>> generator =
                new EmbeddingClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }).AsIEmbeddingGenerator().ShieldedEmbeddings();
            await generator./*call*/GenerateAsync([Target.Prompt]);
            """),
        new("builder of an embedding generator", Guarded, """
            IEmbeddingGenerator<string, Embedding<float>> generator =
                new EmbeddingClient("m", Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }).AsIEmbeddingGenerator()
                    .AsBuilder().UsePromptShield().Build();
            await generator./*call*/GenerateAsync([Target.Prompt]);
            """),
        new("responses, shielded options", Guarded, """
            OpenAI.Responses.ResponsesClient client = new(Target.Key, new OpenAI.Responses.ResponsesClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            await client./*call*/CreateResponseAsync("m", Target.Prompt);
            """),
        new("responses, shielded options, streaming", Guarded, """
            OpenAI.Responses.ResponsesClient client = new(Target.Key, new OpenAI.Responses.ResponsesClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield());
            await foreach (OpenAI.Responses.StreamingResponseUpdate update in await client./*call*/CreateResponseStreamingAsync("m", Target.Prompt)) { }
            """),
        new("responses without the shield", Unguarded, """
            OpenAI.Responses.ResponsesClient client = new(Target.Key, new OpenAI.Responses.ResponsesClientOptions { Endpoint = Target.OpenAIEndpoint });
            await client./*call*/CreateResponseAsync("m", Target.Prompt);
            """),
        new("Azure, shielded options", Guarded, """
            AzureOpenAIClient client = new(Target.Endpoint, Target.Key, new AzureOpenAIClientOptions().WithPromptShield());
            await client.GetChatClient("deployment")./*call*/CompleteChatAsync(Target.Prompt);
            """),
        new("Azure without the shield", Unguarded, """
            AzureOpenAIClient client = new(Target.Endpoint, Target.Key);
            await client.GetChatClient("deployment")./*call*/CompleteChatAsync(Target.Prompt);
            """),
    ];
}
