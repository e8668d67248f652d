using System.Buffers;

namespace PromptShield.Wire;

/// <summary>Splits a streamed answer into events (server-sent events, or lines of JSON) and restores each.</summary>
internal sealed class AnswerEvents(BodyKind kind, ShieldedRequest request)
{
    private readonly ArrayBufferWriter<byte> _pending = new();
    private readonly EventRestorer _restorer = new(kind, request.Vault);

    // How far the pending bytes were searched for the end of the event: a large event arrives in many chunks and is searched once.
    private int _searched;
    private bool _isLineEmpty = true;

    /// <summary>What may be given on after these bytes; the memory is valid until the next call.</summary>
    internal ReadOnlyMemory<byte> Append(ReadOnlySpan<byte> bytes)
    {
        _pending.Write(bytes);
        var buffered = _pending.WrittenSpan;
        using var output = new MemoryStream();
        var consumed = 0;
        while (true)
        {
            var length = EventLength(buffered[consumed..]);
            if (length == 0)
            {
                break;
            }

            _restorer.Restore(buffered.Slice(consumed, length), output);
            consumed += length;
            _searched = 0;
            _isLineEmpty = true;
        }

        if (consumed > 0)
        {
            var rest = buffered[consumed..].ToArray();
            _pending.ResetWrittenCount();
            _pending.Write(rest);
        }

        return output.ToArray();
    }

    /// <summary>The stream is over: what is left, and what was held back.</summary>
    internal ReadOnlyMemory<byte> Complete()
    {
        using var output = new MemoryStream();
        if (_pending.WrittenCount > 0)
        {
            _restorer.Restore(_pending.WrittenSpan, output);
        }

        _restorer.Flush(output);
        return output.ToArray();
    }

    // A line of JSON ends with a line feed; a server-sent event with an empty line, whatever the line ends are (WHATWG HTML §9.2.5).
    private int EventLength(ReadOnlySpan<byte> bytes)
    {
        if (kind == BodyKind.JsonLines)
        {
            var end = bytes[_searched..].IndexOf((byte)'\n');
            var length = end < 0 ? 0 : _searched + end + 1;
            _searched = bytes.Length;
            return length;
        }

        while (_searched < bytes.Length)
        {
            var c = bytes[_searched];
            if (c is not ((byte)'\n' or (byte)'\r'))
            {
                _isLineEmpty = false;
                _searched++;
                continue;
            }

            if (c == '\r' && _searched + 1 == bytes.Length)
            {
                // A line feed may follow in the next chunk.
                return 0;
            }

            _searched += c == '\r' && bytes[_searched + 1] == '\n' ? 2 : 1;
            if (_isLineEmpty)
            {
                return _searched;
            }

            _isLineEmpty = true;
        }

        return 0;
    }
}
