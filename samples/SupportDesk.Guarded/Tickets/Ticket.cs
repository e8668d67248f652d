namespace SupportDesk.Tickets;

/// <summary>A question to the desk.</summary>
public sealed class Ticket
{
    public required int Id { get; init; }

    public required string Email { get; init; }

    public required string Body { get; init; }

    public string? AttachmentName { get; init; }

    /// <summary>Set by the triage in the background, null until then.</summary>
    public string? Category { get; set; }
}
