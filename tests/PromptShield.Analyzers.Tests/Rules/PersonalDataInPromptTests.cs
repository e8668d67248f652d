namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>PSH2003: personal data in what is sent to a model.</summary>
public sealed class PersonalDataInPromptTests
{
    private const string Head = """
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel.ChatCompletion;
        using OpenAI;
        using OpenAI.Chat;
        using PromptShield;
        using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

        public class Customer { public int Id { get; set; } public string Email { get; set; } = ""; public string FullName { get; set; } = ""; public string Plan { get; set; } = ""; }

        """;

    private static Task Verify(string statements) => RuleSnippet.Verify("PSH2003", Head + $$"""
        internal class C
        {
            private readonly ChatClient open = new("m", "k");
            private readonly ChatClient shielded = new ChatClient("m", "k").Shielded();
            private readonly IChatClient chat = new ChatClient("m", "k").AsIChatClient();
            internal async Task M(Customer customer)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """);

    [Theory]
    [InlineData("""open.CompleteChat($"Write to {{|customer.Email|}}");""")]
    [InlineData("""open.CompleteChat("Write to " + {|customer.Email|});""")]
    [InlineData("""open.CompleteChat($"Write to {customer.Id} on {customer.Plan}");""")]
    [InlineData("""open.CompleteChat($"Write to {Shield.Default.Redact(customer.Email)}");""")]
    [InlineData("""open.CompleteChat(new UserChatMessage({|customer.FullName|}));""")]
    [InlineData("""var prompt = "Write to " + customer.Email; open.CompleteChat({|prompt|});""")]
    [InlineData("""var messages = new List<OpenAI.Chat.ChatMessage>(); messages.Add(new UserChatMessage(customer.Email)); open.CompleteChat({|messages|});""")]
    [InlineData("""await chat.GetResponseAsync([new ChatMessage(ChatRole.User, $"Write to {{|customer.Email|}}")]);""")]
    [InlineData("""await chat.GetResponseAsync("Hello", new ChatOptions { ModelId = customer.Email });""")]
    public Task What_leaves_without_the_shield(string statement) => Verify(statement);

    [Theory]
    [InlineData("""shielded.CompleteChat($"Write to {customer.Email}");""")]
    [InlineData("""shielded.CompleteChat($"Write to {{|customer.FullName|}}");""")]
    [InlineData("""shielded.CompleteChat($"Write to {customer.Plan}");""")]
    public Task What_no_detector_of_the_shield_recognises(string statement) => Verify(statement);

    [Fact]
    public async Task The_messages_name_the_classes_and_what_happens()
    {
        var found = await RuleSnippet.Messages("PSH2003", Head + """
            internal class C
            {
                void M(Customer customer)
                {
                    new ChatClient("m", "k").CompleteChat(customer.Email);
                    new ChatClient("m", "k").Shielded().CompleteChat(customer.FullName);
                }
            }
            """);
        Assert.Equal(
            [
                "'ChatClient.CompleteChat' sends personal data to a model: email leaves in the clear",
                "'ChatClient.CompleteChat' sends personal data to a model: person-name is no class that its detectors recognise; leave it out or replace it first",
            ],
            found);
    }
}
