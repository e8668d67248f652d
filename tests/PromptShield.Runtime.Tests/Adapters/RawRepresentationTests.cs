using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Responses;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace PromptShield.Tests;

/// <summary>A provider's own objects behind messages, contents and options: many clients send them instead of what they stand behind.</summary>
public sealed class RawRepresentationTests : IDisposable
{
    private readonly EvidenceInMemory _evidence = new();
    private readonly FakeProvider _provider = new();
    private readonly ScriptedChatClient _model = new();
    private readonly HttpClient _http;

    public RawRepresentationTests() => _http = new HttpClient(_provider);

    public static TheoryData<Func<string, object>> Options => new(
        user => new ChatCompletionOptions { EndUserId = user },
        user => new CreateResponseOptions { EndUserId = user },
        user => new MessageCreateParams { Model = "m", MaxTokens = 1, Messages = [new UserMessageParam { Content = user }] },
        user => new OllamaSharp.Models.Chat.ChatRequest { Messages = [new("user", user)] });

    [Fact]
    public async Task The_contents_are_sent_and_not_the_raw_message()
    {
        await OpenAI().GetResponseAsync([new(ChatRole.User, "hello") { RawRepresentation = new UserChatMessage(Planted.Text) }]);

        Planted.NeverArrives(_provider);
        Assert.Contains("hello", _provider.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_content_is_sent_and_not_the_raw_part()
    {
        await OpenAI().GetResponseAsync([new(ChatRole.User, [new TextContent("hello") { RawRepresentation = ChatMessageContentPart.CreateTextPart(Planted.Text) }])]);

        Planted.NeverArrives(_provider);
        Assert.Contains("hello", _provider.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_part_without_personal_data_goes_on_with_its_content()
    {
        AIContent[] contents =
        [
            new TextContent("hello") { RawRepresentation = ChatMessageContentPart.CreateTextPart("hello") },
            new FunctionCallContent("1", "f") { RawRepresentation = ResponseItem.CreateFunctionCallItem("1", "f", BinaryData.FromString("{}")) },
            new TextReasoningContent("thought") { ProtectedData = "signature", RawRepresentation = ResponseItem.CreateReasoningItem("thought") },
            new AIContent { RawRepresentation = ResponseItem.CreateUserMessageItem("hello") },
        ];

        await Guarded().GetResponseAsync([new(ChatRole.User, [.. contents])]);

        Assert.True(_model.Messages![0].Contents.SequenceEqual<object>(contents, ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public async Task Signed_reasoning_keeps_its_signature_without_the_raw_item()
    {
        var reasoning = new TextReasoningContent("thought") { ProtectedData = "signature", RawRepresentation = ResponseItem.CreateReasoningItem(Planted.Email) };

        await Guarded().GetResponseAsync([new(ChatRole.Assistant, [reasoning])]);

        var sent = Assert.IsType<TextReasoningContent>(_model.Messages![0].Contents[0]);
        Assert.Equal(("thought", "signature", null), (sent.Text, sent.ProtectedData, sent.RawRepresentation));
        Assert.NotNull(reasoning.RawRepresentation);
    }

    [Fact]
    public async Task Every_kind_of_content_survives_the_loss_of_its_raw_part()
    {
        AIContent[] contents =
        [
            new TextContent("hello"), new TextReasoningContent("thought"), new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["n"] = 1 }),
            new FunctionResultContent("1", "result"), new DataContent(new byte[] { 1, 2 }, "image/png") { Name = "a.png" }, new UriContent("http://x.test/a.png", "image/png"),
            new ErrorContent("failed") { ErrorCode = "7" }, new UsageContent(new UsageDetails { InputTokenCount = 3 }),
        ];
        var expected = System.Text.Json.JsonSerializer.Serialize(contents, AIJsonUtilities.DefaultOptions);
        foreach (var content in contents)
        {
            content.RawRepresentation = new Unreadable();
        }

        await Guarded().GetResponseAsync([new(ChatRole.User, [.. contents])]);

        Assert.All(_model.Messages![0].Contents, content => Assert.Null(content.RawRepresentation));
        Assert.Equal(expected, System.Text.Json.JsonSerializer.Serialize(_model.Messages[0].Contents.ToArray(), AIJsonUtilities.DefaultOptions));
    }

    [Fact]
    public async Task What_only_the_raw_object_says_is_refused_if_it_is_personal_or_unreadable()
    {
        var client = Guarded();

        var exception = await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync([Bare(new UserChatMessage(Planted.Email))]));
        Assert.Equal(1, exception.Findings["email"]);
        await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync([Bare(new Unreadable())]));
        await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync([Unknown(ResponseItem.CreateUserMessageItem(Planted.Email))]));
        await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync([Unknown(new Unreadable())]));
        Assert.Null(_model.Messages);
        Assert.All(_evidence.Events, evidence => Assert.True(evidence.Blocked));
    }

    [Fact]
    public async Task And_leaves_if_it_is_harmless_or_the_options_let_it()
    {
        ChatMessage[] harmless = [Bare(new UserChatMessage("hello"))];
        await Guarded().GetResponseAsync(harmless);
        Assert.Same(harmless[0], _model.Messages![0]);

        ChatMessage[] unreadable = [Bare(new Unreadable()), Unknown(new Unreadable())];
        await Guarded(options => options.AllowUninspectedBodies = true).GetResponseAsync(unreadable);
        Assert.True(_model.Messages.SequenceEqual<object>(unreadable, ReferenceEqualityComparer.Instance));
        Assert.Equal(3, _evidence.Events[^1].NotScanned); // the content is of no known kind either
    }

    [Fact]
    public async Task Allowed_raw_objects_leave_as_they_are_and_are_counted()
    {
        var message = new ChatMessage(ChatRole.User, [new TextContent("hello") { RawRepresentation = ChatMessageContentPart.CreateTextPart(Planted.Email) }]) { RawRepresentation = new Unreadable() };

        await Guarded(options => options.Action = PersonalDataAction.Allow).GetResponseAsync([message]);

        Assert.Same(message, _model.Messages![0]);
        Assert.Equal(1, Assert.Single(_evidence.Events).NotScanned);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Personal_data_in_raw_options_refuses_the_request(Func<string, object> options)
    {
        var exception = await Assert.ThrowsAsync<PromptBlockedException>(async () => await MakeAsync(() => options(Planted.Email)));

        Assert.Equal(["email"], exception.Findings.Keys);
        Assert.True(_evidence.Events[^1].Blocked);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Raw_options_without_personal_data_reach_the_client(Func<string, object> options)
    {
        var raw = options("tenant-7");
        Assert.Same(raw, await MakeAsync(() => raw));
        Assert.Single(_evidence.Events);
    }

    [Fact]
    public async Task Raw_options_that_cannot_be_read_are_refused_unless_the_options_of_the_shield_let_them_leave()
    {
        await Assert.ThrowsAsync<PromptBlockedException>(async () => await MakeAsync(() => new Unreadable()));
        Assert.IsType<Unreadable>(await MakeAsync(() => new Unreadable(), options => options.AllowUninspectedBodies = true));
        Assert.Equal(1, _evidence.Events[^1].NotScanned);
        Assert.IsType<ChatCompletionOptions>(await MakeAsync(() => new ChatCompletionOptions { EndUserId = Planted.Email }, options => options.Action = PersonalDataAction.Allow));
        Assert.Equal(1, _evidence.Events[^1].Findings["email"]);
    }

    [Fact]
    public async Task Raw_options_are_refused_before_a_byte_leaves()
    {
        var client = OpenAI();

        await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync("hello", new() { RawRepresentationFactory = _ => new ChatCompletionOptions { EndUserId = Planted.Email } }));
        Assert.Empty(_provider.Bodies);

        await client.GetResponseAsync("hello", new() { RawRepresentationFactory = _ => new ChatCompletionOptions { EndUserId = "tenant-7" } });
        Assert.Contains("tenant-7", _provider.Body, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _provider.Dispose();
        _model.Dispose();
    }

    private static ChatMessage Bare(object raw) => new() { Role = ChatRole.User, RawRepresentation = raw };

    private static ChatMessage Unknown(object raw) => new(ChatRole.User, [new AIContent { RawRepresentation = raw }]);

    private PromptShieldChatClient Guarded(Action<ShieldOptions>? configure = null) => new(_model, TestShields.Create(_evidence, configure));

    private async Task<object?> MakeAsync(Func<object> make, Action<ShieldOptions>? configure = null)
    {
        await Guarded(configure).GetResponseAsync("hello", new ChatOptions { RawRepresentationFactory = _ => make() });
        return _model.Options!.RawRepresentationFactory!(_model);
    }

    private IChatClient OpenAI() => new ChatClient(
        "m", new ApiKeyCredential("k"), new() { Endpoint = new Uri("http://model.test/v1"), Transport = new HttpClientPipelineTransport(_http) }).AsIChatClient().Shielded(TestShields.Create(_evidence));

    private sealed class Unreadable
    {
        public string Text => throw new NotSupportedException();
    }
}
