using System.Threading.Channels;

namespace SupportDesk.Tickets;

/// <summary>The tickets that wait for triage.</summary>
public sealed class TriageQueue
{
    private readonly Channel<Ticket> _channel = Channel.CreateUnbounded<Ticket>();

    public void Add(Ticket ticket) => _channel.Writer.TryWrite(ticket);

    public IAsyncEnumerable<Ticket> ReadAllAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAllAsync(cancellationToken);
}
