using System.Collections.Concurrent;

namespace SupportDesk.Tickets;

/// <summary>The tickets, in memory.</summary>
public sealed class TicketStore(ILogger<TicketStore> logger)
{
    private readonly ConcurrentDictionary<int, Ticket> _tickets = new();
    private int _lastId;

    public Ticket Open(string email, string body, string? attachmentName)
    {
        Ticket ticket = new() { Id = Interlocked.Increment(ref _lastId), Email = email, Body = body, AttachmentName = attachmentName };
        _tickets[ticket.Id] = ticket;
        logger.LogInformation("Ticket {TicketId} opened by {Email}", ticket.Id, ticket.Email);
        if (ticket.AttachmentName is not null)
        {
            logger.LogInformation("Ticket {TicketId} came with {FileName}", ticket.Id, ticket.AttachmentName);
        }

        return ticket;
    }

    public Ticket? Find(int id) => _tickets.GetValueOrDefault(id);
}
