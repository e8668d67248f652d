namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>PSH4002: answers that reach a caller unseen by the shield.</summary>
public sealed class UnfilteredModelOutputTests
{
    private const string Head = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using OpenAI.Chat;
        using PromptShield;

        """;

    [Theory]
    [InlineData("""return {|client.CompleteChat(q).Value.Content[0].Text|};""")]
    [InlineData("""var answer = client.CompleteChat(q).Value; return {|answer.Content[0].Text.Trim()|};""")]
    [InlineData("""return {|Ask(q)|};""")]
    [InlineData("""return shielded.CompleteChat(q).Value.Content[0].Text;""")]
    [InlineData("""client.CompleteChat(q); return "done";""")]
    [InlineData("""return client.CompleteChat(q).Value.Usage.TotalTokenCount.ToString();""")]
    public Task A_controller(string statements) => RuleSnippet.Verify("PSH4002", Head + $$"""
        public class C : ControllerBase
        {
            private readonly ChatClient client = new("m", "k");
            private readonly ChatClient shielded = new ChatClient("m", "k").Shielded();
            [HttpPost] public string Post(string q) { {{statements}} }
            private string Ask(string q) => client.CompleteChat(q).Value.Content[0].Text;
        }
        """);

    [Fact]
    public Task Handlers_of_minimal_apis() => RuleSnippet.Verify("PSH4002", Head + """
        static class P
        {
            static readonly ChatClient Client = new("m", "k");
            static void Map(WebApplication app)
            {
                app.MapPost("/a", (string q) => {|Client.CompleteChat(q).Value.Content[0].Text|});
                app.MapPost("/b", (string q) => { return {|Results.Ok(Client.CompleteChat(q).Value.Content[0].Text)|}; });
                app.MapPost("/c", (string q) => q);
                Func<string, string> own = q => Client.CompleteChat(q).Value.Content[0].Text;
            }
        }
        """);

    [Fact]
    public async Task The_message_names_the_call() => Assert.Equal(
        ["'C.Post' hands on an answer that no output filter has seen: the call of ChatClient.CompleteChat is not guarded"],
        await RuleSnippet.Messages("PSH4002", Head + """
            public class C : ControllerBase { [HttpPost] public string Post(string q) => new ChatClient("m", "k").CompleteChat(q).Value.Content[0].Text; }
            """));
}
