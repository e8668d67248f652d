namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>PSH2004: prompts and answers that are kept.</summary>
public sealed class PromptOrCompletionStoredTests
{
    private const string Head = """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Logging;
        using OpenAI.Chat;
        using PromptShield;

        """;

    private static Task Verify(string statements) => RuleSnippet.Verify("PSH2004", Head + $$"""
        internal class C(IChatClient client, ILogger<C> log, IDistributedCache cache, IMemoryCache memory, System.Data.Common.DbParameter parameter)
        {
            internal async Task M(string question, string own, int id)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """);

    [Theory]
    [InlineData("""var r = await client.GetResponseAsync(question); await File.WriteAllTextAsync("a.txt", {|r.Text|});""")]
    [InlineData("""var r = await client.GetResponseAsync(question); await File.WriteAllTextAsync("a.txt", Shield.Default.Redact(r.Text));""")]
    [InlineData("""var r = await client.GetResponseAsync(question); await File.WriteAllTextAsync("a.txt", own);""")]
    [InlineData("""var r = await client.GetResponseAsync(question); await File.WriteAllTextAsync("a.txt", r.Usage!.InputTokenCount.ToString());""")]
    [InlineData("""var r = await client.GetResponseAsync(question); await cache.SetStringAsync("k" + id, {|r.Text|});""")]
    [InlineData("""var r = await client.GetResponseAsync(question); memory.Set("k", {|r.Text|});""")]
    [InlineData("""var r = await client.GetResponseAsync(question); parameter.Value = {|r.Text|};""")]
    [InlineData("""var r = await client.GetResponseAsync(question); using var writer = new StreamWriter("a"); writer.WriteLine({|r.Text|});""")]
    public Task Answers(string statements) => Verify(statements);

    [Theory]
    [InlineData("""await client.GetResponseAsync(question); await File.AppendAllTextAsync("a.txt", {|question|});""")]
    [InlineData("""await client.GetResponseAsync([new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, question)]); await File.AppendAllTextAsync("a.txt", {|question|});""")]
    [InlineData("""await client.GetResponseAsync("About " + own); await File.AppendAllTextAsync("a.txt", own);""")]
    [InlineData("""var m = new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, own); await File.AppendAllTextAsync("a.txt", {|m.Text|});""")]
    public Task Prompts(string statements) => Verify(statements);

    [Theory]
    [InlineData("""var r = await client.GetResponseAsync(question); log.LogInformation("Answer {Answer} of {Id}", {|r.Text|}, id);""")]
    [InlineData("""var r = await client.GetResponseAsync(question); log.LogInformation("Answer of {Id} took {Tokens}", id, r.Usage!.TotalTokenCount);""")]
    [InlineData("""var r = await client.GetResponseAsync(question); log.LogInformation("Answer {Answer}", Shield.Default.Redact(r.Text));""")]
    [InlineData("""await client.GetResponseAsync(question); log.LogDebug("Asked {Question}", {|question|});""")]
    [InlineData("""var r = await client.GetResponseAsync(question); Console.WriteLine(r.Text);""")]
    [InlineData("""var r = await client.GetResponseAsync(question); log.LogInformation("{Id} {Model} {Reason} {Usage}", r.ResponseId, r.ModelId, r.FinishReason, r.Usage);""")]
    [InlineData("""var r = await client.GetResponseAsync(question); var names = r.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select(c => c.CallId); log.LogInformation("{Calls}", string.Join(", ", names));""")]
    public Task Logs(string statements) => Verify(statements);

    [Fact]
    public async Task The_message_says_which_of_the_two()
    {
        var found = await RuleSnippet.Messages("PSH2004", Head + """
            internal class C(IChatClient client)
            {
                async Task M(string question)
                {
                    File.WriteAllText("q", question);
                    File.WriteAllText("a", (await client.GetResponseAsync(question)).Text);
                }
            }
            """);
        Assert.Equal(
            ["'File.WriteAllText' keeps what a model was told or answered: a prompt is kept unredacted", "'File.WriteAllText' keeps what a model was told or answered: an answer is kept unredacted"], found);
    }
}
