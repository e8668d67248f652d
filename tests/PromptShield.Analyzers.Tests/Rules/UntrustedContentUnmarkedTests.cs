namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>PSH3002: fetched content in a prompt.</summary>
public sealed class UntrustedContentUnmarkedTests
{
    private const string Head = """
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel.ChatCompletion;
        using OpenAI.Chat;
        using PromptShield;
        using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

        """;

    private static Task Verify(string statements, string members = "") => RuleSnippet.Verify("PSH3002", Head + $$"""
        internal class C(IChatClient client, ChatClient openAI, HttpClient http, IEmbeddingGenerator<string, Embedding<float>> embeddings, System.Data.Common.DbDataReader reader)
        {
            internal async Task M(string question, string path)
            {
                {{statements}}
                await Task.Yield();
            }
            {{members}}
        }
        """);

    [Theory]
    [InlineData("""await client.{|GetResponseAsync|}($"{question}\n{await http.GetStringAsync("https://example.com")}");""")]
    [InlineData("""await client.GetResponseAsync($"{question}\n{ShieldContent.Untrusted(await http.GetStringAsync("https://example.com"), "page")}");""")]
    [InlineData("""await client.GetResponseAsync(question);""")]
    [InlineData("""var page = await http.GetStringAsync("https://example.com"); openAI.{|CompleteChat|}(new UserChatMessage("Sum up: " + page));""")]
    [InlineData("""var page = await http.GetStringAsync("https://example.com"); page = ShieldContent.Untrusted(page, "page"); openAI.CompleteChat(new UserChatMessage("Sum up: " + page));""")]
    [InlineData("""await client.{|GetResponseAsync|}([new ChatMessage(ChatRole.User, File.ReadAllText(path))]);""")]
    [InlineData("""await client.GetResponseAsync([new ChatMessage(ChatRole.User, File.ReadAllText("prompts/ask.txt"))]);""")]
    [InlineData("""await client.{|GetResponseAsync|}(reader.GetString(0));""")]
    [InlineData("""await client.GetResponseAsync("Rows: " + reader.GetInt32(0));""")]
    [InlineData("""var messages = new List<ChatMessage>(); messages.Add(new ChatMessage(ChatRole.User, reader.GetString(0))); await client.{|GetResponseAsync|}(messages);""")]
    [InlineData("""await embeddings.GenerateAsync([File.ReadAllText(path)]);""")]
    public Task What_is_fetched(string statements) => Verify(statements);

    [Fact]
    public Task Through_a_method_of_another_class() => RuleSnippet.Verify("PSH3002", Head + """
        internal class Search(HttpClient http) { public async Task<List<string>> Find(string q) { var text = await http.GetStringAsync("https://example.com"); return [text]; } }
        internal class C(IChatClient client, Search search)
        {
            async Task M(string question)
            {
                var context = string.Join("\n", await search.Find(question));
                await client.{|GetResponseAsync|}($"{context}\n\n{question}");
            }
        }
        """);

    [Fact]
    public async Task The_message_names_the_remedy() => Assert.Equal(
        ["'ChatClientExtensions.GetResponseAsync' receives content that is not marked as untrusted: it is read from where others write; mark it with ShieldContent.Untrusted"],
        await RuleSnippet.Messages("PSH3002", Head + """
            internal class C(IChatClient client, HttpClient http) { async Task M() => await client.GetResponseAsync(await http.GetStringAsync("https://example.com")); }
            """));
}
