using SupportDesk.Models;

namespace SupportDesk.Tickets;

public static class TicketEndpoints
{
    public static void MapTickets(this WebApplication app)
    {
        app.MapPost("/tickets", (NewTicket ticket, TicketStore store, TriageQueue queue) =>
        {
            Ticket opened = store.Open(ticket.Email, ticket.Body, ticket.AttachmentName);
            queue.Add(opened);
            return opened;
        });

        RouteGroupBuilder one = app.MapGroup("/tickets/{id:int}");
        one.MapGet("/", (int id, TicketStore store) => store.Find(id) is { } ticket ? Results.Ok(ticket) : Results.NotFound());
        one.MapPost("/reply", async (int id, TicketStore store, ReplyWriter writer, CancellationToken cancellationToken) =>
            store.Find(id) is { } ticket ? Results.Text(await writer.WriteAsync(ticket, cancellationToken)) : Results.NotFound());
        one.MapPost("/reply/stream", (int id, TicketStore store, ReplyWriter writer, HttpResponse response, CancellationToken cancellationToken) =>
            store.Find(id) is { } ticket ? response.WriteAllAsync(writer.WriteStreamingAsync(ticket, cancellationToken)) : NotFound(response));
        one.MapPost("/summary", async (int id, TicketStore store, TicketSummarizer summarizer, CancellationToken cancellationToken) =>
            store.Find(id) is { } ticket ? Results.Text(await summarizer.SummarizeAsync(ticket, cancellationToken)) : Results.NotFound());
        one.MapPost("/summary/stream", (int id, TicketStore store, TicketSummarizer summarizer, HttpResponse response, CancellationToken cancellationToken) =>
            store.Find(id) is { } ticket ? response.WriteAllAsync(summarizer.SummarizeStreamingAsync(ticket, cancellationToken)) : NotFound(response));
        one.MapPost("/translation", async (int id, string language, TicketStore store, TicketTranslator translator, CancellationToken cancellationToken) =>
            store.Find(id) is { } ticket ? Results.Text(await translator.TranslateAsync(ticket, language, cancellationToken)) : Results.NotFound());
    }

    /// <summary>Sends each piece of text as soon as it is there.</summary>
    public static async Task WriteAllAsync(this HttpResponse response, IAsyncEnumerable<string> pieces)
    {
        response.ContentType = "text/plain; charset=utf-8";
        await foreach (string piece in pieces)
        {
            await response.WriteAsync(piece);
            await response.Body.FlushAsync();
        }
    }

    private static Task NotFound(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    public sealed record NewTicket(string Email, string Body, string? AttachmentName);
}
