using System.ClientModel;
using OpenAI;
using OpenAI.Chat;
using SupportDesk.Tickets;

namespace SupportDesk.Models;

/// <summary>Sorts tickets by subject.</summary>
public sealed class TicketClassifier
{
    private readonly ChatClient _client;

    public TicketClassifier(ProviderSettings settings)
    {
        OpenAIClientOptions options = new() { Endpoint = settings.OpenAIEndpoint };
        _client = new ChatClient(settings.ChatModel, new ApiKeyCredential(settings.OpenAIKey), options);
    }

    public string Classify(Ticket ticket, CancellationToken cancellationToken)
    {
        ChatCompletion completion = _client.CompleteChat(
            [
                new SystemChatMessage("Answer with one word: billing, delivery, account or other."),
                new UserChatMessage($"From {ticket.Email}:\n{ticket.Body}"),
            ],
            new ChatCompletionOptions { MaxOutputTokenCount = 10 },
            cancellationToken);
        return completion.Content[0].Text;
    }
}
