using System.ClientModel;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Models.Messages;
using Azure.AI.OpenAI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using OllamaSharp;
using OllamaSharp.Models;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace PromptShield;

/// <summary>Each SDK in each form of call, shielded as its users would; every call returns the text that the caller sees.</summary>
internal static class ShieldedCalls
{
    private static readonly ApiKeyCredential s_key = new("none");

    private static readonly Dictionary<string, Func<Uri, Task<string>>> s_all = new()
    {
        ["OpenAI chat, sync"] = at => Task.FromResult(Chat(at).CompleteChat(Messages()).Value.Content[0].Text),
        ["OpenAI chat, async"] = async at => (await Chat(at).CompleteChatAsync(Messages())).Value.Content[0].Text,
        ["OpenAI chat, sync streaming"] = at => Task.FromResult(string.Concat(Chat(at).CompleteChatStreaming(Messages()).SelectMany(update => update.ContentUpdate).Select(part => part.Text))),
        ["OpenAI chat, async streaming"] = at => JoinAsync(Chat(at).CompleteChatStreamingAsync(Messages()), update => string.Concat(update.ContentUpdate.Select(part => part.Text))),
        ["OpenAI responses"] = async at => (await Responses(at).CreateResponseAsync("m", PlantedData.Message)).Value.GetOutputText(),
        ["OpenAI responses, streaming"] = async at => await JoinAsync(
            await Responses(at).CreateResponseStreamingAsync("m", PlantedData.Message),
            update => update is StreamingResponseOutputTextDeltaUpdate delta ? delta.Delta : ""),
        ["Azure chat"] = async at => (await Azure(at).CompleteChatAsync(Messages())).Value.Content[0].Text,
        ["Azure chat, streaming"] = at => JoinAsync(Azure(at).CompleteChatStreamingAsync(Messages()), update => string.Concat(update.ContentUpdate.Select(part => part.Text))),
        ["Anthropic"] = async at => string.Concat((await Claude(at).Messages.Create(ClaudePrompt())).Content.Select(block => block.TryPickText(out TextBlock? text) ? text.Text : "")),
        ["Anthropic, streaming"] = at => JoinAsync(
            Claude(at).Messages.CreateStreaming(ClaudePrompt()),
            update => update.TryPickContentBlockDelta(out RawContentBlockDeltaEvent? delta) && delta.Delta.TryPickText(out TextDelta? text) ? text.Text : ""),
        ["IChatClient"] = async at => (await Client(at).GetResponseAsync(PlantedData.Message, Options())).Text,
        ["IChatClient, streaming"] = at => JoinAsync(Client(at).GetStreamingResponseAsync(PlantedData.Message, Options()), update => update.Text),
        ["Ollama generate"] = at => JoinAsync(Llama(at).GenerateAsync(new GenerateRequest { Prompt = PlantedData.Message, System = PlantedData.Message }), update => update?.Response ?? ""),
        ["Ollama chat"] = at => JoinAsync(new OllamaSharp.Chat(Llama(at), PlantedData.Message).SendAsync(PlantedData.Message), update => update),
        ["Ollama as IChatClient"] = async at => (await ((IChatClient)Llama(at)).GetResponseAsync(PlantedData.Message, Options())).Text,
        ["Semantic Kernel prompt"] = async at => (await SemanticKernel(at).InvokePromptAsync<string>(PlantedData.Message))!,
        ["Semantic Kernel prompt, streaming"] = at => JoinAsync(SemanticKernel(at).InvokePromptStreamingAsync(PlantedData.Message), update => update.ToString()),
        ["Semantic Kernel chat service"] = async at => (await SemanticKernel(at).GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(History())).Content!,
        ["Semantic Kernel chat service, streaming"] = at => JoinAsync(
            SemanticKernel(at).GetRequiredService<IChatCompletionService>().GetStreamingChatMessageContentsAsync(History()), update => update.Content ?? ""),
        ["agent"] = async at => (await Agent(at).RunAsync(PlantedData.Message)).Text,
        ["agent, streaming"] = at => JoinAsync(Agent(at).RunStreamingAsync(PlantedData.Message), update => update.Text),
        ["HttpClient, async"] = async at => Content(await (await Http(at).PostAsJsonAsync("v1/chat/completions", Body())).Content.ReadAsStringAsync()),
        ["HttpClient, sync"] = at =>
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "v1/chat/completions") { Content = JsonContent.Create(Body()) };
            using StreamReader answer = new(Http(at).Send(request).Content.ReadAsStream());
            return Task.FromResult(Content(answer.ReadToEnd()));
        },
    };

    public static IEnumerable<TheoryDataRow<string>> Names => s_all.Keys.Select(name => new TheoryDataRow<string>(name));

    public static Task<string> CallAsync(string name, Uri endpoint) => s_all[name](endpoint);

    private static OpenAIClientOptions OpenAIOptions(Uri at) => new() { Endpoint = new Uri(at, "v1") };

    private static ChatClient Chat(Uri at) => new("m", s_key, OpenAIOptions(at).WithPromptShield());

    private static ResponsesClient Responses(Uri at) => new(s_key, new ResponsesClientOptions { Endpoint = new Uri(at, "v1") }.WithPromptShield());

    private static ChatClient Azure(Uri at) => new AzureOpenAIClient(at, s_key, new AzureOpenAIClientOptions().WithPromptShield()).GetChatClient("deployment");

    private static AnthropicClient Claude(Uri at) => new() { ApiKey = "none", BaseUrl = at.ToString(), Handlers = [new PromptShieldHandler()] };

    private static IChatClient Client(Uri at) => new ChatClient("m", s_key, OpenAIOptions(at)).AsIChatClient().AsBuilder().UseFunctionInvocation().UsePromptShield().Build();

    private static OllamaApiClient Llama(Uri at) => new(PromptShieldHandler.CreateClient(at), "m");

    private static ChatClientAgent Agent(Uri at) => new(new ChatClient("m", s_key, OpenAIOptions(at)).AsIChatClient().Shielded(), instructions: PlantedData.Message);

    private static HttpClient Http(Uri at) => PromptShieldHandler.CreateClient(at);

    private static Kernel SemanticKernel(Uri at)
    {
        IKernelBuilder builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion("m", new OpenAIClient(s_key, OpenAIOptions(at)));
        builder.AddPromptShield();
        return builder.Build();
    }

    private static OpenAI.Chat.ChatMessage[] Messages() => [new SystemChatMessage(PlantedData.Message), new UserChatMessage(PlantedData.Message)];

    private static MessageCreateParams ClaudePrompt() =>
        new() { Model = "m", MaxTokens = 99, System = PlantedData.Message, Messages = [new UserMessageParam { Content = PlantedData.Message }] };

    private static ChatOptions Options() => new() { Instructions = PlantedData.Message };

    private static ChatHistory History()
    {
        ChatHistory history = new(PlantedData.Message);
        history.AddUserMessage(PlantedData.Message);
        return history;
    }

    private static object Body() => new { model = "m", messages = new[] { new { role = "user", content = PlantedData.Message } } };

    private static string Content(string answer) => JsonNode.Parse(answer)!["choices"]![0]!["message"]!["content"]!.GetValue<string>();

    private static async Task<string> JoinAsync<T>(IAsyncEnumerable<T> pieces, Func<T, string> textOf)
    {
        StringBuilder text = new();
        await foreach (T piece in pieces)
        {
            text.Append(textOf(piece));
        }

        return text.ToString();
    }
}
