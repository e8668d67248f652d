using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using Microsoft.SemanticKernel.TextGeneration;

namespace PromptShield.Tests;

public sealed class SemanticKernelTests : IDisposable
{
    private readonly EvidenceInMemory _evidence = new();
    private readonly FakeProvider _provider = new();
    private readonly HttpClient _http;

    public SemanticKernelTests() => _http = new HttpClient(_provider);

    [Fact]
    public async Task A_prompt_is_guarded_and_restored()
    {
        var kernel = Kernel();
        Assert.Equal(Planted.Answer, (await kernel.InvokePromptAsync(Planted.Text)).GetValue<string>());
        Assert.Equal(Planted.Answer, string.Concat(await kernel.InvokePromptStreamingAsync<string>(Planted.Text).ToListAsync()));
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task The_service_itself_is_guarded_and_restored()
    {
        var service = Kernel().GetRequiredService<IChatCompletionService>();
        var history = new ChatHistory($"You help {Planted.Email}.");
        history.AddUserMessage(Planted.Text);

        Assert.Equal(Planted.Answer, (await service.GetChatMessageContentAsync(history)).Content);
        Assert.Equal(Planted.Answer, string.Concat(await service.GetStreamingChatMessageContentsAsync(history).Select(update => update.Content).ToListAsync()));
        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Text, history[1].Content);
        Assert.Equal(2, history.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Functions_get_the_originals_and_their_results_are_guarded(bool streams)
    {
        string? received = null;
        var kernel = Kernel();
        kernel.Plugins.AddFromFunctions("crm", [KernelFunctionFactory.CreateFromMethod((string mail) => { received = mail; return $"account {Planted.Iban}"; }, "lookup")]);
        _provider.CallsTool = body => body.Contains("\"role\":\"tool\"", StringComparison.Ordinal) ? null : """{"mail":"[EMAIL_1]"}""";
        _provider.ToolName = "crm-lookup";
        var history = new ChatHistory();
        history.AddUserMessage($"I am {Planted.Email}");
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        var service = kernel.GetRequiredService<IChatCompletionService>();

        var answer = streams
            ? string.Concat(await service.GetStreamingChatMessageContentsAsync(history, settings, kernel).Select(update => update.Content).ToListAsync())
            : (await service.GetChatMessageContentAsync(history, settings, kernel)).Content;

        Assert.Equal(Planted.Email, received);
        Assert.Equal($"You wrote {Planted.Email} and {Planted.Iban}.", answer);
        Assert.Equal(2, _provider.Bodies.Length);
        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Email, history[1].Items.OfType<Microsoft.SemanticKernel.FunctionCallContent>().Single().Arguments!["mail"]?.ToString());
        Assert.Equal($"account {Planted.Iban}", history[2].Content);
        Assert.Equal(2, _evidence.Events.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kernel_over_a_chat_client_is_guarded_with_its_functions(bool streams)
    {
        string? received = null;
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        builder.Services.AddSingleton(TestShields.Create(_evidence));
        builder.AddOpenAIChatClient("m", "k", httpClient: _http);
        builder.AddPromptShield();
        var kernel = builder.Build();
        kernel.Plugins.AddFromFunctions("crm", [KernelFunctionFactory.CreateFromMethod((string mail) => { received = mail; return $"account {Planted.Iban}"; }, "lookup")]);
        _provider.CallsTool = body => body.Contains("\"role\":\"tool\"", StringComparison.Ordinal) ? null : """{"mail":"[EMAIL_1]"}""";
        _provider.ToolName = "crm_lookup";
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };

        var answer = streams
            ? string.Concat(await kernel.InvokePromptStreamingAsync<string>($"I am {Planted.Email}", new(settings)).ToListAsync())
            : (await kernel.InvokePromptAsync($"I am {Planted.Email}", new(settings))).GetValue<string>();

        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Email, received);
        Assert.Equal($"You wrote {Planted.Email} and {Planted.Iban}.", answer);
    }

    [Fact]
    public async Task Text_generation_is_guarded_and_restored()
    {
        var service = Kernel().GetRequiredService<ITextGenerationService>();
        Assert.Equal(Planted.Answer, (await service.GetTextContentAsync(Planted.Text)).Text);
        Assert.Equal(Planted.Answer, string.Concat(await service.GetStreamingTextContentsAsync(Planted.Text).Select(update => update.Text).ToListAsync()));
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task A_blocked_prompt_does_not_leave()
    {
        var kernel = Kernel(options => options.Action = PersonalDataAction.Block);
        await Assert.ThrowsAsync<PromptBlockedException>(() => kernel.InvokePromptAsync(Planted.Text));
        Assert.Empty(_provider.Bodies);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blocked_result_of_a_function_does_not_leave_and_the_caller_knows(bool streams)
    {
        var kernel = Kernel(options => options.Action = PersonalDataAction.Block);
        kernel.Plugins.AddFromFunctions("crm", [KernelFunctionFactory.CreateFromMethod(() => $"account {Planted.Iban}", "lookup")]);
        _provider.CallsTool = body => body.Contains("\"role\":\"tool\"", StringComparison.Ordinal) ? null : "{}";
        _provider.ToolName = "crm-lookup";
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        var service = kernel.GetRequiredService<IChatCompletionService>();

        await Assert.ThrowsAsync<PromptBlockedException>(async () => _ = streams
            ? await service.GetStreamingChatMessageContentsAsync("go", settings, kernel).CountAsync()
            : (await service.GetChatMessageContentsAsync("go", settings, kernel)).Count);

        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task Without_evidence_nothing_leaves()
    {
        var kernel = Kernel(options => options.Evidence = new BrokenSink());
        await Assert.ThrowsAsync<IOException>(() => kernel.InvokePromptAsync("harmless"));
        Assert.Empty(_provider.Bodies);
    }

    public void Dispose() => _http.Dispose();

    private Kernel Kernel(Action<ShieldOptions>? configure = null)
    {
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion("m", "k", httpClient: _http);
        builder.AddPromptShield(options =>
        {
            options.Evidence = _evidence;
            configure?.Invoke(options);
        });
        return builder.Build();
    }
}
