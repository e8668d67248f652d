using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Responses;
using ChatMessage = OpenAI.Chat.ChatMessage;

namespace PromptShield.Tests;

public sealed class OpenAITests : IDisposable
{
    private readonly EvidenceInMemory _evidence = new();
    private readonly FakeProvider _provider = new();
    private readonly HttpClient _http;
    private readonly Shield _shield;

    public OpenAITests()
    {
        _http = new HttpClient(_provider);
        _shield = TestShields.Create(_evidence);
    }

    public enum Hook
    {
        Options,
        Suffix,
        FromClient,
        Azure,
        Twice,
    }

    public static TheoryData<Hook> Hooks => [.. Enum.GetValues<Hook>()];

    [Fact]
    public async Task A_query_with_personal_data_is_refused()
    {
        var options = new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(_http) }.WithPromptShield(_shield);
        var pipeline = ClientPipeline.Create(options);
        var message = pipeline.CreateMessage();
        message.Request.Uri = new Uri("http://model.test/v1/models?user=" + Planted.Email);

        await Assert.ThrowsAsync<PromptBlockedException>(async () => await pipeline.SendAsync(message));
        Assert.Throws<PromptBlockedException>(() => pipeline.Send(message));
        Assert.Empty(_provider.Bodies);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public void Synchronous_chat_is_guarded_and_restored(Hook hook)
    {
        ChatCompletion answer = Client(hook).CompleteChat(Messages());

        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Answer, answer.Content[0].Text);
        Assert.Contains("\"model\":\"m\"", _provider.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task Asynchronous_chat_is_guarded_and_restored(Hook hook)
    {
        ChatCompletion answer = await Client(hook).CompleteChatAsync(Messages());

        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Answer, answer.Content[0].Text);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public void Synchronous_stream_is_guarded_and_restored(Hook hook)
    {
        var text = new StringBuilder();
        foreach (var update in Client(hook).CompleteChatStreaming(Messages()))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
        }

        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Answer, text.ToString());
        Assert.True(_evidence.Events[0].Streaming);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task Asynchronous_stream_is_guarded_and_restored(Hook hook)
    {
        var text = new StringBuilder();
        await foreach (var update in Client(hook).CompleteChatStreamingAsync(Messages()))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
        }

        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Answer, text.ToString());
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task Through_the_chat_abstraction_too(Hook hook)
    {
        var client = Client(hook).AsIChatClient();

        Assert.Equal(Planted.Answer, (await client.GetResponseAsync(Planted.Text)).Text);
        Assert.Equal(Planted.Answer, string.Concat(await client.GetStreamingResponseAsync(Planted.Text).Select(update => update.Text).ToListAsync()));
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public void Tool_results_and_calls_are_guarded()
    {
        var call = ChatToolCall.CreateFunctionToolCall("call_1", "lookup", BinaryData.FromString($$"""{"mail":"{{Planted.Email}}","card":4111111111111111}"""));
        Client(Hook.Options).CompleteChat(
            new SystemChatMessage($"The customer is {Planted.Email}."),
            new UserChatMessage(Planted.Text),
            new AssistantChatMessage([call]),
            new ToolChatMessage("call_1", $$"""{"phone":"\u002B49 151 23456789","iban":"{{Planted.Iban}}"}"""));

        Planted.NeverArrives(_provider);
        Assert.DoesNotContain("4111111111111111", _provider.Body, StringComparison.Ordinal);
        Assert.Contains("""{\"mail\":\"[EMAIL_1]\",\"card\":\"[CARD_2]\"}""", _provider.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arguments_of_a_call_hold_the_originals(bool streams)
    {
        _provider.CallsTool = static _ => """{"mail":"[EMAIL_1]"}""";
        string arguments;
        if (streams)
        {
            arguments = string.Concat(await Client(Hook.Options).CompleteChatStreamingAsync(Planted.Text)
                .SelectMany(update => update.ToolCallUpdates).Select(update => update.FunctionArgumentsUpdate.ToString()).ToListAsync());
        }
        else
        {
            arguments = (await Client(Hook.Options).CompleteChatAsync(Planted.Text)).Value.ToolCalls[0].FunctionArguments.ToString();
        }

        Assert.Equal($$"""{"mail":"{{Planted.Email}}"}""", arguments);
    }

    [Fact]
    public async Task Responses_are_guarded_and_restored()
    {
        var client = new ResponsesClient(new ApiKeyCredential("k"), new ResponsesClientOptions { Transport = new HttpClientPipelineTransport(_http) }.WithPromptShield(_shield));
        var options = new CreateResponseOptions("m", [ResponseItem.CreateUserMessageItem(Planted.Text)]) { Instructions = $"Ask {Planted.Email}" };

        ResponseResult answer = await client.CreateResponseAsync(options);
        Assert.Equal(Planted.Answer, answer.GetOutputText());
        Assert.Equal(Planted.Answer, client.CreateResponse(options).Value.GetOutputText());
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task A_shielded_client_hands_out_shielded_clients()
    {
        var client = new OpenAIClient(new ApiKeyCredential("k"), Options()).Shielded(_shield);

        ResponseResult answer = await client.GetResponsesClient().CreateResponseAsync(new CreateResponseOptions("m", [ResponseItem.CreateUserMessageItem(Planted.Text)]));

        Assert.Equal(Planted.Answer, answer.GetOutputText());
        Planted.NeverArrives(_provider);
        Assert.Same(client, client.Shielded(_shield));
    }

    [Fact]
    public async Task Every_text_of_a_responses_stream_is_restored()
    {
        var client = new ResponsesClient(new ApiKeyCredential("k"), new ResponsesClientOptions { Transport = new HttpClientPipelineTransport(_http) }.WithPromptShield(_shield));
        var options = new CreateResponseOptions("m", [ResponseItem.CreateUserMessageItem(Planted.Text)]) { StreamingEnabled = true };

        var updates = await (await client.CreateResponseStreamingAsync(options)).ToListAsync();

        Assert.Equal(Planted.Answer, string.Concat(updates.OfType<StreamingResponseOutputTextDeltaUpdate>().Select(update => update.Delta)));
        Assert.Equal(Planted.Answer, updates.OfType<StreamingResponseOutputTextDoneUpdate>().Single().Text);
        Assert.Equal(Planted.Answer, updates.OfType<StreamingResponseCompletedUpdate>().Single().Response.GetOutputText());
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task Embedding_input_is_guarded()
    {
        var byOptions = new EmbeddingClient("m", new ApiKeyCredential("k"), Options().WithPromptShield(_shield));
        var bySuffix = new EmbeddingClient("m", new ApiKeyCredential("k"), Options()).Shielded(_shield);
        var fromClient = new OpenAIClient(new ApiKeyCredential("k"), Options()).Shielded(_shield).GetEmbeddingClient("m");
        foreach (var client in new[] { byOptions, bySuffix, fromClient })
        {
            Assert.Equal(2, client.GenerateEmbedding(Planted.Text).Value.ToFloats().Length);
            Assert.Single((await client.GenerateEmbeddingsAsync([Planted.Text])).Value);
        }

        Assert.Equal(6, _provider.Bodies.Length);
        Planted.NeverArrives(_provider);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task A_blocked_request_does_not_leave(Hook hook)
    {
        var client = Client(hook, TestShields.Create(_evidence, options => options.Action = PersonalDataAction.Block));

        var exception = Assert.Throws<PromptBlockedException>(() => client.CompleteChat(Planted.Text));
        await Assert.ThrowsAsync<PromptBlockedException>(async () => await client.CompleteChatAsync(Planted.Text));

        Assert.Empty(_provider.Bodies);
        Assert.Equal(1, exception.Findings["us-ssn"]);
        Assert.DoesNotContain(Planted.Ssn, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task Without_evidence_nothing_leaves(Hook hook)
    {
        var client = Client(hook, TestShields.Create(new BrokenSink()));

        Assert.ThrowsAny<IOException>(() => client.CompleteChat("harmless"));
        await Assert.ThrowsAnyAsync<IOException>(async () => await client.CompleteChatAsync("harmless"));
        Assert.Empty(_provider.Bodies);
    }

    [Theory]
    [InlineData(Hook.Options)]
    [InlineData(Hook.Suffix)]
    public async Task Retries_are_guarded_and_restored(Hook hook)
    {
        _provider.FailuresFirst = 2;

        ChatCompletion answer = await Client(hook, retry: new AtOnce()).CompleteChatAsync(Planted.Text);

        Assert.Equal(3, _provider.Bodies.Length);
        Planted.NeverArrives(_provider);
        Assert.Equal(Planted.Answer, answer.Content[0].Text);
        Assert.Single(_evidence.Events);
    }

    [Fact]
    public async Task Parallel_calls_do_not_mix()
    {
        var client = Client(Hook.Options);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            ChatCompletion answer = await client.CompleteChatAsync($"I am user{i}@example.com");
            Assert.Equal($"You wrote user{i}@example.com.", answer.Content[0].Text);
        }));
    }

    [Fact]
    public void A_client_of_another_package_is_refused()
    {
        var azure = new AzureOpenAIClient(new Uri("https://r.openai.azure.com"), new ApiKeyCredential("k"));

        Assert.Throws<NotSupportedException>(() => azure.Shielded(_shield));
        Assert.Throws<NotSupportedException>(() => azure.GetChatClient("m").Shielded(_shield));
    }

    [Fact]
    public void Options_that_were_used_cannot_be_guarded_any_more()
    {
        var options = Options();
        _ = new ChatClient("m", new ApiKeyCredential("k"), options);

        Assert.Throws<InvalidOperationException>(() => options.WithPromptShield(_shield));
    }

    public void Dispose() => _http.Dispose();

    private sealed class AtOnce() : ClientRetryPolicy(2)
    {
        protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) => TimeSpan.Zero;
    }

    private OpenAIClientOptions Options(ClientRetryPolicy? retry = null) => new() { Transport = new HttpClientPipelineTransport(_http), RetryPolicy = retry ?? new ClientRetryPolicy(0) };

    private ChatClient Client(Hook hook, Shield? shield = null, ClientRetryPolicy? retry = null)
    {
        shield ??= _shield;
        var key = new ApiKeyCredential("k");
        return hook switch
        {
            Hook.Options => new ChatClient("m", key, Options(retry).WithPromptShield(shield)),
            Hook.Suffix => new ChatClient("m", key, Options(retry)).Shielded(shield),
            Hook.FromClient => new OpenAIClient(key, Options(retry)).Shielded(shield).GetChatClient("m"),
            Hook.Twice => new ChatClient("m", key, Options(retry).WithPromptShield(shield)).Shielded(shield),
            _ => new AzureOpenAIClient(
                new Uri("https://r.openai.azure.com"),
                key,
                new AzureOpenAIClientOptions { Transport = new HttpClientPipelineTransport(_http), RetryPolicy = new ClientRetryPolicy(0) }.WithPromptShield(shield)).GetChatClient("m"),
        };
    }

    private static ChatMessage[] Messages() => [new SystemChatMessage($"You help {Planted.Email}."), new UserChatMessage(Planted.Text)];
}
