namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class SdkTests
{
    [Fact]
    public Task Azure_clients_are_guarded_by_their_options() => Guards.Body("""
        var raw = new AzureOpenAIClient(new Uri("https://r.openai.azure.com"), new ApiKeyCredential("k"));
        raw.GetChatClient("d").{|Unguarded:CompleteChat|}("hello");
        var guarded = new AzureOpenAIClient(new Uri("https://r.openai.azure.com"), new ApiKeyCredential("k"), new AzureOpenAIClientOptions().WithPromptShield());
        guarded.GetChatClient("d").{|Guarded:CompleteChat|}("hello");
        await guarded.GetChatClient("d").AsIChatClient().{|Guarded:GetResponseAsync|}("hello");
        guarded.GetEmbeddingClient("d").{|Guarded:GenerateEmbedding|}("hello");
        """);

    [Fact]
    public Task Anthropic_clients_are_guarded_by_a_handler_in_their_initializer() => Guards.Library("""
        using Anthropic;
        using Anthropic.Models.Messages;
        using Microsoft.Extensions.AI;
        using PromptShield;
        internal class C
        {
            async Task M(MessageCreateParams request, MessageCountTokensParams count)
            {
                var raw = new AnthropicClient { ApiKey = "k" };
                await raw.Messages.{|Unguarded:Create|}(request);
                var guarded = new AnthropicClient { ApiKey = "k", Handlers = [new PromptShieldHandler()] };
                await guarded.Messages.{|Guarded:Create|}(request);
                await guarded.Messages.{|Guarded:CountTokens|}(count);
                await foreach (var part in guarded.Messages.{|Guarded:CreateStreaming|}(request)) { }
                await guarded.AsIChatClient("m").{|Guarded:GetResponseAsync|}("hello");
                await guarded.WithOptions(o => o).Messages.{|Guarded:Create|}(request);
                await guarded.WithOptions(o => o with { Handlers = [new PromptShieldHandler()] }).Messages.{|Guarded:Create|}(request);
                await guarded.WithOptions(o => o with { Handlers = [] }).Messages.{|Unguarded:Create|}(request);
                var http = new AnthropicClient { HttpClient = PromptShieldHandler.CreateClient() };
                await http.Messages.{|Guarded:Create|}(request);
                var either = new AnthropicClient { Handlers = [Environment.HasShutdownStarted ? new PromptShieldHandler() : new Logging()] };
                await either.Messages.{|Unguarded:Create|}(request);
                var both = new AnthropicClient { Handlers = new DelegatingHandler[] { new Logging(), new PromptShieldHandler() } };
                await both.Messages.{|Guarded:Create|}(request);
                var other = new AnthropicClient { Handlers = [new Logging()] };
                await other.Messages.{|Unguarded:Create|}(request);
            }
            private sealed class Logging : DelegatingHandler;
        }
        """);

    [Fact]
    public Task Ollama_clients_are_guarded_by_their_http_client() => Guards.Library("""
        using Microsoft.Extensions.AI;
        using OllamaSharp;
        using OllamaSharp.Models.Chat;
        using PromptShield;
        internal class C
        {
            async Task M(ChatRequest request)
            {
                var raw = new OllamaApiClient("http://localhost:11434", "m");
                await foreach (var part in raw.{|Unguarded:ChatAsync|}(request)) { }
                await foreach (var part in new OllamaSharp.Chat(raw).{|Unguarded:SendAsync|}("hello")) { }
                var guarded = new OllamaApiClient(PromptShieldHandler.CreateClient(new Uri("http://localhost:11434")), "m");
                await foreach (var part in guarded.{|Guarded:ChatAsync|}(request)) { }
                await foreach (var part in new OllamaSharp.Chat(guarded).{|Guarded:SendAsync|}("hello")) { }
                IChatClient chat = guarded;
                await chat.{|Guarded:GetResponseAsync|}("hello");
            }
        }
        """);

    [Fact]
    public Task Agents_take_the_state_of_their_chat_client() => Guards.Body("""
        var raw = new ChatClient("m", "k").AsIChatClient();
        await new ChatClientAgent(raw).{|Unguarded:RunAsync|}("hello");
        await new ChatClientAgent(raw.Shielded(), "instructions").{|Guarded:RunAsync|}("hello");
        AIAgent agent = raw.AsBuilder().UsePromptShield().BuildAIAgent();
        await agent.{|Guarded:RunAsync|}("hello");
        await foreach (var update in raw.AsAIAgent().{|Unguarded:RunStreamingAsync|}("hello")) { }
        """);

    [Fact]
    public Task A_kernel_is_guarded_by_a_shield_after_its_last_model_service() => Guards.Library("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;
        using PromptShield;
        internal class C
        {
            async Task M(bool c)
            {
                var chain = Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k").AddPromptShield().Build();
                await chain.{|Guarded:InvokePromptAsync|}("hello");
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion("m", "k");
                builder.Services.AddLogging();
                builder.AddPromptShield();
                builder.Plugins.AddFromType<C>();
                var kernel = builder.Build();
                await kernel.{|Guarded:InvokePromptAsync|}("hello");
                await kernel.GetRequiredService<IChatCompletionService>().{|Guarded:GetChatMessageContentAsync|}("hello");
                #pragma warning disable SKEXP0001
                await kernel.GetRequiredService<Microsoft.SemanticKernel.TextToImage.ITextToImageService>().{|Unguarded:GetImageContentsAsync|}(null!);
                var late = Kernel.CreateBuilder();
                late.AddPromptShield();
                late.AddOpenAIChatCompletion("m", "k");
                await late.Build().{|Unguarded:InvokePromptAsync|}("hello");
                var second = Kernel.CreateBuilder();
                second.AddOpenAIChatCompletion("m", "k");
                second.AddPromptShield();
                if (c) second.Services.AddOpenAIChatCompletion("n", "k");
                await second.Build().{|Unguarded:InvokePromptAsync|}("hello");
                var http = Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k", httpClient: PromptShieldHandler.CreateClient()).Build();
                await http.{|Guarded:InvokePromptAsync|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_kernel_function_is_a_model_call_only_when_it_came_from_a_prompt() => Guards.Library("""
        using Microsoft.SemanticKernel;
        internal class C
        {
            async Task M(Kernel kernel, KernelFunction handedIn)
            {
                var raw = Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k").Build();
                var prompt = raw.CreateFunctionFromPrompt("hello");
                await raw.{|Unguarded:InvokeAsync|}(prompt);
                await prompt.{|Unguarded:InvokeAsync|}(raw);
                var code = KernelFunctionFactory.CreateFromMethod(() => 1);
                await raw.InvokeAsync(code);
                await code.InvokeAsync(raw);
                await raw.{|NotAnalyzed/dynamic-or-unresolved:InvokeAsync|}("plugin", "function");
                await raw.{|NotAnalyzed:InvokeAsync|}(handedIn);
            }
        }
        """);

    [Fact]
    public Task A_kernel_of_the_container_is_judged_by_the_model_services_that_are_registered() => Guards.Library("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using PromptShield;
        internal class C(Kernel kernel)
        {
            Task M() => kernel.{|Guarded:InvokePromptAsync|}("hello");
            static void Configure(IServiceCollection services)
            {
                services.AddKernel();
                services.AddOpenAIChatCompletion("m", "k");
                services.AddPromptShield();
            }
        }
        """);

    [Fact]
    public Task A_kernel_does_not_use_the_clients_of_an_SDK_that_are_registered_beside_it() => Guards.Library("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using OpenAI;
        using PromptShield;
        internal class C(Kernel kernel, OpenAIClient client)
        {
            Task M() => kernel.{|Guarded:InvokePromptAsync|}("hello");
            void N() => client.GetChatClient("m").{|Unguarded/registered-without-shield:CompleteChat|}("hello");
            static void Configure(IServiceCollection services)
            {
                services.AddKernel().AddOpenAIChatCompletion("m", "k").AddPromptShield();
                services.AddSingleton(new OpenAIClient("k"));
            }
        }
        """);

    [Fact]
    public Task A_kernel_service_that_takes_its_client_from_the_container_is_still_judged() => Guards.Library("""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using OpenAI;
        internal class C(Kernel kernel)
        {
            Task M() => kernel.{|Unguarded/registered-without-shield:InvokePromptAsync|}("hello");
            static void Configure(IServiceCollection services)
            {
                services.AddKernel().AddOpenAIChatCompletion("m");
                services.AddSingleton(new OpenAIClient("k"));
            }
        }
        """);
}
