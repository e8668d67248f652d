using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PromptShield;
using SupportDesk.Customers;

namespace SupportDesk.Assistant;

/// <summary>Answers the agents of the desk. It may look customers up.</summary>
public sealed class DeskAssistant(IChatClient client, CustomerDirectory directory, ILogger<DeskAssistant> logger)
{
    private readonly ChatOptions _options = new()
    {
        Instructions = "You help the agents of a support desk.",
        MaxOutputTokens = 800,
        Tools = [AIFunctionFactory.Create(directory.Find, "find_customer")],
    };

    public async Task<string> AskAsync(Customer agent, string question, CancellationToken cancellationToken)
    {
        string contact = $"{agent.Id}, {Shield.Default.Redact(agent.PhoneNumber)}";
        logger.LogInformation("Question of {Agent} ({EmailTemplateId})", contact, "answer-1");
        ChatResponse response = await client.GetResponseAsync(question, _options, cancellationToken);
        return response.Text;
    }

    public async IAsyncEnumerable<string> AskStreamingAsync(string question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(question, _options, cancellationToken))
        {
            yield return update.Text;
        }
    }
}
