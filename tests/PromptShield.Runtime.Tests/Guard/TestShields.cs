namespace PromptShield.Tests;

/// <summary>Shields for tests: evidence in memory.</summary>
internal static class TestShields
{
    internal static Shield Create(Action<ShieldOptions>? configure = null) => Create(new EvidenceInMemory(), configure);

    internal static Shield Create(IEvidenceSink evidence, Action<ShieldOptions>? configure = null)
    {
        var options = new ShieldOptions { Evidence = evidence };
        configure?.Invoke(options);
        return new Shield(options);
    }
}

internal sealed class EvidenceInMemory : IEvidenceSink
{
    private readonly List<EvidenceEvent> _events = [];

    internal EvidenceEvent[] Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    public void Write(EvidenceEvent evidence)
    {
        lock (_events)
        {
            _events.Add(evidence);
        }
    }
}

internal sealed class BrokenSink : IEvidenceSink
{
    public void Write(EvidenceEvent evidence) => throw new IOException("disk full");
}
