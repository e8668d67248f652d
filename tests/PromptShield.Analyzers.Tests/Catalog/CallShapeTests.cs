using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Catalog;

/// <summary>The forms in which C# can name a catalogued method, and methods that only share its name.</summary>
public sealed class CallShapeTests
{
    private const string Derived = """
        internal class Own : OpenAI.Chat.ChatClient
        {
            public Own() : base("m", "k") { }
            public override System.ClientModel.ClientResult<OpenAI.Chat.ChatCompletion> CompleteChat(
                IEnumerable<OpenAI.Chat.ChatMessage> messages, OpenAI.Chat.ChatCompletionOptions? options = null, CancellationToken cancellation = default) => null!;
            public new int CompleteChatStreaming() => 0;
        }
        """;

    public static TheoryData<string, string, string> Shapes { get; } = new()
    {
        { "Task M(IChatClient client) => client.GetResponseAsync([]);", "chat", "Microsoft.Extensions.AI" },
        { "Task M(IChatClient client) => client.GetResponseAsync(\"x\");", "chat", "Microsoft.Extensions.AI" },
        {
            "Task M(IEmbeddingGenerator<string, Embedding<float>> generator) => EmbeddingGeneratorExtensions.GenerateAsync(generator, \"x\");",
            "embedding", "Microsoft.Extensions.AI"
        },
        { "Task M(IChatClient client) => client.GetResponseAsync<int[]>(\"x\");", "chat", "Microsoft.Extensions.AI" },
        { "Task M<T>(T client) where T : IChatClient => client.GetResponseAsync([]);", "chat", "Microsoft.Extensions.AI" },
        { "Task? M(IChatClient? client) => client?.GetResponseAsync([]);", "chat", "Microsoft.Extensions.AI" },
        { "Task M(DelegatingChatClient client) => client.GetResponseAsync([]);", "chat", "Microsoft.Extensions.AI" },
        { "Func<string, Task> M(OpenAI.Chat.ChatClient client) => x => client.CompleteChatAsync(x);", "chat", "OpenAI" },
        { "Func<OpenAI.Chat.ChatMessage[], object> M(OpenAI.Chat.ChatClient client) => client.CompleteChat;", "chat", "OpenAI" },
        { "void M(OpenAI.Chat.ChatClient client) => client.CompleteChat(System.ClientModel.BinaryContent.Create(BinaryData.FromString(\"{}\")));", "chat", "OpenAI" },
        { "void M(Own client) => client.CompleteChat((IEnumerable<OpenAI.Chat.ChatMessage>)[]);", "chat", "OpenAI" },
        { "Task M(IEmbeddingGenerator<string, Embedding<float>> generator) => generator.GenerateAsync([\"x\"]);", "embedding", "Microsoft.Extensions.AI" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Every_form_of_a_call_is_one_site(string member, string kind, string sdk)
    {
        var site = Assert.Single(await Sites(member));
        Assert.Equal((kind, sdk), (site["kind"], site["sdk"]));
    }

    [Theory]
    [InlineData("Task M(Microsoft.Extensions.Hosting.IHost host) => Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.RunAsync(host);")]
    [InlineData("void M(System.Threading.Channels.ChannelWriter<int> writer) => writer.Complete();")]
    [InlineData("Task M(HubConnection hub) => hub.SendAsync(\"x\", \"y\");")]
    [InlineData("Task M(IMediator mediator) => mediator.Send(\"x\");")]
    [InlineData("string M() => AnsiConsole.Prompt(\"x\");")]
    [InlineData("void M(ChatClient own) => own.CompleteChat(\"x\");")]
    [InlineData("int M(Own client) => client.CompleteChatStreaming();")]
    [InlineData("string M(OpenAI.Chat.ChatClient client) => nameof(client.CompleteChat);")]
    public async Task A_method_that_only_shares_the_name_is_none(string member) => Assert.Empty(await Sites(member));

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Sites(string member)
    {
        var (sites, _) = await Guards.Judge(Snippet.Compile($$"""
            using Microsoft.Extensions.AI;
            {{Derived}}
            internal class HubConnection { public Task SendAsync(string method, string argument) => Task.CompletedTask; }
            internal interface IMediator { Task Send(object request); }
            internal static class AnsiConsole { public static string Prompt(string text) => text; }
            internal class ChatClient { public void CompleteChat(string text) { } }
            internal class C { {{member}} }
            """));
        return sites;
    }
}
