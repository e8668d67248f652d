namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Every SDK that the tests reference, with each hook of the shield that fits it.</summary>
internal static class Clients
{
    private const string Key = "new ApiKeyCredential(\"k\")";
    private const string Options = "new OpenAIClientOptions().WithPromptShield()";
    private const string Address = "new Uri(\"https://r.openai.azure.com\")";
    private const string Http = "PromptShieldHandler.CreateClient()";
    private const string OwnHttp = "new HttpClient(new PromptShieldHandler(new SocketsHttpHandler()))";

    private const string RawChat = "new ChatClient(\"m\", \"k\").AsIChatClient()";
    private const string RawEmbedding = "new EmbeddingClient(\"m\", \"k\").AsIEmbeddingGenerator()";

    /// <summary>The client of Microsoft.Extensions.AI that most of the written cases use.</summary>
    public static readonly Client Chat = new(
        "Microsoft.Extensions.AI chat",
        "IChatClient",
        RawChat,
        "*GetResponseAsync(\"hello\")",
        new Hook("Shielded", $"{RawChat}.Shielded()"),
        new Hook("UsePromptShield", $"{RawChat}.AsBuilder().UsePromptShield().Build()"),
        new Hook("UsePromptShield, last", $"new ChatClientBuilder({RawChat}).UseFunctionInvocation().UsePromptShield().Build()"),
        new Hook("static type", $"new PromptShieldChatClient({RawChat})"),
        new Hook("shielded inner client", "new ChatClient(\"m\", \"k\").Shielded().AsIChatClient()"),
        new Hook("shielded options", $"new ChatClient(\"m\", {Key}, {Options}).AsIChatClient()"));

    public static readonly Client OpenAIChat = new(
        "OpenAI chat",
        "ChatClient",
        "new ChatClient(\"m\", \"k\")",
        "*CompleteChat(\"hello\")",
        new Hook("Shielded", "new ChatClient(\"m\", \"k\").Shielded()"),
        new Hook("options", $"new ChatClient(\"m\", {Key}, {Options})"),
        new Hook("factory of a shielded client", "new OpenAIClient(\"k\").Shielded().GetChatClient(\"m\")"));

    public static readonly Client Kernel = new(
        "Semantic Kernel kernel",
        "Kernel",
        "Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").Build()",
        "*InvokePromptAsync(\"hello\")",
        new Hook("AddPromptShield", "Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield().Build()"),
        new Hook("HTTP client", $"Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\", httpClient: {Http}).Build()"));

    public static readonly Client RawHttp = new(
        "raw HTTP",
        "HttpClient",
        "new HttpClient()",
        "*PostAsync(\"https://api.openai.com/v1/chat/completions\", null)",
        new Hook("CreateClient", Http),
        new Hook("handler", OwnHttp),
        new Hook("handler over another of the framework", "new HttpClient(new PromptShieldHandler(new HttpClientHandler()))"));

    public static readonly Client[] All =
    [
        Chat,
        Chat with { Name = "Microsoft.Extensions.AI chat, streaming", Call = "*GetStreamingResponseAsync(\"hello\")" },
        new(
            "Microsoft.Extensions.AI embeddings",
            "IEmbeddingGenerator<string, Embedding<float>>",
            RawEmbedding,
            "*GenerateAsync([\"hello\"])",
            new Hook("ShieldedEmbeddings", $"{RawEmbedding}.ShieldedEmbeddings()"),
            new Hook("UsePromptShield", $"{RawEmbedding}.AsBuilder().UsePromptShield().Build()"),
            new Hook("static type", $"new PromptShieldEmbeddingGenerator({RawEmbedding})"),
            new Hook("shielded inner client", "new EmbeddingClient(\"m\", \"k\").Shielded().AsIEmbeddingGenerator()")),
        new(
            "Microsoft.Extensions.AI images",
            "IImageGenerator",
            "new ImageClient(\"m\", \"k\").AsIImageGenerator()",
            "*GenerateAsync(new ImageGenerationRequest(\"hello\"))",
            new Hook("options", $"new ImageClient(\"m\", {Key}, {Options}).AsIImageGenerator()")),
        OpenAIChat,
        OpenAIChat with { Name = "OpenAI chat, streaming", Call = "*CompleteChatStreamingAsync(\"hello\")" },
        new(
            "OpenAI client",
            "OpenAIClient",
            "new OpenAIClient(\"k\")",
            "GetChatClient(\"m\").*CompleteChat(\"hello\")",
            new Hook("Shielded", "new OpenAIClient(\"k\").Shielded()"),
            new Hook("options", $"new OpenAIClient({Key}, {Options})")),
        new(
            "OpenAI embeddings",
            "EmbeddingClient",
            "new EmbeddingClient(\"m\", \"k\")",
            "*GenerateEmbedding(\"hello\")",
            new Hook("Shielded", "new EmbeddingClient(\"m\", \"k\").Shielded()"),
            new Hook("options", $"new EmbeddingClient(\"m\", {Key}, {Options})")),
        new(
            "OpenAI responses",
            "ResponsesClient",
            "new ResponsesClient(\"k\")",
            "*CreateResponse(\"m\", \"hello\")",
            new Hook("options", $"new ResponsesClient({Key}, new ResponsesClientOptions().WithPromptShield())")),
        new(
            "OpenAI images",
            "ImageClient",
            "new ImageClient(\"m\", \"k\")",
            "*GenerateImage(\"hello\")",
            new Hook("options", $"new ImageClient(\"m\", {Key}, {Options})")),
        new(
            "OpenAI audio",
            "AudioClient",
            "new AudioClient(\"m\", \"k\")",
            "*GenerateSpeech(\"hello\", GeneratedSpeechVoice.Alloy)",
            new Hook("options", $"new AudioClient(\"m\", {Key}, {Options})")),
        new(
            "Azure OpenAI",
            "AzureOpenAIClient",
            $"new AzureOpenAIClient({Address}, {Key})",
            "GetChatClient(\"d\").*CompleteChat(\"hello\")",
            new Hook("options", $"new AzureOpenAIClient({Address}, {Key}, new AzureOpenAIClientOptions().WithPromptShield())")),
        new(
            "Azure AI Inference",
            "ChatCompletionsClient",
            $"new ChatCompletionsClient({Address}, new AzureKeyCredential(\"k\"))",
            "*Complete(new ChatCompletionsOptions())",
            new Hook("transport", $"new ChatCompletionsClient({Address}, new AzureKeyCredential(\"k\"), new AzureAIInferenceClientOptions {{ Transport = new HttpClientTransport({Http}) }})")),
        new(
            "Anthropic",
            "AnthropicClient",
            "new AnthropicClient { ApiKey = \"k\" }",
            "Messages.*Create(Request.Of<MessageCreateParams>())",
            new Hook("handlers", "new AnthropicClient { ApiKey = \"k\", Handlers = [new PromptShieldHandler()] }"),
            new Hook("HTTP client", $"new AnthropicClient {{ ApiKey = \"k\", HttpClient = {Http} }}")),
        new(
            "Anthropic over Microsoft.Extensions.AI",
            "IChatClient",
            "new AnthropicClient { ApiKey = \"k\" }.AsIChatClient(\"m\")",
            "*GetResponseAsync(\"hello\")",
            new Hook("handlers", "new AnthropicClient { ApiKey = \"k\", Handlers = [new PromptShieldHandler()] }.AsIChatClient(\"m\")"),
            new Hook("Shielded", "new AnthropicClient { ApiKey = \"k\" }.AsIChatClient(\"m\").Shielded()")),
        new(
            "OllamaSharp",
            "OllamaApiClient",
            "new OllamaApiClient(\"http://localhost:11434\", \"m\")",
            "*ChatAsync(Request.Of<ChatRequest>())",
            new Hook("CreateClient", "new OllamaApiClient(PromptShieldHandler.CreateClient(new Uri(\"http://localhost:11434\")), \"m\")"),
            new Hook("HTTP client", $"new OllamaApiClient({OwnHttp}, \"m\")")),
        Kernel,
        new(
            "Semantic Kernel chat service",
            "IChatCompletionService",
            "new OpenAIChatCompletionService(\"m\", \"k\")",
            "*GetChatMessageContentAsync(\"hello\")",
            new Hook("HTTP client", $"new OpenAIChatCompletionService(\"m\", \"k\", httpClient: {Http})"),
            new Hook("service of a shielded kernel", $"{Kernel.Hooks[0].Expression}.GetRequiredService<IChatCompletionService>()")),
        new(
            "Agent Framework",
            "AIAgent",
            $"new ChatClientAgent({RawChat})",
            "*RunAsync(\"hello\")",
            new Hook("Shielded", $"new ChatClientAgent({RawChat}.Shielded())"),
            new Hook("UsePromptShield", $"{RawChat}.AsBuilder().UsePromptShield().Build().AsAIAgent()"),
            new Hook("BuildAIAgent", $"{RawChat}.AsBuilder().UsePromptShield().BuildAIAgent()")),
        new(
            "Betalgo",
            "OpenAIService",
            "new OpenAIService(new OpenAIOptions { ApiKey = \"k\" })",
            "ChatCompletion.*CreateCompletion(Request.Of<ChatCompletionCreateRequest>())",
            new Hook("HTTP client", $"new OpenAIService(new OpenAIOptions {{ ApiKey = \"k\" }}, {Http})")),
        RawHttp,
        RawHttp with { Name = "raw HTTP, extension", Call = "*PostAsJsonAsync(\"https://api.anthropic.com/v1/messages\", 1)" },
    ];
}
