using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>Clients that are guarded at the wire or around a whole framework: Anthropic, HttpClient, Ollama, Semantic Kernel, agents.</summary>
internal static class WirePrograms
{
    private const string Parameters =
        """new MessageCreateParams { Model = "m", MaxTokens = 9, System = Target.Prompt, Messages = [new UserMessageParam { Content = Target.Prompt }] }""";

    private const string Body = """new { model = "m", messages = new[] { new { role = "user", content = Target.Prompt } } }""";

    /// <summary>Plain HTTP to a provider by its constant address: the test's proxy leads it to the loopback provider.</summary>
    private const string Url = "\"http://api.openai.com/v1/chat/completions\"";

    private const string Adding = """
        public sealed class Adding : DelegatingHandler
        {
            public Adding() : base(new SocketsHttpHandler()) { }
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, System.Threading.CancellationToken cancellationToken)
            {
                request.Headers.Add("x-asked-by", "jane.roe@example.org");
                return base.SendAsync(request, cancellationToken);
            }
        }
        """;

    public static readonly GuardProgram[] All =
    [
        new("Anthropic with a handler", Guarded, $$"""
            AnthropicClient client = new() { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler()] };
            await client.Messages./*call*/Create({{Parameters}});
            """),
        new("Anthropic with a handler, streaming", Guarded, $$"""
            AnthropicClient client = new() { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler()] };
            await foreach (RawMessageStreamEvent update in client.Messages./*call*/CreateStreaming({{Parameters}})) { }
            """),
        new("Anthropic without the handler", Unguarded, $$"""
            AnthropicClient client = new() { ApiKey = "none", BaseUrl = Target.Endpoint.ToString() };
            await client.Messages./*call*/Create({{Parameters}});
            """),
        new("Anthropic through the bridge to IChatClient", Guarded, """
            IChatClient client = new AnthropicClient { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler()] }.AsIChatClient("m", 9);
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("Anthropic, options changed and handlers kept", Guarded, $$"""
            IAnthropicClient client = new AnthropicClient { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler()] }
                .WithOptions(options => options with { MaxRetries = 1 });
            await client.Messages./*call*/Create({{Parameters}});
            """),
        new("Anthropic, options changed and handlers dropped", null, $$"""
            IAnthropicClient client = new AnthropicClient { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler()] }
                .WithOptions(options => options with { Handlers = [] });
            await client.Messages./*call*/Create({{Parameters}});
            """),
        new("Anthropic, another handler nearer to the wire", null, $$"""
            AnthropicClient client = new() { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler(), new Adding()] };
            await client.Messages./*call*/Create({{Parameters}});
            """, Adding.Replace(" : base(new SocketsHttpHandler())", "", StringComparison.Ordinal)),
        new("HttpClient with the handler", Guarded, $$"""
            HttpClient client = new(new PromptShieldHandler(new SocketsHttpHandler()));
            await client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            """),
        new("HttpClient without the handler", Unguarded, $$"""
            HttpClient client = new();
            await client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            """),
        new("HttpClient made by the shield", Guarded, $$"""
            HttpClient client = PromptShieldHandler.CreateClient();
            await client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            """),
        new("HttpClient with the handler, sync", Guarded, $$"""
            HttpClient client = new(new PromptShieldHandler(new SocketsHttpHandler()));
            client./*call*/Send(new HttpRequestMessage(HttpMethod.Post, {{Url}}) { Content = JsonContent.Create({{Body}}) });
            """),
        new("HttpClient with another handler nearer to the wire", null, $$"""
            HttpClient client = new(new PromptShieldHandler(new Adding()));
            await client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            """, Adding),
        new("named HttpClient with the handler", Guarded, $$"""
            ServiceCollection services = new();
            services.AddHttpClient("models").AddPromptShield();
            HttpClient client = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("models");
            await client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            """),
        new("named HttpClient, another name is asked for", Unguarded, $$"""
            ServiceCollection services = new();
            services.AddHttpClient("models").AddPromptShield();
            services.AddHttpClient("others");
            HttpClient client = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("others");
            await client./*call*/PostAsJsonAsync({{Url}}, {{Body}});
            """),
        new("Ollama over a shielded HttpClient", Guarded, """
            OllamaApiClient client = new(PromptShieldHandler.CreateClient(Target.Endpoint), "m");
            await foreach (var update in client./*call*/GenerateAsync(new OllamaSharp.Models.GenerateRequest { Prompt = Target.Prompt, System = Target.Prompt })) { }
            """),
        new("Ollama chat over a shielded HttpClient", Guarded, """
            IChatClient client = new OllamaApiClient(PromptShieldHandler.CreateClient(Target.Endpoint), "m");
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("Ollama by address", Unguarded, """
            OllamaApiClient client = new(Target.Endpoint, "m");
            await foreach (var update in client./*call*/GenerateAsync(new OllamaSharp.Models.GenerateRequest { Prompt = Target.Prompt })) { }
            """),
        new("kernel builder, shield last", Guarded, """
            IKernelBuilder builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }));
            builder.AddPromptShield();
            Kernel kernel = builder.Build();
            await kernel./*call*/InvokePromptAsync(Target.Prompt);
            """),
        new("kernel builder, shield before the service", Unguarded, """
            IKernelBuilder builder = Kernel.CreateBuilder();
            builder.AddPromptShield();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }));
            Kernel kernel = builder.Build();
            await kernel./*call*/InvokePromptAsync(Target.Prompt);
            """),
        new("kernel, chat service asked directly", Guarded, """
            IKernelBuilder builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }));
            builder.AddPromptShield();
            Kernel kernel = builder.Build();
            await kernel.GetRequiredService<IChatCompletionService>()./*call*/GetChatMessageContentsAsync(new ChatHistory(Target.Prompt));
            """),
        new("kernel whose connector calls functions itself", null, """
            IKernelBuilder builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }));
            builder.AddPromptShield();
            Kernel kernel = builder.Build();
            kernel.Plugins.AddFromFunctions("desk", [KernelFunctionFactory.CreateFromMethod(Target.Lookup, "lookup")]);
            OpenAIPromptExecutionSettings settings = new() { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
            await kernel./*call*/InvokePromptAsync("call desk-lookup with {}", new KernelArguments(settings));
            """),
        new("kernel over a client with shielded options", Guarded, """
            IKernelBuilder builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", new OpenAIClient(Target.Key, new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield()));
            Kernel kernel = builder.Build();
            await kernel./*call*/InvokePromptAsync(Target.Prompt);
            """),
        new("agent over a shielded client", Guarded, """
            ChatClientAgent agent = new(Target.Raw().Shielded(), instructions: Target.Prompt, tools: [AIFunctionFactory.Create(Target.Lookup, "lookup")]);
            await agent./*call*/RunAsync(Target.AskForTool);
            """),
        new("agent over a raw client", Unguarded, """
            ChatClientAgent agent = new(Target.Raw(), instructions: Target.Prompt);
            await agent./*call*/RunAsync(Target.Prompt);
            """),
        new("agent whose run brings a raw client", null, """
            ChatClientAgent agent = new(Target.Raw().Shielded());
            await agent./*call*/RunAsync(Target.Prompt, options: new ChatClientAgentRunOptions { ChatClientFactory = _ => Target.Raw() });
            """),
    ];
}
