namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>PSH3001: text of others as instructions.</summary>
public sealed class UntrustedTextInSystemPromptTests
{
    private const string Head = """
        using Microsoft.Agents.AI;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;
        using OpenAI.Chat;
        using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

        """;

    private static Task Verify(string statements, string members = "") => RuleSnippet.Verify("PSH3001", Head + $$"""
        public class C(IChatClient client, HttpClient http) : ControllerBase
        {
            [HttpPost] public async Task M(string question, int number, [FromServices] Settings settings)
            {
                {{statements}}
                await Task.Yield();
            }
            {{members}}
        }
        public class Settings { public string Tone { get; set; } = ""; }
        """);

    [Theory]
    [InlineData("""_ = {|new ChatMessage(ChatRole.System, "You help " + question)|};""")]
    [InlineData("""_ = new ChatMessage(ChatRole.User, "You help " + question);""")]
    [InlineData("""_ = new ChatMessage(ChatRole.System, $"You help {number}");""")]
    [InlineData("""_ = new ChatMessage(ChatRole.System, "You help " + settings.Tone);""")]
    [InlineData("""_ = {|new SystemChatMessage($"You help {question}")|};""")]
    [InlineData("""_ = {|new DeveloperChatMessage(question)|};""")]
    [InlineData("""_ = new UserChatMessage(question);""")]
    [InlineData("""_ = new ChatOptions { {|Instructions|} = question };""")]
    [InlineData("""_ = new ChatOptions { Instructions = "fixed", ModelId = question };""")]
    [InlineData("""var h = {|new ChatHistory(question)|};""")]
    [InlineData("""var h = new ChatHistory("fixed"); h.AddUserMessage(question);""")]
    [InlineData("""var h = new ChatHistory(); h.{|AddSystemMessage|}(question);""")]
    [InlineData("""_ = AIFunctionFactory.{|Create|}(() => 1, "f", question);""")]
    [InlineData("""_ = client.{|AsAIAgent|}(instructions: question);""")]
    [InlineData("""_ = client.AsAIAgent(instructions: "fixed", name: question);""")]
    [InlineData("""_ = {|new ChatMessage(ChatRole.System, Request.Query["tone"].ToString())|};""")]
    [InlineData("""_ = {|new ChatMessage(ChatRole.System, Request.Headers["tone"].FirstOrDefault())|};""")]
    public Task What_a_caller_sends(string statement) => Verify(statement);

    [Theory]
    [InlineData("""_ = {|new ChatMessage(ChatRole.System, await http.GetStringAsync("https://example.com"))|};""")]
    [InlineData("""_ = {|new ChatMessage(ChatRole.System, System.IO.File.ReadAllText(settings.Tone))|};""")]
    [InlineData("""_ = new ChatMessage(ChatRole.System, System.IO.File.ReadAllText("prompts/system.txt"));""")]
    [InlineData("""_ = new ChatMessage(ChatRole.System, System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "system.txt")));""")]
    [InlineData("""var path = Path.Combine(AppContext.BaseDirectory, "system.txt"); _ = new ChatMessage(ChatRole.System, await System.IO.File.ReadAllTextAsync(path));""")]
    [InlineData("""var path = "a"; path = settings.Tone; _ = {|new ChatMessage(ChatRole.System, await System.IO.File.ReadAllTextAsync(path))|};""")]
    [InlineData("""using var reader = new StreamReader("system.txt"); _ = new ChatMessage(ChatRole.System, reader.ReadToEnd());""")]
    [InlineData("""using var reader = new StreamReader(settings.Tone); _ = {|new ChatMessage(ChatRole.System, reader.ReadToEnd())|};""")]
    public Task What_is_fetched_but_no_file_of_the_program(string statement) => Verify(statement);

    [Fact]
    public Task Handlers_of_minimal_apis_and_their_services() => RuleSnippet.Verify("PSH3001", Head + """
        public record Ask(string Question);
        public interface IPrompts { string Text { get; } }
        static class P
        {
            static void Map(WebApplication app, IChatClient client)
            {
                app.MapPost("/a", (Ask ask) => client.GetResponseAsync([{|new ChatMessage(ChatRole.System, ask.Question)|}]));
                app.MapPost("/b", (IPrompts prompts) => client.GetResponseAsync([new ChatMessage(ChatRole.System, prompts.Text)]));
                app.MapPost("/c", Handle);
                app.MapGet("/d", (HttpContext context) => client.GetResponseAsync([{|new ChatMessage(ChatRole.System, context.Request.Query["q"].ToString())|}]));
            }
            static object Handle(string q) => {|new ChatMessage(ChatRole.System, q)|};
            static object Unmapped(string q) => new ChatMessage(ChatRole.System, q);
        }
        """);

    [Fact]
    public async Task The_message_says_who_writes_it()
    {
        var found = await RuleSnippet.Messages("PSH3001", Head + """
            public class C(HttpClient http) : ControllerBase
            {
                [HttpPost] public async Task M(string question)
                {
                    _ = new SystemChatMessage(question);
                    _ = new SystemChatMessage(await http.GetStringAsync("https://example.com"));
                }
            }
            """);
        Assert.Equal(
            [
                "'SystemChatMessage' receives untrusted text as instructions: a caller of this program writes it; send it as a user message or mark it as untrusted",
                "'SystemChatMessage' receives untrusted text as instructions: it is read from where others write; send it as a user message or mark it as untrusted",
            ],
            found);
    }
}
