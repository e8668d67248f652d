using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Models.Messages;
using PromptShield;
using SupportDesk.Tickets;

namespace SupportDesk.Models;

/// <summary>Says in a few words what a ticket is about.</summary>
public sealed class TicketSummarizer(ProviderSettings settings)
{
    private readonly AnthropicClient _client = new()
    {
        ApiKey = settings.AnthropicKey,
        BaseUrl = settings.AnthropicEndpoint.ToString(),
        Handlers = [new PromptShieldHandler()],
    };

    public async Task<string> SummarizeAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        Message message = await _client.Messages.Create(Prompt(ticket), cancellationToken);
        return string.Concat(message.Content.Select(block => block.TryPickText(out TextBlock? text) ? text.Text : ""));
    }

    public async IAsyncEnumerable<string> SummarizeStreamingAsync(Ticket ticket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RawMessageStreamEvent streamed in _client.Messages.CreateStreaming(Prompt(ticket), cancellationToken))
        {
            if (streamed.TryPickContentBlockDelta(out RawContentBlockDeltaEvent? delta) && delta.Delta.TryPickText(out TextDelta? text))
            {
                yield return text.Text;
            }
        }
    }

    private MessageCreateParams Prompt(Ticket ticket) => new()
    {
        Model = settings.ClaudeModel,
        MaxTokens = 300,
        System = "Summarise for the agent who looks after this customer.",
        Messages = [new UserMessageParam { Content = $"{ticket.Email} writes: {ticket.Body}" }],
    };
}
