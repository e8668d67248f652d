using System.ClientModel;
using System.Runtime.CompilerServices;
using OpenAI;
using OpenAI.Chat;
using PromptShield;
using SupportDesk.Tickets;

namespace SupportDesk.Models;

/// <summary>Drafts the answer to a ticket.</summary>
public sealed class ReplyWriter(ProviderSettings settings)
{
    private static readonly ChatCompletionOptions s_options = new() { MaxOutputTokenCount = 800 };

    private readonly ChatClient _client = new OpenAIClient(
        new ApiKeyCredential(settings.OpenAIKey),
        new OpenAIClientOptions { Endpoint = settings.OpenAIEndpoint }.WithPromptShield()).GetChatClient(settings.ChatModel);

    public async Task<string> WriteAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        ChatCompletion completion = await _client.CompleteChatAsync(Prompt(ticket), s_options, cancellationToken);
        return completion.Content[0].Text;
    }

    public async IAsyncEnumerable<string> WriteStreamingAsync(Ticket ticket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (StreamingChatCompletionUpdate update in _client.CompleteChatStreamingAsync(Prompt(ticket), s_options, cancellationToken))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate)
            {
                yield return part.Text;
            }
        }
    }

    private static ChatMessage[] Prompt(Ticket ticket) =>
    [
        new SystemChatMessage("You write for a support desk."),
        new UserChatMessage($"{ticket.Email} writes: {ticket.Body}"),
    ];
}
