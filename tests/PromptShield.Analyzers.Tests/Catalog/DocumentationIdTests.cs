using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Catalog;

public sealed class DocumentationIdTests
{
    /// <summary>A plain call of each SDK, with the documentation id, kind, SDK and provider that its site must have.</summary>
    public static TheoryData<string, string, string, string, string> Calls { get; } = new()
    {
        {
            "new OpenAI.Chat.ChatClient(\"m\", \"k\").CompleteChatStreaming(new OpenAI.Chat.UserChatMessage(\"x\"));",
            "M:OpenAI.Chat.ChatClient.CompleteChatStreaming(OpenAI.Chat.ChatMessage[])", "chat", "OpenAI", "OpenAI"
        },
        {
            "new OpenAI.Embeddings.EmbeddingClient(\"m\", \"k\").GenerateEmbedding(\"x\");",
            "M:OpenAI.Embeddings.EmbeddingClient.GenerateEmbedding(System.String,OpenAI.Embeddings.EmbeddingGenerationOptions,System.Threading.CancellationToken)",
            "embedding", "OpenAI", "OpenAI"
        },
        {
            "new OpenAI.Images.ImageClient(\"m\", \"k\").GenerateImage(\"x\");",
            "M:OpenAI.Images.ImageClient.GenerateImage(System.String,OpenAI.Images.ImageGenerationOptions,System.Threading.CancellationToken)",
            "image", "OpenAI", "OpenAI"
        },
        {
            "new OpenAI.Audio.AudioClient(\"m\", \"k\").TranscribeAudio(\"x.mp3\");",
            "M:OpenAI.Audio.AudioClient.TranscribeAudio(System.String,OpenAI.Audio.AudioTranscriptionOptions)", "audio", "OpenAI", "OpenAI"
        },
        {
            "new OpenAI.Files.OpenAIFileClient(\"k\").UploadFile(\"x.jsonl\", OpenAI.Files.FileUploadPurpose.Batch);",
            "M:OpenAI.Files.OpenAIFileClient.UploadFile(System.String,OpenAI.Files.FileUploadPurpose)", "file", "OpenAI", "OpenAI"
        },
        {
            "new Azure.AI.OpenAI.AzureOpenAIClient(new Uri(\"https://r\"), new System.ClientModel.ApiKeyCredential(\"k\")).GetChatClient(\"d\").CompleteChat(\"x\");",
            "M:OpenAI.Chat.ChatClient.CompleteChat(OpenAI.Chat.ChatMessage[])", "chat", "OpenAI", "Azure OpenAI"
        },
        {
            "await new Anthropic.AnthropicClient().Messages.Create(null!);",
            "M:Anthropic.Services.IMessageService.Create(Anthropic.Models.Messages.MessageCreateParams,System.Threading.CancellationToken)",
            "chat", "Anthropic", "Anthropic"
        },
        {
            "await new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient().GetResponseAsync([]);",
            "M:Microsoft.Extensions.AI.IChatClient.GetResponseAsync(System.Collections.Generic.IEnumerable{Microsoft.Extensions.AI.ChatMessage},Microsoft.Extensions.AI.ChatOptions,System.Threading.CancellationToken)",
            "chat", "Microsoft.Extensions.AI", "OpenAI"
        },
        {
            "await new OllamaSharp.OllamaApiClient(\"http://localhost:11434\").EmbedAsync(new OllamaSharp.Models.EmbedRequest());",
            "M:OllamaSharp.OllamaApiClient.EmbedAsync(OllamaSharp.Models.EmbedRequest,System.Threading.CancellationToken)", "embedding", "OllamaSharp", "Ollama"
        },
        {
            "await Microsoft.SemanticKernel.Kernel.CreateBuilder().Build().InvokePromptAsync(\"x\");",
            "M:Microsoft.SemanticKernel.KernelExtensions.InvokePromptAsync(Microsoft.SemanticKernel.Kernel,System.String,Microsoft.SemanticKernel.KernelArguments,System.String,Microsoft.SemanticKernel.IPromptTemplateFactory,Microsoft.SemanticKernel.PromptTemplateConfig,System.Threading.CancellationToken)",
            "chat", "Microsoft.SemanticKernel", "unknown"
        },
        {
            "await new Microsoft.Agents.AI.ChatClientAgent(new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient()).RunAsync(\"x\");",
            "M:Microsoft.Agents.AI.AIAgent.RunAsync(System.String,Microsoft.Agents.AI.AgentSession,Microsoft.Agents.AI.AgentRunOptions,System.Threading.CancellationToken)",
            "agent", "Microsoft.Agents.AI", "OpenAI"
        },
        {
            "await new HttpClient().PostAsync(\"https://api.groq.com/openai/v1/chat/completions\", null);",
            "M:System.Net.Http.HttpClient.PostAsync(System.String,System.Net.Http.HttpContent)", "http", "System.Net.Http", "Groq"
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_plain_call_of_an_sdk_is_a_site_of_the_real_api(string call, string api, string kind, string sdk, string provider)
    {
        var compilation = Snippet.Compile($$"""
            using Microsoft.Extensions.AI;
            using Microsoft.SemanticKernel;
            internal class C { async Task M() { {{call}} await Task.Yield(); } }
            """);
        var (sites, _) = await Guards.Judge(compilation);
        var site = Assert.Single(sites);
        Assert.Equal((api, kind, sdk, provider), (site["api"], site["kind"], site["sdk"], site["provider"]));
    }
}
