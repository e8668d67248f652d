namespace PromptShield;

/// <summary>Each way through the support desk that ends in a model call, by the SDK and the form of the call.</summary>
internal static class Journeys
{
    private const string AskForTheCustomer = $$"""Please call find_customer with {"email":"{{PlantedData.Email}}"} for me.""";

    /// <summary>Name, provider path that must be reached, what to do, and which planted values the answer shows.</summary>
    private static readonly Dictionary<string, Journey> s_all = new()
    {
        ["OpenAI ChatClient, sync, in the background"] = new("/v1/chat/completions", desk => desk.TriageAsync(), PlantedData.All),
        ["OpenAI ChatClient, async"] = new("/v1/chat/completions", desk => desk.PostAsync("/tickets/1/reply"), PlantedData.All),
        ["OpenAI ChatClient, streaming"] = new("/v1/chat/completions", desk => desk.PostAsync("/tickets/1/reply/stream"), PlantedData.All),
        ["Anthropic, async"] = new("/v1/messages", desk => desk.PostAsync("/tickets/1/summary"), PlantedData.All),
        ["Anthropic, streaming"] = new("/v1/messages", desk => desk.PostAsync("/tickets/1/summary/stream"), PlantedData.All),
        ["HttpClient"] = new("/v1/chat/completions", desk => desk.PostAsync("/tickets/1/translation?language=French"), PlantedData.All),
        ["IChatClient, async"] = new("/v1/chat/completions", desk => desk.PostAsync("/assistant", Ask(PlantedData.Message)), PlantedData.All),
        ["IChatClient, streaming"] = new("/v1/chat/completions", desk => desk.PostAsync("/assistant/stream", Ask(PlantedData.Message)), PlantedData.All),
        ["IChatClient, async, tool"] = new("/v1/chat/completions", desk => desk.PostAsync("/assistant", Ask(AskForTheCustomer)), [PlantedData.Email]),
        ["IChatClient, streaming, tool"] = new("/v1/chat/completions", desk => desk.PostAsync("/assistant/stream", Ask(AskForTheCustomer)), [PlantedData.Email]),
        ["OpenAI EmbeddingClient"] = new("/v1/embeddings", desk => desk.PostAsync("/articles/search", Ask(PlantedData.Message)), []),
    };

    public static IEnumerable<TheoryDataRow<string>> Names => s_all.Keys.Select(name => new TheoryDataRow<string>(name));

    public static Journey Of(string name) => s_all[name];

    private static object Ask(string text) => new { AgentEmail = PlantedData.Email, Text = text };
}

internal sealed record Journey(string ProviderPath, Func<SupportDeskRun, Task<string>> TakeAsync, string[] Shown);
