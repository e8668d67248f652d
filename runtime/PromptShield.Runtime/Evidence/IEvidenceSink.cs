namespace PromptShield;

/// <summary>
/// Where evidence goes. The shield writes one event a request, before the request leaves; if the sink throws, the request does not leave.
/// Implementations must be thread-safe and must not return before the event is kept.
/// </summary>
public interface IEvidenceSink
{
    /// <summary>Keeps the event.</summary>
    void Write(EvidenceEvent evidence);

    /// <summary>Keeps the event; used by asynchronous calls. By default <see cref="Write"/>.</summary>
    ValueTask WriteAsync(EvidenceEvent evidence, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(evidence);
        return ValueTask.CompletedTask;
    }
}
