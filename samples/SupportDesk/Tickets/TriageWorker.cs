using SupportDesk.Models;

namespace SupportDesk.Tickets;

/// <summary>Classifies new tickets in the background.</summary>
public sealed partial class TriageWorker(TriageQueue queue, TicketClassifier classifier, ILogger<TriageWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (Ticket ticket in queue.ReadAllAsync(stoppingToken))
        {
            ticket.Category = classifier.Classify(ticket, stoppingToken);
            LogTriaged(logger, ticket.Id, ticket.Email);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ticket {TicketId} of {Sender} is sorted")]
    private static partial void LogTriaged(ILogger logger, int ticketId, string sender);
}
