namespace PromptShield.Wire;

/// <summary>Reads a streamed answer and gives it on with the originals, event by event, as it arrives. Forward-only. Disposes the inner stream.</summary>
internal sealed class RestoringStream(Stream inner, BodyKind kind, ShieldedRequest request) : Stream
{
    private readonly AnswerEvents _events = new(kind, request);
    private readonly byte[] _input = new byte[8192];
    private ReadOnlyMemory<byte> _output;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_output.IsEmpty && !_ended && !buffer.IsEmpty)
        {
            Take(inner.Read(_input));
        }

        return Give(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_output.IsEmpty && !_ended && !buffer.IsEmpty)
        {
            Take(await inner.ReadAsync(_input, cancellationToken).ConfigureAwait(false));
        }

        return Give(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(int read)
    {
        _ended = read == 0;
        _output = read == 0 ? _events.Complete() : _events.Append(_input.AsSpan(0, read));
    }

    private int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _output.Length);
        _output.Span[..count].CopyTo(buffer);
        _output = _output[count..];
        return count;
    }
}
