using System.ClientModel;
using Anthropic;
using Azure.AI.OpenAI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace PromptShield;

/// <summary>
/// The model asks for a tool: the tool gets the original of what the model saw as a placeholder, and what the tool returns does not leave as it is.
/// </summary>
public sealed class ToolsOnTheWire(EverySdkOnTheWire.Provider provider) : IClassFixture<EverySdkOnTheWire.Provider>
{
    private static readonly ApiKeyCredential s_key = new("none");

    private static readonly Dictionary<string, Func<Uri, IChatClient>> s_clients = new()
    {
        ["OpenAI chat"] = at => new ChatClient("m", s_key, new OpenAIClientOptions { Endpoint = new Uri(at, "v1") }.WithPromptShield()).AsIChatClient(),
        ["OpenAI responses"] = at => new ResponsesClient(s_key, new ResponsesClientOptions { Endpoint = new Uri(at, "v1") }.WithPromptShield()).AsIChatClient("m"),
        ["Azure chat"] = at => new AzureOpenAIClient(at, s_key, new AzureOpenAIClientOptions().WithPromptShield()).GetChatClient("deployment").AsIChatClient(),
        ["Anthropic"] = at => new AnthropicClient { ApiKey = "none", BaseUrl = at.ToString(), Handlers = [new PromptShieldHandler()] }.AsIChatClient("m", 99),
        ["Ollama"] = at => new OllamaApiClient(PromptShieldHandler.CreateClient(at), "m"),
        ["suffix on IChatClient"] = at => new ChatClient("m", s_key, new OpenAIClientOptions { Endpoint = new Uri(at, "v1") }).AsIChatClient().Shielded(),
    };

    public static IEnumerable<TheoryDataRow<string>> Names => s_clients.Keys.Select(name => new TheoryDataRow<string>(name));

    /// <summary>Microsoft.Extensions.AI.OpenAI 10.11 was built against OpenAI 2.14, whose streaming responses have another signature: it cannot call those of 2.15.</summary>
    public static IEnumerable<TheoryDataRow<string>> StreamingNames => Names.Where(row => row.Data != "OpenAI responses");

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_tool_works_on_originals_and_its_result_is_scrubbed(string name) =>
        AskAsync(name, async (client, text, options) => (await client.GetResponseAsync(text, options)).Text);

    [Theory]
    [MemberData(nameof(StreamingNames))]
    public Task A_tool_works_on_originals_and_its_result_is_scrubbed_when_streaming(string name) =>
        AskAsync(name, async (client, text, options) => (await client.GetStreamingResponseAsync(text, options).ToChatResponseAsync()).Text);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_tool_of_an_agent_works_on_originals_and_its_result_is_scrubbed(string name) =>
        AskAsync(name, async (client, text, options) => (await new ChatClientAgent(client, tools: options.Tools).RunAsync(text)).Text);

    private async Task AskAsync(string name, Func<IChatClient, string, ChatOptions, Task<string>> ask)
    {
        provider.Loopback.Forget();
        List<string> asked = [];
        IChatClient client = s_clients[name](provider.Loopback.Endpoint).AsBuilder().UseFunctionInvocation().Build();
        ChatOptions options = new() { Tools = [AIFunctionFactory.Create(Lookup, "lookup")] };

        string answer = await ask(client, $$"""call lookup with {"email":"{{PlantedData.Email}}"}""", options);

        Assert.Equal([PlantedData.Email], asked);
        Assert.Equal(2, provider.Loopback.Requests.Count);
        Assert.Empty(PlantedData.In(provider.Loopback.Requests));
        Assert.All(PlantedData.All, value => Assert.Contains(value.TrimStart('+'), answer, StringComparison.Ordinal));

        string Lookup(string email)
        {
            asked.Add(email);
            return PlantedData.Message;
        }
    }
}
