using System.Net;
using System.Net.Http.Json;
using System.Text;
using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OllamaSharp;
using OllamaSharp.Models;

namespace PromptShield.Tests;

public sealed class HandlerTests : IDisposable
{
    private readonly EvidenceInMemory _evidence = new();
    private readonly FakeProvider _provider = new();
    private readonly Shield _shield;
    private readonly HttpClient _http;

    public HandlerTests()
    {
        _shield = TestShields.Create(_evidence);
        _http = new HttpClient(new PromptShieldHandler(_shield, _provider)) { BaseAddress = new Uri("http://model.test/") };
    }

    [Fact]
    public async Task Asynchronous_posts_are_guarded_and_restored()
    {
        using var response = await _http.PostAsJsonAsync("v1/chat/completions", new { model = "m", messages = new[] { new { role = "user", content = Planted.Text } } });

        Planted.NeverArrives(_provider);
        Assert.Contains(Planted.Answer, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("model.test", Assert.Single(_evidence.Events).Target);
    }

    [Fact]
    public void Synchronous_posts_are_guarded_and_restored()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = JsonContent.Create(new { prompt = Planted.Text }) };
        using var response = _http.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());

        Planted.NeverArrives(_provider);
        Assert.Contains(Planted.Answer, reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1/chat/completions", "text/event-stream")]
    [InlineData("v1/responses", "text/event-stream")]
    [InlineData("v1/messages", "text/event-stream")]
    [InlineData("api/chat", "application/x-ndjson")]
    public async Task Streams_hold_no_placeholder(string path, string type)
    {
        using var response = await _http.PostAsync(path, new StringContent($$"""{"stream":true,"input":"{{Planted.Text}}"}""", Encoding.UTF8, "application/json"));
        var answer = await response.Content.ReadAsStringAsync();

        Planted.NeverArrives(_provider);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(Placeholders.In(answer));
        Assert.True(Assert.Single(_evidence.Events).Streaming);
    }

    [Fact]
    public async Task The_length_of_the_body_is_that_of_what_is_sent()
    {
        using var content = new StringContent($$"""{"input":"{{Planted.Text}}"}""", Encoding.UTF8, "application/json");
        long? sent = null;
        using var client = new HttpClient(new PromptShieldHandler(_shield, new Probe(_provider, request => sent = request.Content!.Headers.ContentLength)));
        using var response = await client.PostAsync("http://model.test/v1/embeddings", content);

        Assert.Equal(Encoding.UTF8.GetByteCount(_provider.Body), sent);
    }

    [Fact]
    public async Task A_retry_outside_the_shield_sends_the_same_and_is_restored()
    {
        _provider.FailuresFirst = 1;
        using var client = new HttpClient(new RetryOnce(new PromptShieldHandler(_shield, _provider)));
        using var response = await client.PostAsync("http://model.test/v1/chat/completions", new StringContent($$"""{"input":"{{Planted.Text}}"}"""));

        Assert.Equal(2, _provider.Bodies.Length);
        Assert.Equal(_provider.Bodies[0], _provider.Bodies[1]);
        Planted.NeverArrives(_provider);
        Assert.Contains(Planted.Answer, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_with_an_error_keep_the_placeholders()
    {
        using var client = new HttpClient(new PromptShieldHandler(_shield, new Failing()));
        using var response = await client.PostAsync("http://model.test/", JsonContent.Create(new { input = Planted.Email }));

        Assert.Equal("""{"error":"bad input [EMAIL_1]"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/octet-stream")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain; charset=utf-16")]
    public async Task A_body_that_cannot_be_inspected_does_not_leave(string type)
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.Add("Content-Type", type);

        var exception = await Assert.ThrowsAsync<PromptBlockedException>(() => _http.PostAsync("v1/files", content));

        Assert.Empty(_provider.Bodies);
        Assert.Empty(exception.Findings);
        Assert.True(Assert.Single(_evidence.Events).Blocked);
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("""{"a":"\ud800"}""")]
    public async Task Nor_one_that_is_not_what_it_says(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await Assert.ThrowsAsync<PromptBlockedException>(() => _http.PostAsync("v1/x", content));
        Assert.Empty(_provider.Bodies);
    }

    [Fact]
    public async Task Nor_a_compressed_one()
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.Add("Content-Type", "application/json");
        content.Headers.Add("Content-Encoding", "gzip");
        await Assert.ThrowsAsync<PromptBlockedException>(() => _http.PostAsync("v1/x", content));
        Assert.Empty(_provider.Bodies);
    }

    [Fact]
    public async Task Unless_the_options_allow_it_and_then_the_evidence_says_so()
    {
        using var client = new HttpClient(new PromptShieldHandler(TestShields.Create(_evidence, options => options.AllowUninspectedBodies = true), _provider));
        using var content = new MultipartFormDataContent { { new StringContent("x"), "prompt" } };
        using var response = await client.PostAsync("http://model.test/v1/images/edits", content);

        Assert.Single(_provider.Bodies);
        Assert.Equal(1, Assert.Single(_evidence.Events).NotScanned);
    }

    [Theory]
    [InlineData("text/plain", "I am jane@example.com", "I am [EMAIL_1]")]
    [InlineData("text/plain; charset=\"UTF-8\"", "I am jane@example.com", "I am [EMAIL_1]")]
    [InlineData("application/vnd.x+json", "[\"jane@example.com\"]", "[\"[EMAIL_1]\"]")]
    [InlineData("application/x-ndjson", "{\"a\":\"jane@example.com\"}\n\n{\"b\":\"jane@example.com\"}\n", "{\"a\":\"[EMAIL_1]\"}\n\n{\"b\":\"[EMAIL_1]\"}\n")]
    public async Task Other_kinds_of_text_are_guarded(string type, string body, string safe)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var response = await _http.PostAsync("v1/x", content);
        Assert.Equal(safe, _provider.Body);
    }

    [Theory]
    [InlineData("?user=jane@example.com")]
    [InlineData("?a=b&user=jane%40example.com")]
    [InlineData("?jane@example.com=1")]
    [InlineData("?card=4111+1111+1111+1111")]
    [InlineData("?phone=%2B49%20151%2023456789")]
    public async Task A_query_with_personal_data_is_refused(string query)
    {
        var exception = await Assert.ThrowsAsync<PromptBlockedException>(() => _http.PostAsJsonAsync("v1/chat/completions" + query, new { prompt = "hello" }));

        Assert.Single(exception.Findings);
        await Assert.ThrowsAsync<PromptBlockedException>(() => _http.GetAsync("v1/models" + query));
        Assert.Throws<PromptBlockedException>(() => _http.Send(new(HttpMethod.Get, "v1/models" + query)));
        Assert.Empty(_provider.Bodies);
        Assert.All(_evidence.Events, evidence => Assert.True(evidence.Blocked));
    }

    [Theory]
    [InlineData("?api-version=2024-10-21")]
    [InlineData("?key=AIzaSyB-4111111111111111x&alt=sse")]
    [InlineData("?card=4111111111111112&after=msg_0123456789")]
    [InlineData("?")]
    [InlineData("#jane@example.com")] // is not sent
    public async Task A_query_without_leaves(string query)
    {
        using var response = await _http.PostAsJsonAsync("v1/chat/completions" + query, new { prompt = "hello" });
        Assert.Single(_provider.Bodies);
    }

    [Fact]
    public async Task An_allowed_query_leaves_and_is_counted()
    {
        using var client = new HttpClient(new PromptShieldHandler(TestShields.Create(_evidence, options => options.Action = PersonalDataAction.Allow), _provider));
        using var response = await client.GetAsync("http://model.test/v1/models?user=jane@example.com");

        Assert.Single(_provider.Bodies);
        Assert.Equal(1, Assert.Single(_evidence.Events).Findings["email"]);
    }

    [Fact]
    public async Task A_request_without_a_body_leaves()
    {
        using var response = await _http.GetAsync("v1/models");
        Assert.Single(_provider.Bodies);
    }

    [Fact]
    public async Task Anthropic_is_guarded_and_restored()
    {
        using var client = new AnthropicClient { ApiKey = "k", HttpClient = _http, MaxRetries = 0 };
        var parameters = new MessageCreateParams
        {
            Model = "claude-x",
            MaxTokens = 10,
            System = $"You help {Planted.Email}.",
            Messages = [new UserMessageParam { Content = Planted.Text }],
        };

        var answer = await client.Messages.Create(parameters);
        Assert.True(answer.Content[0].TryPickText(out var text));
        Assert.Equal(Planted.Answer, text.Text);

        var streamed = new StringBuilder();
        await foreach (var item in client.Messages.CreateStreaming(parameters))
        {
            if (item.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var piece))
            {
                streamed.Append(piece.Text);
            }
        }

        Assert.Equal(Planted.Answer, streamed.ToString());
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task Anthropic_takes_the_handler_in_its_initializer()
    {
        using var client = new AnthropicClient { ApiKey = "k", Handlers = [new PromptShieldHandler(_shield), new Terminal(_provider)], MaxRetries = 0 };

        var answer = await client.AsIChatClient("claude-x").GetResponseAsync(Planted.Text, new() { MaxOutputTokens = 10 });

        Assert.Equal(Planted.Answer, answer.Text);
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task A_blocked_request_does_not_leave()
    {
        var shield = TestShields.Create(options => options.Action = PersonalDataAction.Block);
        using var client = new HttpClient(new PromptShieldHandler(shield, _provider)) { BaseAddress = new Uri("http://model.test/") };
        using var anthropic = new AnthropicClient { ApiKey = "k", HttpClient = client };
        using var ollama = new OllamaApiClient(client, "m");

        await Assert.ThrowsAsync<PromptBlockedException>(() => client.PostAsJsonAsync("v1/x", Planted.Text));
        Assert.Throws<PromptBlockedException>(() => client.Send(new(HttpMethod.Post, "v1/x") { Content = JsonContent.Create(Planted.Text) }));
        await Assert.ThrowsAsync<PromptBlockedException>(() => anthropic.AsIChatClient("m").GetResponseAsync(Planted.Text, new() { MaxOutputTokens = 1 }));
        await Assert.ThrowsAsync<PromptBlockedException>(async () => await ollama.GenerateAsync(new GenerateRequest { Prompt = Planted.Text }).ToListAsync());
        Assert.Empty(_provider.Bodies);
    }

    [Fact]
    public async Task Without_evidence_nothing_leaves()
    {
        using var client = new HttpClient(new PromptShieldHandler(TestShields.Create(new BrokenSink()), _provider)) { BaseAddress = new Uri("http://model.test/") };

        await Assert.ThrowsAsync<IOException>(() => client.PostAsJsonAsync("v1/x", "harmless"));
        Assert.Throws<IOException>(() => client.Send(new(HttpMethod.Post, "v1/x") { Content = JsonContent.Create("harmless") }));
        await Assert.ThrowsAsync<IOException>(() => client.GetAsync("v1/models"));
        Assert.Empty(_provider.Bodies);
    }

    [Fact]
    public async Task Parallel_requests_do_not_mix() => await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
    {
        using var response = await _http.PostAsJsonAsync("v1/chat/completions", new { input = $"I am user{i}@example.com" });
        Assert.Contains($"You wrote user{i}@example.com.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }));

    [Fact]
    public async Task Ollama_is_guarded_and_restored()
    {
        using var client = new OllamaApiClient(_http, "m");

        Assert.Equal(Planted.Answer, string.Concat(await client.ChatAsync(new() { Model = "m", Messages = [new("user", Planted.Text)] }).Select(item => item?.Message.Content).ToListAsync()));
        Assert.Equal(Planted.Answer, string.Concat(await client.GenerateAsync(new GenerateRequest { Model = "m", Prompt = Planted.Text, System = Planted.Email }).Select(item => item?.Response).ToListAsync()));
        await client.EmbedAsync(new EmbedRequest { Model = "m", Input = [Planted.Text] });
        Assert.Equal(Planted.Answer, (await ((IChatClient)client).GetResponseAsync(Planted.Text)).Text);
        Planted.NeverArrives(_provider);
    }

    [Fact]
    public async Task A_named_client_of_the_factory_is_guarded()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_shield);
        services.AddHttpClient("model").AddPromptShield().ConfigurePrimaryHttpMessageHandler(() => _provider);
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("model");

        using var response = await client.PostAsJsonAsync("http://model.test/v1/chat/completions", new { input = Planted.Text });

        Planted.NeverArrives(_provider);
        Assert.Single(_evidence.Events);
    }

    [Fact]
    public void A_created_client_has_its_address()
    {
        using var client = PromptShieldHandler.CreateClient(new Uri("http://model.test/"), _shield);
        Assert.Equal(new Uri("http://model.test/"), client.BaseAddress);
    }

    public void Dispose()
    {
        _http.Dispose();
        _provider.Dispose();
    }

    private sealed class Probe(HttpMessageHandler inner, Action<HttpRequestMessage> look) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            look(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Terminal(FakeProvider provider) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new HttpMessageInvoker(provider).SendAsync(request, cancellationToken);
    }

    private sealed class RetryOnce(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Failing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":"bad input [EMAIL_1]"}""", Encoding.UTF8, "application/json") });
    }
}
